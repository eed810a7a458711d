import { describe, expect, it } from "vitest";
import type { Person } from "../../src/sandbox/index.ts";
import {
  announcement,
  asks,
  card,
  declare,
  INCIDENTS,
  incidentNow,
  last,
  posts,
  ROOM,
  whispers,
} from "../support/telling.ts";
import { DAY, MINUTE, startWorld, type World } from "../support/world.ts";

describe("card and announcement are true at any time, edited in place [INC-3]", () => {
  const CHANGES: readonly (readonly [what: string, command: string, shown: RegExp, isInAnnouncement: boolean])[] = [
    ["title", "edit title Checkout is down", /#1 Checkout is down/, true],
    ["severity", "severity sev1", /SEV-1/, true],
    ["status", "update --", /Investigating \(detection\)/, true],
    ["roles", "lead", /Incident commander\*?:?\s@Dana/, true],
    ["services", "edit services checkout, api", /checkout, api/, true],
    ["impact", "edit impact 30 % of checkouts", /30 % of checkouts/, true],
    ["category", "edit category database", /Database/, false],
    ["latest update and next time", "update Rolling back", />Rolling back/, true],
  ];

  it("after each change, without a second post", async () => {
    const world = await startWorld();
    const dana = await declare(world, "sev2 Checkout errors");
    const lee = world.person("lee");
    const [cardBefore, announcedBefore] = [card(dana).ts, announcement(lee).ts];
    for (const [what, command, shown, isInAnnouncement] of CHANGES) {
      await asks(world, dana, `/incident ${command}`);
      expect(card(dana).plain, what).toMatch(shown);
      if (isInAnnouncement) expect(announcement(lee).plain, what).toMatch(shown);
    }
    expect([card(dana).ts, announcement(lee).ts]).toEqual([cardBefore, announcedBefore]);
    expect(posts(lee, INCIDENTS)).toHaveLength(1);
    expect(await world.verify()).toEqual([]);
  });

  it("and ten changes in a moment are a few edits, not ten", async () => {
    const world = await startWorld();
    const dana = await declare(world, "sev2 Checkout errors");
    world.sandbox.calls.clear();
    await Promise.all(
      Array.from({ length: 10 }, (_, index) => dana.command(ROOM, `/incident edit impact ${index + 1} % of checkouts`)),
    );
    await world.settle();
    const edits = world.sandbox.calls.api().filter(({ method }) => method === "chat.update");
    expect(edits.length).toBeLessThan(12);
    expect(card(dana).plain).toContain((await incidentNow(world)).facts.impact);
    expect(await world.verify()).toEqual([]);
  });
});

describe("what turns an incident is said in its channel, once, as much as is wished [INC-3] [UPD-5]", () => {
  async function turning(verbosity: string) {
    const world = await startWorld();
    const dana = await declare(world, "sev2 Checkout errors");
    await asks(world, dana, `/incident verbosity ${verbosity}`);
    const before = posts(dana).length;
    await asks(world, dana, "/incident severity sev1 everyone is hit");
    await dana.command(ROOM, "/incident status triage");
    await dana.submit();
    await dana.command(ROOM, "/incident update");
    await dana.submit({ Status: "Identified", Situation: "A bad deploy" });
    await asks(world, dana, "/incident cancel a test");
    expect(await world.verify()).toEqual([]);
    return posts(dana)
      .slice(before)
      .map(({ plain }) => plain.split("\n")[0]);
  }

  const [SEVERITY, STAGE] = [
    "Dana changed the severity from SEV-2 to *SEV-1*.",
    "Dana moved it on from Detection to *Triage*.",
  ];
  const ENDED = ["*Update: Identified*", "*Cancelled: not an incident after all*"];

  it.each([
    ["full", [SEVERITY, STAGE, ...ENDED]],
    ["compact", [SEVERITY, ...ENDED]],
    ["silent", ENDED],
  ])("%s", async (verbosity, said) => {
    expect(await turning(verbosity)).toEqual(said);
  });
});

describe("what is pressed on an old message is answered by how things are now [INC-9]", () => {
  const press = async (world: World, person: Person, label: string) => {
    await person.click(last(posts(person).filter(({ buttons }) => buttons.includes(label))), label);
    await world.settle();
    return last(whispers(person)).plain;
  };

  it("a role of a cancelled incident, or one that is held", async () => {
    const world = await startWorld();
    const dana = await declare(world);
    await asks(world, dana, "/incident lead");
    expect(await press(world, dana, "Claim Incident commander")).toBe("You are incident commander already.");
    await asks(world, dana, "/incident cancel a test");
    expect(await press(world, dana, "Claim Scribe")).toContain("was cancelled, so its roles stay as they were");
    expect(await world.verify()).toEqual([]);
  });

  it("a reopened incident gets its archived channel back", async () => {
    const world = await startWorld();
    const dana = await declare(world, "sev4 Checkout errors");
    await asks(world, dana, "/incident cancel a test");
    await world.pass(7 * DAY + MINUTE);
    expect((await incidentNow(world)).facts.channel?.isArchived).toBe(true);
    await asks(world, dana, "/incident #1 reopen it was real", "general");
    expect((await incidentNow(world)).facts.channel?.isArchived).toBe(false);
    expect(card(dana).plain).toContain("Investigating");
    expect(announcement(dana).plain).toContain(`Join #${ROOM}`);
    expect(last(posts(dana)).plain).toContain("Reopened");
    expect(await world.verify()).toEqual([]);
  });
});
