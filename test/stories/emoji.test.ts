import { describe, expect, it } from "vitest";
import { shippedPolicy } from "../../src/config/index.ts";
import type { Person } from "../../src/sandbox/index.ts";
import { declare, incidentNow, last, ROOM, whispers } from "../support/telling.ts";
import { told } from "../support/told.ts";
import { startWorld, type World } from "../support/world.ts";

async function marked(world: World, emoji = "rotating_light") {
  const kim = world.person("kim");
  const dana = world.person("dana");
  await kim.invite("general", ["sitrep"]);
  const message = await kim.say("general", "Checkout is <down> & *burning*");
  for (const text of ["since the deploy?", "yes, api 2.3.1"]) await kim.say("general", text, { thread: message });
  await dana.react(message, emoji);
  await world.settle();
  return { dana, kim, message };
}

const offers = (person: Person, channel = "general") =>
  whispers(person, channel).filter(({ buttons }) => buttons.includes("Declare an incident"));

describe("a rotating light on any message offers to declare from it [INC-8]", () => {
  it("in private, by a form that is filled from the message; its thread becomes the first entries", async () => {
    const world = await startWorld();
    const { dana, kim } = await marked(world);
    expect(offers(kim)).toEqual([]);
    await dana.click(last(offers(dana)), "Declare an incident");
    expect(dana.modals().at(-1)?.plain).toContain("Checkout is <down> & *burning*");
    await dana.submit({ Title: "Checkout down", Severity: "sev2" });
    await world.settle();
    const lines = (await told(world)).map((line) => line.slice(9));
    expect(lines.filter((line) => line.startsWith("Kim:"))).toEqual([
      "Kim: Checkout is <down> & *burning*",
      "Kim: since the deploy?",
      "Kim: yes, api 2.3.1",
    ]);
    expect((await incidentNow(world)).facts.source?.channelId).toBeDefined();
    expect(await world.verify()).toEqual([]);
  });

  it("once for each message and person, however often it is marked", async () => {
    const world = await startWorld();
    const { dana, message } = await marked(world);
    await dana.unreact(message, "rotating_light");
    await dana.react(message, "rotating_light");
    await world.settle();
    expect(offers(dana)).toHaveLength(1);
    const sam = world.person("sam");
    await sam.react(message, "rotating_light");
    await world.settle();
    expect(offers(sam)).toHaveLength(1);
    expect(await world.verify()).toEqual([]);
  });

  it("long threads are read to the end, page by page, although Slack limits us", async () => {
    const world = await startWorld();
    const kim = world.person("kim");
    await kim.invite("general", ["sitrep"]);
    const message = await kim.say("general", "Checkout is down");
    for (let n = 1; n <= 230; n++) await kim.say("general", `line ${n}`, { thread: message });
    await kim.react(message, "rotating_light");
    await world.settle();
    world.sandbox.faults.add({ kind: "rate_limited", methods: ["conversations.replies"], retryAfterSec: 30, times: 1 });
    await kim.click(last(offers(kim)), "Declare an incident");
    await kim.submit({ Severity: "sev2" });
    await world.pass(120_000);
    expect(await world.bot().store.entriesOf(1, { kinds: ["message_added"] })).toHaveLength(231);
    expect(await world.verify()).toEqual([]);
  });

  it("within an incident's channel the mark keeps its meaning", async () => {
    const world = await startWorld();
    const dana = await declare(world);
    const message = await dana.say(ROOM, "we need help");
    await dana.react(message, "rotating_light");
    await world.settle();
    expect(offers(dana, ROOM)).toEqual([]);
    expect((await told(world)).join("\n")).toContain("escalation asked for");
    expect(await world.verify()).toEqual([]);
  });

  it("another emoji says nothing, nor does any where the policy names none", async () => {
    const world = await startWorld();
    const { dana } = await marked(world, "eyes");
    expect(offers(dana)).toEqual([]);
    const silent = await startWorld({ policy: { ...shippedPolicy(), declareByReaction: { emoji: [] } } });
    expect(offers((await marked(silent)).dana)).toEqual([]);
    expect(await silent.verify()).toEqual([]);
  });
});
