import { describe, expect, it } from "vitest";
import { nextUpdateDueAt } from "../../src/core/updates/index.ts";
import type { Person } from "../../src/sandbox/index.ts";
import { announcement, card, declare, incidentNow, last, posts, ROOM, whispers } from "../support/telling.ts";
import { told } from "../support/told.ts";
import { MINUTE, startWorld, type World } from "../support/world.ts";

async function posted(world: World, person: Person, Status: string, Situation: string): Promise<void> {
  await person.command(ROOM, "/incident update");
  await person.submit({ Status, Situation });
  await world.settle();
}

const update = (person: Person) => last(posts(person).filter(({ plain }) => plain.includes("Update")));

async function takenBack(world: World, person: Person): Promise<string> {
  await person.click(update(person), "Take back");
  await world.settle();
  return whispers(person).at(-1)?.plain.replaceAll("*", "") ?? "";
}

async function standing(world: World) {
  const incident = await incidentNow(world);
  const { facts, updates } = incident;
  const nextDueAt = nextUpdateDueAt(incident, world.bot().ctx.policy());
  const { stage, stageAt, times } = facts;
  return { stage, stageAt, mitigated: times.mitigated, said: updates.last?.situation, nextDueAt };
}

const reminders = async (world: World) =>
  (await world.bot().store.entriesOf(1, { kinds: ["reminder_sent"] })).map(({ data }) => JSON.parse(data).rule);

/** Dana's incident, found and being fixed for twenty minutes. */
async function found(world: World): Promise<Person> {
  const dana = await declare(world, "sev3 Checkout errors");
  await posted(world, dana, "Identified", "A bad deploy");
  await world.pass(20 * MINUTE);
  return dana;
}

describe("an update that is taken back takes the status with it that it had set [INC-10]", () => {
  it("stage, card, announcement, times and reminders are as before, and the channel and the record say so", async () => {
    const world = await startWorld();
    const dana = await found(world);
    const before = await standing(world);
    expect(before).toMatchObject({ stage: "remediation", mitigated: undefined, said: "A bad deploy" });
    await posted(world, dana, "Monitoring", "Rolled back");
    expect(await standing(world)).toMatchObject({ stage: "verification", said: "Rolled back" });
    expect(card(dana).plain).toContain("Monitoring");
    expect(await takenBack(world, dana)).toContain("It stands at Remediation again.");
    expect(await standing(world)).toEqual(before);
    for (const shown of [card(dana), announcement(dana)]) expect(shown.plain).not.toContain("Monitoring");
    expect(last(posts(dana)).plain).toContain("Dana moved it back from Verification to *Remediation*");
    expect((await told(world)).join("\n")).toContain("Dana took back that it went from remediation to verification");
    await world.pass(24 * 60 * MINUTE);
    expect(await reminders(world)).not.toContain("monitoring");
    expect(await world.verify()).toEqual([]);
  });

  it("and a call for help that a mistaken fall-back would have been is none", async () => {
    const world = await startWorld();
    const dana = await found(world);
    await posted(world, dana, "Monitoring", "Rolled back");
    await takenBack(world, dana);
    await world.pass(MINUTE);
    expect((await incidentNow(world)).triggers.fellBack).toBeUndefined();
  });

  it("of two in a row only the second can be taken back, to what the first had set", async () => {
    const world = await startWorld();
    const dana = await found(world);
    await posted(world, dana, "Investigating", "Not the deploy");
    await posted(world, dana, "Monitoring", "Rolled back");
    const buttons = posts(dana).filter((post) => post.buttons.includes("Take back"));
    expect(buttons.map(({ plain }) => plain)).toEqual([expect.stringContaining("Rolled back")]);
    expect(await takenBack(world, dana)).toContain("It stands at Investigation again.");
    expect(await standing(world)).toMatchObject({ stage: "investigation", said: "Not the deploy" });
    expect(await world.verify()).toEqual([]);
  });

  it("a stage that somebody set by hand since stays, and whoever takes the update back reads it", async () => {
    const world = await startWorld();
    const dana = await found(world);
    const sam = world.person("sam");
    await sam.join(ROOM);
    await posted(world, dana, "Monitoring", "Rolled back");
    await sam.command(ROOM, "/incident status investigation");
    await world.settle();
    expect(await takenBack(world, dana)).toContain("It was moved since, so it stays at Investigation.");
    expect(await standing(world)).toMatchObject({ stage: "investigation", said: "A bad deploy" });
    expect(await world.verify()).toEqual([]);
  });

  it("one that moved nothing moves nothing back", async () => {
    const world = await startWorld();
    const dana = await found(world);
    const before = await standing(world);
    await posted(world, dana, "Identified", "Rolling it back");
    expect(await takenBack(world, dana)).not.toMatch(/stands|stays/);
    expect(await standing(world)).toEqual(before);
    expect(await world.verify()).toEqual([]);
  });
});
