import { describe, expect, it } from "vitest";
import { heard, posts } from "../support/posts.ts";
import { busyRoom } from "../support/room-hour.ts";
import { ROOM, staffed } from "../support/staffed.ts";
import { told } from "../support/told.ts";
import { HOUR, MINUTE, type World } from "../support/world.ts";

const since = async (world: World, seen: readonly string[]) => (await told(world)).slice(seen.length);

describe("a bot that was away for an hour", () => {
  it("has on record what was said, changed, marked and who came, in order, once [TL-6]", async () => {
    const world = await staffed("sev2");
    await world.pass(MINUTE);
    const seen = await told(world);
    await world.stopBot();
    await busyRoom(world);
    await world.pass(HOUR - 10 * MINUTE);
    await world.startBot();
    expect((await since(world, seen)).filter((line) => !/remind/i.test(line))).toEqual([
      "14:01:00 Kim: It is the pool of db-2, look at the graph. (root_cause, edited)",
      "14:02:00 Sam: Sure? It was fine at noon.",
      "14:03:00 Alex L joined",
      "14:06:00 Kim edited a message: It is the pool of db-2, look at the graph.",
      "14:07:00 Kim: the pool since noon [file: pool.png]",
      "14:08:00 Lee joined",
      "14:08:00 Dana set the topic: All hands on db-2",
      "14:09:00 Lee left",
      "14:10:00 Sam: Rolled back, the pool drains.",
      "15:01:00 Dana marked a message as root cause",
    ]);
    const once = await told(world);
    await world.stopBot();
    await world.startBot();
    expect(await told(world)).toEqual(once);
    expect(await world.verify()).toEqual([]);
  });

  it("asks once for what came due, to the one who is asked last, and says that it is late [UPD-4]", async () => {
    const world = await staffed("sev1");
    await world.stopBot();
    const before = posts(world).length;
    await world.pass(HOUR);
    await world.startBot();
    expect(heard(posts(world).slice(before), /Late: Sitrep was away/)).toEqual(["15:00 @dana Late: Sitrep was away"]);
    const late = world.person("dana").dm().at(-1);
    expect(late?.plain).toContain("An update has been due since");
    expect(late?.plain).toContain("Nothing has been heard here for 1 h.");
    const timeline = await told(world);
    expect(timeline).toContain("15:00:00 Reminded Dana of the next update, late because Sitrep was away");
    expect(timeline).toContain("15:00:00 No reminder of the next update: a later one was due as well");
    expect(await world.verify()).toEqual([]);
  });

  it("does not ask about silence before it has read what was said meanwhile [TL-6] [UPD-5]", async () => {
    const world = await staffed("sev1");
    await world.stopBot();
    await world.pass(50 * MINUTE);
    await world.person("kim").say(ROOM, "The pool drains.");
    await world.pass(10 * MINUTE);
    await world.startBot();
    expect(world.person("dana").dm().at(-1)?.plain).not.toContain("Nothing has been heard");
    await world.pass(20 * MINUTE);
    expect(world.person("dana").dm().at(-1)?.plain).toContain("Nothing has been heard here for 30 min.");
    expect(await world.verify()).toEqual([]);
  });
});

describe("a line to Slack that breaks", () => {
  it.each([
    ["is cut", (world: World) => world.sandbox.faults.dropSockets()],
    ["is renewed by Slack", (world: World) => world.sandbox.faults.refreshSockets()],
    ["looks alive and is dead", (world: World) => world.sandbox.faults.halfOpenSockets()],
  ] as const)("because it %s leaves no gap and no double [TL-6]", async (_, breakIt) => {
    const world = await staffed("sev2");
    const kim = world.person("kim");
    const seen = await told(world);
    const parent = await kim.say(ROOM, "before");
    await Promise.all([breakIt(world), kim.say(ROOM, "just then"), kim.say(ROOM, "in a thread", { thread: parent })]);
    await world.pass(MINUTE);
    await kim.say(ROOM, "after");
    await world.pass(6 * MINUTE);
    const words = (await since(world, seen)).map((line) => line.slice("00:00:00 ".length));
    expect(words).toEqual(["Kim: before", "Kim: just then", "Kim: in a thread", "Kim: after"]);
    expect(await world.verify()).toEqual([]);
  });
});
