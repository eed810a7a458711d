import { describe, expect, it } from "vitest";
import { asks, declare, last, ROOM, whispers } from "../support/telling.ts";
import { MINUTE, startWorld, type World } from "../support/world.ts";

/** Twenty minutes of work before anybody else comes. */
async function twentyMinutesIn(): Promise<World> {
  const world = await startWorld();
  const dana = await declare(world, "sev2 Checkout errors");
  await asks(world, dana, "/incident lead");
  await world.pass(5 * MINUTE);
  await asks(world, dana, "/incident edit impact 30 % of checkouts fail");
  const cause = await dana.say(ROOM, "The deploy of api 2.3.1 dropped an index");
  await dana.react(cause, "bulb");
  await world.pass(5 * MINUTE);
  await asks(world, dana, "/incident severity sev1 All checkouts fail now");
  await world.pass(10 * MINUTE);
  await asks(world, dana, "/incident update Rolling back api 2.3.1");
  return world;
}

describe("Lee comes late [INC-7]", () => {
  it("and reads on joining, in private, the state instead of the scrollback", async () => {
    const world = await twentyMinutesIn();
    const lee = world.person("lee");
    await lee.join(ROOM);
    await world.settle();
    const [told] = whispers(lee);
    expect(told?.plain.replace(/\d+:\d\d [AP]M/g, "…")).toBe(
      [
        "# Catch-up: :red_circle: SEV-1 · #1 Checkout errors",
        "*Investigating (detection)*, for 20 min now.",
        "*Who does what*",
        "• Incident commander: @Dana",
        "• Tech lead: nobody yet",
        "• Communications lead: nobody yet",
        "• Scribe: nobody yet",
        "*What is known*",
        "• Impact: 30 % of checkouts fail",
        "• Next update: today at …",
        "*Latest update* … by @Dana",
        ">Rolling back api 2.3.1",
        "*What happened*",
        "• … @Dana declared it as SEV-2: Checkout errors",
        "• … @Dana became commander",
        "• … @Dana acknowledged it",
        "• … @Dana stated the impact: 30 % of checkouts fail",
        "• … @Dana: The deploy of api 2.3.1 dropped an index",
        "• … @Dana changed the severity from SEV-2 to SEV-1: All checkouts fail now",
        "• … Update (investigating): Rolling back api 2.3.1",
        "[Timeline] [Roles]",
      ].join("\n"),
    );
    expect(whispers(world.person("dana")).filter(({ plain }) => plain.includes("Catch-up"))).toEqual([]);
    expect(await world.verify()).toEqual([]);
  });

  it("and may ask for it at any time; who steps out for a moment is not told twice", async () => {
    const world = await twentyMinutesIn();
    const lee = world.person("lee");
    await lee.join(ROOM);
    await world.pass(MINUTE);
    await lee.leave(ROOM);
    await lee.join(ROOM);
    await world.settle();
    expect(whispers(lee)).toHaveLength(1);
    expect(await asks(world, lee, "/incident catchup")).toContain("Catch-up: :red_circle: SEV-1 · #1 Checkout errors");
    expect(await asks(world, lee, "/incident #1 catchup", "general")).toContain("for 21 min now");
    expect(await world.verify()).toEqual([]);
  });

  it("and after the end reads how it ended", async () => {
    const world = await twentyMinutesIn();
    const dana = world.person("dana");
    await dana.command(ROOM, "/incident resolve rolled back api 2.3.1");
    await dana.submit({ "Service restored": true, "Metrics normal": true, "Users confirm": true });
    await world.settle();
    const lee = world.person("lee");
    await lee.join(ROOM);
    await world.settle();
    expect(last(whispers(lee)).plain).toContain("Resolved after 20 min. rolled back api 2.3.1");
    expect(last(whispers(lee)).plain).not.toContain("nobody yet");
    expect(await world.verify()).toEqual([]);
  });
});
