import { describe, expect, it } from "vitest";
import type { FaultRule } from "../../src/sandbox/index.ts";
import { posts } from "../support/posts.ts";
import { ROOM, staffed } from "../support/staffed.ts";
import { told as record } from "../support/told.ts";
import { MINUTE, startWorld, THURSDAY, type World } from "../support/world.ts";

const SECOND = 1_000;
const TITLES = ["Checkout errors", "Login errors", "Search errors", "Mail delayed", "Exports fail"];

/** How often these words stand in a channel, replies included. */
const times = (world: World, channel: string, words: string, name = "dana"): number =>
  world
    .person(name)
    .sees(channel)
    .flatMap((message) => [message, ...message.thread])
    .filter(({ plain, fromApp }) => fromApp && plain.includes(words)).length;

const announced = (world: World): string[] => TITLES.filter((title) => times(world, "#incidents", title) === 1);

describe("a storm of refusals (429, Retry-After 30) while five incidents are declared at once", () => {
  it("delays but loses and doubles nothing; no call is made before its time, and forms still open [OPS-2]", async () => {
    const world = await startWorld();
    const { calls, faults } = world.sandbox;
    const methods = ["conversations.create", "chat.postMessage", "conversations.invite", "conversations.setTopic"];
    faults.add({ kind: "rate_limited", retryAfterSec: 30, methods, forMs: 30 * SECOND });
    const names = ["dana", "sam", "alex", "kim", "priya"];
    const answers = await Promise.all(
      names.map((name, index) => world.person(name).command("#general", `/incident declare sev1 ${TITLES[index]}`)),
    );
    expect(answers.map(({ ephemeral }) => ephemeral.length)).toEqual([1, 1, 1, 1, 1]);
    await world.person("lee").command("#general", "/incident");
    await world.sandbox.until(() => world.person("lee").hasModal(), 1_000);

    await world.pass(50 * SECOND);
    expect(announced(world)).toEqual(TITLES);
    await world.pass(2 * MINUTE);
    const rooms = world
      .person("dana")
      .channels()
      .filter((name) => name.startsWith("inc-"));
    expect(rooms).toHaveLength(5);
    for (const room of rooms) expect(times(world, room, "The first five minutes")).toBe(1);
    const refusedUntil = THURSDAY + 30 * SECOND;
    const tooEarly = calls
      .api()
      .filter(({ method, at }) => methods.includes(method) && at > THURSDAY && at < refusedUntil);
    expect(tooEarly).toEqual([]);
    expect(await world.verify()).toEqual([]);
  });
});

type Trouble = (methods: readonly string[], times: number) => FaultRule;

const troubles: readonly (readonly [string, Trouble])[] = [
  ["because the line breaks after the deed", (methods, times) => ({ kind: "lost_answer", methods, times })],
  ["because Slack says 503 after it", (methods, times) => ({ kind: "server_error", afterDeed: true, methods, times })],
  ["because the line breaks before the deed", (methods, times) => ({ kind: "lost_call", methods, times })],
  ["because Slack says 503 before it", (methods, times) => ({ kind: "server_error", methods, times })],
];

describe("an answer of Slack that does not come", () => {
  it.each(troubles)("%s, leaves each message there exactly once [OPS-2]", async (_, trouble) => {
    const world = await startWorld();
    world.sandbox.faults.add(trouble(["chat.postMessage", "conversations.create"], 6));
    const dana = world.person("dana");
    await dana.command("#general", "/incident declare sev2 Checkout errors");
    await world.pass(3 * MINUTE);
    expect(dana.channels().filter((name) => name.startsWith("inc-"))).toEqual([ROOM.slice(1)]);
    for (const words of ["Declared by Dana", "The first five minutes", "Who does what?"]) {
      expect([words, times(world, ROOM, words)]).toEqual([words, 1]);
    }
    expect(times(world, "#incidents", "Checkout errors")).toBe(1);

    world.sandbox.faults.add(trouble(["chat.postMessage"], 3));
    await dana.command(ROOM, "/incident update Rolling back api 2.3.1");
    await world.pass(3 * MINUTE);
    expect(times(world, ROOM, "*Update")).toBe(1);
    expect(times(world, "#incidents", "*Update")).toBe(1);
    expect(await world.verify()).toEqual([]);
  });
});

describe("an answer of Slack that takes 20 s", () => {
  it("keeps nobody in another channel waiting [OPS-2]", async () => {
    const world = await staffed("sev2");
    const priya = world.person("priya");
    await priya.command("#general", "/incident declare sev2 Search errors");
    await world.settle();
    const slow = priya.finds(ROOM, "The first five minutes").channelId;
    world.sandbox.faults.add({ kind: "slow", ms: 20 * SECOND, methods: ["chat.postMessage"], channel: slow, times: 1 });
    await world.person("sam").command(ROOM, "/incident update One");
    await priya.command("#inc-2-search-errors", "/incident update Two");
    await world.pass(SECOND);
    expect(times(world, "#inc-2-search-errors", "Two", "priya")).toBeGreaterThan(0);
    expect(times(world, "#incidents", "*Update")).toBe(2);
    await world.pass(MINUTE);
    expect(posts(world).filter(({ place, text }) => place === ROOM && text.includes("One"))).toHaveLength(1);
    expect(await world.verify()).toEqual([]);
  });
});

describe("Slack gone for ten minutes while a reminder comes due", () => {
  it("is followed by each message once, within 30 s, late ones saying so [UPD-4] [TL-6]", async () => {
    const world = await staffed("sev1");
    await world.pass(9 * MINUTE);
    const before = posts(world).length;
    const { over } = await world.sandbox.faults.down({ ms: 10 * MINUTE });
    await world.person("kim").say(ROOM, "Is Slack down?");
    await world.pass(10 * MINUTE);
    await over;
    await world.pass(30 * SECOND);
    const told = posts(world).slice(before);
    expect(told.map(({ place }) => place)).toEqual([ROOM]);
    expect(told[0]?.text).toMatch(/Late: Slack could not be reached\. \*An update has been due since/);
    expect((await record(world)).filter((line) => line.includes("Is Slack down?"))).toHaveLength(1);
    expect(await world.verify()).toEqual([]);
  });
});

describe("Slack unable to say who somebody is", () => {
  it("takes words that every clock reads alike, and asks again for a time of day instead of guessing the zone [TL-4] [OPS-9]", async () => {
    const world = await startWorld();
    await world.person("dana").command("#general", "/incident declare sev3 Checkout errors");
    await world.settle();
    await world.pass(10 * MINUTE);
    const note = async (words: string) => {
      const { ephemeral } = await world.person("priya").command("#general", `/incident #1 note ${words}`);
      await world.pass(SECOND);
      return ephemeral.map(({ plain }) => plain).join();
    };
    world.sandbox.faults.add({ kind: "server_error", methods: ["users.info"], forMs: 4 * SECOND });
    expect(await note("5m ago rolled back")).toContain("Noted for #1");
    expect(await note("09:45 deploy of api")).toContain("has not told me your time zone yet");
    expect(await note("the pool is full")).toContain("Noted for #1");
    await world.pass(5 * SECOND);
    expect(await note("09:45 deploy of api")).toContain("Noted for #1");
    expect((await record(world)).filter((line) => line.includes("deploy of api"))).toHaveLength(1);
  });
});
