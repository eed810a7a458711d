import { describe, expect, it } from "vitest";
import type { Policy } from "../../src/config/index.ts";
import type { Person } from "../../src/sandbox/index.ts";
import { withLadder } from "../support/on-call.ts";
import { asks, declare, last, posts, ROOM, whispers } from "../support/telling.ts";
import { told } from "../support/told.ts";
import { HOUR, MINUTE, startWorld, type World, type WorldOptions } from "../support/world.ts";

/** Thursday, 12 March 2026, 03:00 UTC: Kim's week. */
const NIGHT = Date.UTC(2026, 2, 12, 3, 0);

/** Declaring alone calls nobody, so that only the triggers do. */
const quietLadder: NonNullable<WorldOptions["policy"]> = (sandbox) => {
  const policy: Policy = withLadder(sandbox);
  const { noCommander } = policy.reminders;
  return {
    ...policy,
    reminders: { ...policy.reminders, noCommander: { ...noCommander, enabled: false } },
    escalation: { ...policy.escalation, pageOnDeclare: [] },
  };
};

/** Dana's SEV-2, acknowledged and commanded by her. */
async function night(): Promise<{ world: World; dana: Person }> {
  const world = await startWorld({ startAt: NIGHT, policy: quietLadder });
  const dana = await declare(world, "sev2 Checkout errors");
  await asks(world, dana, "/incident edit category application");
  await asks(world, dana, "/incident lead");
  return { world, dana };
}

const pages = (person: Person) => person.dm().filter(({ plain }) => plain.includes("You are paged"));
const questions = (person: Person) => posts(person).filter(({ plain }) => /escalate\?/i.test(plain));
const escalations = async (world: World) => (await told(world)).filter((line) => line.includes("Escalated"));

describe("an incident that goes nowhere calls for help by itself [ESC-1]", () => {
  it("after the severity's hour, and the record says why", async () => {
    const { world } = await night();
    const kim = world.person("kim");
    await world.pass(59 * MINUTE);
    expect(pages(kim)).toEqual([]);
    await world.pass(MINUTE);
    expect(last(pages(kim)).plain).toMatch(/Why now:\*? SEV-2 and not resolved after 1 h; also: No change of status/);
    expect(await escalations(world)).toContainEqual(
      expect.stringContaining("Escalated by rule “unresolved”: SEV-2 and not resolved after 1 h"),
    );
    expect(await world.verify()).toEqual([]);
  });

  it("not while the fix is in and watched", async () => {
    const { world, dana } = await night();
    await asks(world, dana, "/incident status verification");
    await dana.submit({}).catch(() => undefined);
    await world.pass(3 * HOUR);
    const { stage } = (await world.bot().ctx.ledger.incident(1)).facts;
    expect([stage, pages(world.person("kim"))]).toEqual(["verification", []]);
  });
});

describe("a word alone wakes nobody [ESC-1]", () => {
  it("the channel is asked, once for all that comes up; Not now lets everybody sleep", async () => {
    const { world, dana } = await night();
    await dana.say(ROOM, "could that be a data breach?");
    await world.pass(MINUTE);
    await dana.say(ROOM, "the press will ask");
    await dana.say(ROOM, "two customers complained already");
    await world.pass(MINUTE);
    expect(questions(dana)).toHaveLength(1);
    const question = last(questions(dana));
    expect(question.plain).toContain("“data breach” was said, which may mean a breach or exposure");
    expect(question.plain).toContain("“customers complain” was said, which may mean a customer who asks");
    expect(question.buttons).toEqual(["Escalate", "Not now"]);
    await dana.click(question, "Not now");
    await world.settle();
    expect(last(questions(dana)).plain).toContain("Escalate? Dana decided not to escalate.");
    expect(last(questions(dana)).buttons).toEqual([]);
    await world.pass(10 * MINUTE);
    expect(pages(world.person("kim"))).toEqual([]);
    expect(await world.verify()).toEqual([]);
  });

  it("Escalate pages with what was asked; of two answers at once one counts, and the other is told", async () => {
    const { world, dana } = await night();
    await dana.say(ROOM, "we lost data, I think");
    await world.pass(MINUTE);
    const question = last(questions(dana));
    const sam = world.person("sam");
    await sam.join(ROOM);
    await Promise.all([dana.click(question, "Escalate"), sam.click(question, "Escalate")]);
    await world.settle();
    expect(pages(world.person("kim"))).toHaveLength(1);
    expect(last(pages(world.person("kim"))).plain).toContain("“lost data” was said, which may mean a loss of data");
    const told = [dana, sam]
      .flatMap((person) => whispers(person))
      .filter(({ plain }) => plain.includes("answered already"));
    expect(told).toHaveLength(1);
    expect(await world.verify()).toEqual([]);
  });

  it("words that are deleted are gone, and so is what they would have brought about", async () => {
    const { world, dana } = await night();
    const sam = world.person("sam");
    await sam.join(ROOM);
    await world.pass(MINUTE);
    const breach = await sam.say(ROOM, "is the press on it?");
    const question = await sam.say(ROOM, "@dana shall we fail over?");
    await world.pass(MINUTE);
    for (const message of [breach, question]) await sam.delete(message);
    await world.pass(30 * MINUTE);
    expect([questions(dana), pages(world.person("kim"))]).toEqual([[], []]);
    expect(await world.verify()).toEqual([]);
  });

  it("a question that the commander leaves unanswered does", async () => {
    const { world } = await night();
    const sam = world.person("sam");
    await sam.join(ROOM);
    await world.pass(MINUTE);
    await sam.say(ROOM, "@dana shall we fail over?");
    await world.pass(9 * MINUTE);
    expect(pages(world.person("kim"))).toEqual([]);
    await world.pass(MINUTE);
    expect(last(pages(world.person("kim"))).plain).toContain("The commander was asked and has been silent for 10 min");
    expect(await world.verify()).toEqual([]);
  });

  it("the question is settled when the incident ends before anybody answered", async () => {
    const { world, dana } = await night();
    await dana.say(ROOM, "is this a GDPR case?");
    await world.pass(MINUTE);
    await asks(world, dana, "/incident cancel false alarm");
    expect(last(questions(dana)).plain).toContain("Escalate? The incident is over.");
  });
});
