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
import { DAY, HOUR, MINUTE, startWorld, THURSDAY, type World } from "../support/world.ts";

const VERIFIED = { "Service restored": true, "Metrics normal": true, "Users confirm": true };

async function running(words = "sev2 Checkout errors"): Promise<{ world: World; dana: Person }> {
  const world = await startWorld();
  const dana = await declare(world, words);
  await world.pass(MINUTE);
  return { world, dana };
}

async function resolved(words?: string) {
  const all = await running(words);
  await all.dana.command(ROOM, "/incident resolve rolled back api 2.3.1");
  await all.dana.submit({ ...VERIFIED, Impact: "30 % of checkouts" });
  await all.world.settle();
  return all;
}

const under = (person: Person) => announcement(person).thread.map(({ plain }) => plain);

describe("an incident moves through its stages [LIFE-1]", () => {
  it("as its checklist is ticked, or as the record says so by itself", async () => {
    const { world, dana } = await running();
    expect(await asks(world, dana, "/incident status")).toContain("Stage 1 of 8: *Detection* (investigating)");
    const list = last(whispers(dana));
    await dana.click(list, "Tick");
    await dana.click(list, "Move on to Triage");
    await world.settle();
    expect(dana.see(list)?.plain).toMatch(
      /Triage.*\n:white_check_mark: Severity is set \(from the record\)\n:white_large/,
    );
    expect(last(posts(dana)).plain).toBe("Dana moved it on from Detection to *Triage*.");
    expect(card(dana).plain).toContain("Investigating (triage)");
    expect(await world.verify()).toEqual([]);
  });

  it("past what is open when Dana says so once; the record says what was skipped [LIFE-2]", async () => {
    const { world, dana } = await running();
    await dana.command(ROOM, "/incident status identified");
    expect(dana.modal().plain).toContain(":white_large_square: The alert or report is real");
    expect((await incidentNow(world)).facts.stage).toBe("detection");
    await dana.submit();
    await world.settle();
    expect(announcement(dana).plain).toContain("Identified (remediation)");
    expect(await asks(world, dana, "/incident timeline")).toMatch(
      /from detection to remediation \(skipped: alert validated, /,
    );
    expect(await world.verify()).toEqual([]);
  });

  it("and back, without a question [LIFE-2]", async () => {
    const { world, dana } = await running();
    await dana.command(ROOM, "/incident status identified");
    await dana.submit();
    expect(await asks(world, dana, "/incident status triage")).toBe("#1 is in Triage now.");
    expect(dana.hasModal()).toBe(false);
    expect(last(posts(dana)).plain).toBe("Dana moved it back from Remediation to *Triage*.");
    expect(await world.verify()).toEqual([]);
  });
});

describe("an incident is resolved [LIFE-3]", () => {
  it.each(["sev1", "sev2", "sev3"])("not as %s before it is verified, and the form says why", async (severity) => {
    const { world, dana } = await running(`${severity} Checkout errors`);
    await dana.command(ROOM, "/incident resolve rolled back");
    const { errors } = await dana.submit({ "Service restored": true });
    expect(errors["Metrics normal"]).toMatch(
      /is resolved only once it is verified.*Not confirmed: “Metrics normal”, “Users/,
    );
    expect((await incidentNow(world)).facts.isOpen).toBe(true);
    await dana.submit(VERIFIED);
    expect((await incidentNow(world)).facts.isOpen).toBe(false);
    expect(await world.verify()).toEqual([]);
  });

  it("as SEV-4 by what fixed it alone", async () => {
    const { world, dana } = await running("sev4 Checkout errors");
    await dana.command(ROOM, "/incident done restarted the worker");
    expect((await dana.submit()).errors).toEqual({});
    expect((await incidentNow(world)).facts.isOpen).toBe(false);
    expect(await world.verify()).toEqual([]);
  });

  it("and everybody who waits hears of it once: the channel, the announcement, subscribers [INC-3] [UPD-1]", async () => {
    const world = await startWorld();
    const dana = await declare(world, "sev2 Checkout errors");
    const lee = world.person("lee");
    await asks(world, lee, "/incident subscribe #1", "general");
    await dana.command(ROOM, "/incident resolve rolled back api 2.3.1");
    await dana.submit({ ...VERIFIED, Impact: "30 % of checkouts" });
    await world.settle();
    const news = "*:white_check_mark: Resolved*\nrolled back api 2.3.1\n*Impact*\n30 % of checkouts\nby Dana";
    expect(posts(dana).filter(({ plain }) => plain === news)).toHaveLength(1);
    expect(under(lee)).toEqual([news]);
    expect(lee.dm().map(({ plain }) => plain.split("\n")[1])).toEqual(["*:white_check_mark: Resolved*"]);
    for (const live of [card(dana), announcement(lee)]) {
      expect(live.plain).toContain("Resolved after");
      expect(live.edited).toBe(true);
    }
    expect(posts(lee, INCIDENTS)).toHaveLength(1);
    expect(dana.topic(ROOM)).toContain("Resolved");
    expect(await world.verify()).toEqual([]);
  });
});

describe("an end that was none [INC-6]", () => {
  it("is taken back with a reason: it is open again, and updates are due", async () => {
    const { world, dana } = await resolved();
    await dana.click(card(dana), "Reopen");
    const { errors } = await dana.submit({ "What brings it back": " " });
    expect(errors["What brings it back"]).toContain("Say what brings it back");
    await dana.submit({ "What brings it back": "errors are back" });
    await world.settle();
    expect(under(dana).at(-1)).toBe("*Reopened: Investigating*\nerrors are back\nby Dana");
    expect(card(dana).plain).toContain("*Next update*: today");
    expect(dana.topic(ROOM)).toBe("SEV-2 · #1 Checkout errors");
    expect(await world.verify()).toEqual([]);
  });

  it("was declared by mistake: it is cancelled, and nobody is reminded of it any more", async () => {
    const { world, dana } = await running();
    await dana.command(ROOM, "/incident cancel");
    await dana.submit({ "Why it was a mistake": "a test alert" });
    await world.pass(5 * HOUR);
    expect(announcement(dana).plain).toContain("Cancelled: this was not an incident after all.");
    expect(last(posts(dana)).plain).toBe("*Cancelled: not an incident after all*\na test alert\nby Dana");
    expect([...dana.dm(), ...posts(dana)].filter(({ plain }) => plain.includes("due"))).toEqual([]);
    expect(await asks(world, dana, "/incident resolve")).toContain("It was cancelled, so there is nothing to resolve.");
    expect(await world.verify()).toEqual([]);
  });

  it("is only put away once it was asked whether the post-mortem may stay open, and somebody said yes [AUTH-2]", async () => {
    const { world, dana } = await resolved();
    await dana.command(ROOM, "/incident close");
    expect(dana.modal().plain).toContain(":white_large_square: The post-mortem is published");
    await dana.submit();
    await world.settle();
    const sam = world.person("sam");
    await sam.join(ROOM);
    await sam.click(sam.finds(ROOM, "Dana asks for approval"), "Approve");
    await world.settle();
    expect(card(dana).plain).toContain("*Status*\nClosed");
    expect(await asks(world, dana, "/incident close")).toBe("It is closed already.");
    expect(await world.verify()).toEqual([]);
  });
});

describe("what was said wrong is put right, and the record keeps the old value [INC-5]", () => {
  it("by form: title, severity, services, impact and start", async () => {
    const { world, dana } = await running();
    await dana.command(ROOM, "/incident edit");
    const changed = {
      Title: "Checkout is down",
      Services: "checkout, api",
      Impact: "everyone",
      Started: THURSDAY - HOUR,
    };
    await dana.submit({ ...changed, Severity: "sev1" });
    await world.settle();
    expect(card(dana).plain).toMatch(
      /SEV-1 · #1 Checkout is down[\s\S]*checkout, api[\s\S]*everyone[\s\S]*started today/,
    );
    expect(announcement(dana).plain).toContain("SEV-1 · #1 Checkout is down");
    const timeline = await asks(world, dana, "/incident timeline all");
    expect(timeline).toContain("changed the title from “Checkout errors” to “Checkout is down”");
    expect(timeline).toContain("changed the severity from SEV-2 to SEV-1");
    expect(timeline).toContain("corrected the time of start from 2026-03-12 14:00 UTC to 2026-03-12 13:00 UTC");
    expect(last(posts(dana)).plain).toBe("Dana changed the severity from SEV-2 to *SEV-1*.");
    expect(await world.verify()).toEqual([]);
  });
});

describe("a finished channel is archived [INC-11]", () => {
  it("a week later, a day after it was told; the announcement says so", async () => {
    const { world, dana } = await resolved("sev4 Checkout errors");
    await world.pass(6 * DAY);
    expect(last(posts(dana)).plain).toContain("will be archived tomorrow at");
    await world.pass(DAY);
    expect(announcement(dana).plain).toContain(`Its channel was archived: #${ROOM}`);
    expect(dana.channels()).toContain(ROOM);
    expect(await world.verify()).toEqual([]);
  });

  it("not while somebody wants it kept, and never when it is open again", async () => {
    const { world, dana } = await resolved("sev4 Checkout errors");
    await world.pass(6 * DAY);
    const warning = last(posts(dana));
    await dana.click(warning, "Keep this channel");
    await dana.click(warning, "Keep this channel");
    await world.settle();
    expect(last(whispers(dana)).plain).toContain("Somebody has said so already");
    await world.pass(2 * DAY);
    expect((await incidentNow(world)).facts.channel?.isArchived).toBe(false);
    await asks(world, dana, "/incident reopen it is back");
    await world.pass(8 * DAY);
    expect((await incidentNow(world)).facts.channel?.isArchived).toBe(false);
    expect(await world.verify()).toEqual([]);
  });
});
