import { describe, expect, it } from "vitest";
import type { Person } from "../../src/sandbox/index.ts";
import { withLadder } from "../support/on-call.ts";
import { posts as allPosts, heard } from "../support/posts.ts";
import { asks, last, ROOM } from "../support/telling.ts";
import { told } from "../support/told.ts";
import { MINUTE, startWorld, type World } from "../support/world.ts";

/** Thursday, 12 March 2026, 03:00 UTC: Kim's week, and everybody asleep. */
const NIGHT = Date.UTC(2026, 2, 12, 3, 0);

const paged = (world: World): string[] =>
  heard(allPosts(world), /You are paged/).map((line) => line.replace(" You are paged", ""));

/** What a person's page for an incident reads now. */
const pageOf = (person: Person, number: number) =>
  last(person.dm().filter(({ plain }) => /paged as/i.test(plain) && plain.includes(`incident #${number}:`)));

/** A SEV-3 that nobody is called for, and a SEV-1 for which Kim and Alex were called in vain by 03:07. */
async function unanswered() {
  const world = await startWorld({ startAt: NIGHT, policy: withLadder });
  const dana = world.person("dana");
  await dana.command("general", "/incident declare sev3 Checkout errors");
  await world.settle();
  await dana.command("general", "/incident declare sev1 Carts are empty");
  await world.settle();
  await world.pass(7 * MINUTE);
  expect(paged(world)).toEqual(["03:00 @kim", "03:05 @alex"]);
  return { world, dana, kim: world.person("kim"), alex: world.person("alex") };
}

const undo = async (world: World, dana: Person) => {
  await dana.click(dana.finds(ROOM, "was merged into this incident"), "Undo the merge");
  await world.settle();
};

describe("an open call of an incident that is merged [INC-6] [ESC-2]", () => {
  it("goes on in the survivor where nobody is at work, and whoever was called reads where", async () => {
    const { world, dana, kim, alex } = await unanswered();
    await asks(world, dana, "/incident merge #2");
    for (const person of [kim, alex]) {
      expect(pageOf(person, 2).plain).toContain("Dana merged it into #1");
      expect(pageOf(person, 2).plain).toContain(`It goes on in #${ROOM}.`);
      expect(pageOf(person, 2).buttons).toEqual([]);
    }
    expect(pageOf(alex, 1).plain).toContain("#2 Carts are empty was merged in while nobody had answered its call");
    expect(pageOf(alex, 1).buttons).toEqual(["Acknowledge", "Pass on"]);
    await world.pass(6 * MINUTE);
    expect(paged(world)).toEqual(["03:00 @kim", "03:05 @alex", "03:07 @alex", "03:12 @sam"]);
    await alex.click(pageOf(alex, 1), "Acknowledge");
    await world.settle();
    await world.pass(20 * MINUTE);
    expect(paged(world)).toHaveLength(4);
    expect(await world.verify()).toEqual([]);
  });

  it("calls nobody where somebody is at work", async () => {
    const { world, dana, alex } = await unanswered();
    await asks(world, world.person("lee"), "/incident #1 role commander me", "incidents");
    await asks(world, dana, "/incident merge #2");
    await world.pass(10 * MINUTE);
    expect(paged(world)).toEqual(["03:00 @kim", "03:05 @alex"]);
    expect(pageOf(alex, 2).plain).toContain("Dana merged it into #1");
    expect(await world.verify()).toEqual([]);
  });

  it("stands as it stood when the merging is taken back: nobody is called twice, and the next in line in their time", async () => {
    const { world, dana, kim, alex } = await unanswered();
    await asks(world, dana, "/incident merge #2");
    await world.pass(MINUTE);
    await undo(world, dana);
    expect(pageOf(alex, 1).plain).toContain("the merging was taken back");
    for (const person of [kim, alex]) expect(pageOf(person, 2).buttons).toEqual(["Acknowledge", "Pass on"]);
    await world.pass(5 * MINUTE);
    expect(paged(world)).toEqual(["03:00 @kim", "03:05 @alex", "03:07 @alex", "03:10 @sam"]);
    await kim.click(pageOf(kim, 2), "Acknowledge");
    await world.settle();
    expect(pageOf(alex, 2).plain).toContain("Acknowledged by Kim");
    await world.pass(4 * MINUTE);
    expect(paged(world)).toHaveLength(4);
    expect((await told(world, 1)).join("\n")).toContain("Nobody else is called: the merging was taken back");
    expect(await world.verify()).toEqual([]);
  });

  it("of a private one nobody outside the survivor reads where it goes on", async () => {
    const world = await startWorld({ startAt: NIGHT, policy: withLadder });
    const dana = world.person("dana");
    await dana.command("general", "/incident declare sev3 Checkout errors --private");
    await world.settle();
    await dana.command("general", "/incident declare sev1 Carts are empty --private");
    await world.settle();
    await asks(world, dana, "/incident merge #2");
    const { plain } = pageOf(world.person("kim"), 2);
    expect(plain).toContain("Dana merged it into #1");
    expect(plain).not.toContain(ROOM);
    expect(await world.verify()).toEqual([]);
  });
});
