import { describe, expect, it } from "vitest";
import type { SeenMessage } from "../../src/sandbox/index.ts";
import { heard, loudness, posts } from "../support/posts.ts";
import { ROOM, staffed } from "../support/staffed.ts";
import { DAY, HOUR, MINUTE, startWorld, THURSDAY, type World } from "../support/world.ts";

const ASKED = /An update (is due|has been due)|Nothing has been heard here|Nobody has acknowledged/;

/** What was asked of whom since the room was staffed. */
const asked = (world: World) => heard(posts(world), ASKED);

function lastDm(world: World, name: string): SeenMessage {
  const last = world.person(name).dm().at(-1);
  if (!last) throw new Error(`${name} has no direct message`);
  return last;
}

describe("a reminder that is put off", () => {
  it.each([
    [10, "14:20"],
    [30, "14:40"],
  ])(
    "by %i min comes back to the one who did, while the rhythm goes on for the others [UPD-4]",
    async (minutes, at) => {
      const world = await staffed("sev1");
      await world.pass(10 * MINUTE);
      await world.person("sam").click(lastDm(world, "sam"), `Snooze ${minutes} min`);
      await world.pass(HOUR);
      expect(asked(world).filter((line) => line.includes("@sam"))).toEqual([
        "14:10 @sam An update is due",
        `${at} @sam An update has been due`,
      ]);
      expect(asked(world)).toContain("14:30 @dana An update has been due");
      expect(await world.verify()).toEqual([]);
    },
  );
});

describe("what people do", () => {
  it("answers a reminder by “Nothing new” and starts the interval again [UPD-2]", async () => {
    const world = await staffed("sev2");
    await world.pass(25 * MINUTE);
    await world.person("sam").click(lastDm(world, "sam"), "Nothing new");
    await world.pass(29 * MINUTE);
    expect(world.person("kim").finds(ROOM, "Still investigating, next update at").plain).toContain("by Sam");
    expect(asked(world)).toEqual(["14:25 @sam An update is due", "14:50 @sam An update is due"]);
    expect(await world.verify()).toEqual([]);
  });

  it("answers it by “Write update”, wherever it was asked; the messages say who did [UPD-2]", async () => {
    const world = await staffed("sev2");
    const kim = world.person("kim");
    await world.pass(HOUR);
    const inRoom = kim.finds(ROOM, "An update is due now");
    await kim.click(inRoom, "Write update");
    await kim.submit({ Situation: "The pool of db-1 is exhausted." });
    await world.settle();
    for (const message of [kim.see(inRoom), lastDm(world, "dana")]) {
      expect(message?.plain).toMatch(/Done: Kim posted an update|See the newer reminder/);
      expect(message?.buttons).toEqual([]);
    }
    expect(await world.verify()).toEqual([]);
  });

  it.each([
    ["a message", (world: World) => world.person("kim").say(ROOM, "Looking at db-1.")],
    ["a note", (world: World) => world.person("kim").command(ROOM, "/incident note 10m ago restarted db-1")],
    ["a mark", (world: World) => world.person("kim").react(world.person("kim").finds(ROOM, "First words"), "mag")],
    ["an update", (world: World) => world.person("sam").command(ROOM, "/incident update Looking at db-1.")],
  ] as const)("by %s, breaks the silence that would be asked about [UPD-5]", async (_, act) => {
    const world = await staffed("sev2");
    await world.person("kim").say(ROOM, "First words");
    await world.pass(45 * MINUTE);
    await act(world);
    await world.pass(55 * MINUTE);
    expect(lastDm(world, "dana").plain).not.toContain("Nothing has been heard here");
    await world.pass(5 * MINUTE);
    expect(lastDm(world, "dana").plain).toContain("Nothing has been heard here for 1 h.");
    expect(await world.verify()).toEqual([]);
  });

  it("such as a change of severity, times every reminder anew [RANK-1]", async () => {
    const world = await staffed("sev3");
    await world.pass(50 * MINUTE);
    await world.person("dana").command(ROOM, "/incident severity sev1 Half of all checkouts fail");
    await world.pass(31 * MINUTE);
    expect(asked(world)).toEqual([
      "15:00 @sam An update is due",
      `15:05 ${ROOM} An update is due`,
      "15:20 @dana An update has been due",
    ]);
    await world.person("dana").command(ROOM, "/incident severity sev4 It was only the test shop");
    await world.settle();
    expect(lastDm(world, "dana").plain).toContain("Done: Dana changed the severity");
    const before = posts(world).length;
    await world.pass(17 * HOUR);
    expect(heard(posts(world).slice(before), ASKED)).toEqual([]);
    expect(await world.verify()).toEqual([]);
  });
});

describe("the night of the one who is asked", () => {
  it("is left alone by SEV-4, in their own zone, not by SEV-1 [UPD-4]", async () => {
    const evening = THURSDAY - 9 * HOUR;
    const calm = await staffed("sev4", { startAt: evening });
    await calm.pass(2 * DAY + 8 * HOUR);
    // It is due at 05:00 UTC: 05:00 for Sam in London, 01:00 for Dana in New York, who wakes at noon.
    expect(asked(calm)).toEqual([`08:00 ${ROOM} An update has been due`, "12:00 @dana An update has been due"]);
    expect(lastDm(calm, "dana").plain).toContain("Held back in quiet hours. *Nothing has been heard here");
    const loud = await staffed("sev1", { startAt: evening });
    await loud.pass(16 * MINUTE);
    expect(asked(loud)).toEqual(["05:10 @sam An update is due", `05:15 ${ROOM} An update is due`]);
  });
});

describe("a channel's voice", () => {
  it.each([
    ["full", { [ROOM]: 4, "@dana": 3 }],
    ["compact", { "@dana": 3, [ROOM]: 4 }],
    ["silent", { "@dana": 4 }],
  ])("set to %s, says so much of what is not answered in an hour [UPD-5]", async (verbosity, reminded) => {
    const world = await startWorld();
    const dana = world.person("dana");
    await dana.command("#general", "/incident declare sev1 Checkout errors");
    await world.settle();
    await dana.command(ROOM, `/incident verbosity ${verbosity}`);
    await world.settle();
    const before = posts(world).length;
    await world.pass(HOUR);
    expect(loudness(posts(world).slice(before))).toEqual(reminded);
    expect(await world.verify()).toEqual([]);
  });

  it("is stilled by `/incident reminders off`, with the reason on the record, and woken by `on` [UPD-5]", async () => {
    const world = await staffed("sev1");
    const dana = world.person("dana");
    const { ephemeral } = await dana.command(ROOM, "/incident reminders off");
    expect(ephemeral[0]?.plain).toContain("All reminders of this incident are off.");
    await world.pass(HOUR);
    expect(asked(world)).toEqual([]);
    const timeline = await dana.command(ROOM, "/incident timeline all");
    expect(timeline.ephemeral[0]?.plain).toContain("No reminder of the next update: reminders of it are off here");
    await dana.command(ROOM, "/incident reminders on");
    await world.person("sam").command(ROOM, "/incident update Looking at db-1.");
    await world.pass(11 * MINUTE);
    expect(asked(world)).toEqual(["15:10 @sam An update is due"]);
    expect(await world.verify()).toEqual([]);
  });
});
