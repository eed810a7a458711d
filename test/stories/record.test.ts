import { describe, expect, it } from "vitest";
import type { SeenMessage } from "../../src/sandbox/index.ts";
import { ROOM, staffed } from "../support/staffed.ts";
import { MINUTE, type World } from "../support/world.ts";

/** The whole timeline as Dana reads it, newest page first. */
async function wholeTimeline(world: World): Promise<string> {
  const dana = world.person("dana");
  await dana.command(ROOM, "/incident timeline all");
  await world.settle();
  const page = (): SeenMessage => dana.finds(ROOM, "Timeline of #1");
  const pages = [page().plain];
  while (page().buttons.includes("Older")) {
    await dana.click(page(), "Older");
    await world.settle();
    pages.push(page().plain);
  }
  return pages.reverse().join("\n");
}

async function exported(world: World, format: "md" | "json" | "csv"): Promise<string> {
  const dana = world.person("dana");
  await dana.command(ROOM, `/incident timeline export ${format}`);
  await world.pass(MINUTE);
  return dana.dm().at(-1)?.files[0]?.content ?? "";
}

describe("the record of a channel", () => {
  it("has what people said, changed, took back, shared and marked, and who came and went [TL-2] [TL-3]", async () => {
    const world = await staffed("sev2");
    const [dana, sam, kim] = [world.person("dana"), world.person("sam"), world.person("kim")];
    await world.pass(MINUTE);
    const first = await sam.say(ROOM, "10 errors a second");
    await sam.edit(first, "100 errors a second");
    const reply = await kim.say(ROOM, "the pool of db-1 is exhausted, see https://grafana.acme.dev/d/1?a=1&b=2", {
      thread: first,
    });
    const regretted = await dana.say(ROOM, "I never liked that pool");
    await world.pass(MINUTE);
    await dana.delete(regretted);
    await dana.react(reply, "bulb");
    await kim.react(reply, "bulb");
    await dana.unreact(reply, "bulb");
    await kim.upload(ROOM, { name: "pool.png", content: "png", text: "the pool since noon" });
    await dana.setTopic(ROOM, "All hands on db-1");
    await world.person("alex").join(ROOM);
    await world.person("alex").leave(ROOM);
    await world.settle();

    const timeline = await wholeTimeline(world);
    expect(timeline).toContain("Sam: 10 errors a second");
    expect(timeline).toContain("100 errors a second");
    expect(timeline).toMatch(/Kim: the pool of db-1 is exhausted.*root cause/);
    expect(timeline).not.toContain("I never liked");
    expect(timeline).toContain("the pool since noon");
    expect(timeline).toContain("pool.png");
    expect(timeline).toContain("All hands on db-1");
    for (const move of [/Alex L joined/, /Alex L left/]) expect(timeline).toMatch(move);
    // The bot confirms a mark by one reaction of its own and never by a post.
    expect(kim.see(reply)?.reactions).toEqual({ bulb: ["kim"], memo: ["sitrep"] });
    await kim.unreact(reply, "bulb");
    await world.settle();
    expect(kim.see(reply)?.reactions).toEqual({});
    expect((await dana.command(ROOM, "/incident timeline")).ephemeral[0]?.plain).not.toContain("is exhausted");
    expect(await world.verify()).toEqual([]);
  });

  it("has what other bots say, and their names [TL-2]", async () => {
    const world = await staffed("sev2");
    const { workspace } = world.sandbox;
    const watcher = workspace.people.add({
      name: "watchdog",
      realName: "Watchdog",
      displayName: "Watchdog",
      isBot: true,
    });
    await world.person("dana").invite(ROOM, ["watchdog"]);
    const channelId = world.person("dana").finds(ROOM, "Checkout errors").channelId;
    await world.sandbox.act(() =>
      workspace.messages.post({ channelId, userId: watcher.id, text: "ALERT p99 of checkout is 3.2 s" }),
    );
    await world.settle();
    expect(await wholeTimeline(world)).toContain("Watchdog: ALERT p99 of checkout is 3.2 s");
    expect(await world.verify()).toEqual([]);
  });

  it("takes notes about the past at their own time, in the zone of the one who notes [TL-4]", async () => {
    const world = await staffed("sev2");
    // 14:00 UTC is 10:00 for Dana in New York and 23:00 for Kim in Seoul.
    await world.person("kim").command(ROOM, "/incident note 22:31 deploy of api 2.3.1 finished");
    await world.person("dana").command(ROOM, "/incident note 10m ago first customer called");
    await world.person("dana").command(ROOM, "/incident note yesterday 23:50 queue began to grow");
    await world.settle();
    const [queue, deploy, call] = ["queue began", "deploy of api", "first customer"];
    const timeline = await wholeTimeline(world);
    expect(timeline).toMatch(
      new RegExp(`yesterday at 11:50 PM.*${queue}[^]*today at 9:31 AM.*${deploy}[^]*today at 9:50 AM.*${call}`),
    );
    expect(await world.verify()).toEqual([]);
  });

  it("takes a message of any channel by “Add to incident timeline”, once [TL-4]", async () => {
    const world = await staffed("sev2");
    const lee = world.person("lee");
    const seen = await lee.say("#random", "the shop is slow for my mother too");
    for (let press = 0; press < 2; press++) {
      await lee.messageShortcut(seen, "Add to incident timeline");
      await world.settle();
    }
    const timeline = await wholeTimeline(world);
    expect(timeline.split("the shop is slow for my mother too")).toHaveLength(2);
    expect(await world.verify()).toEqual([]);
  });
});

describe("a secret", () => {
  const SECRET = "xoxb-12345678901-abcdefghijklmnop";

  it("pasted by mistake is on no record, in no search, file or log, and its author is told alone [TL-7]", async () => {
    const world = await staffed("sev2");
    const [dana, kim] = [world.person("dana"), world.person("kim")];
    const said = await kim.say(ROOM, `try with ${SECRET} please`);
    await kim.edit(said, `try with ${SECRET} please, it is the test shop's`);
    await kim.say(ROOM, `also as SLACK_TOKEN=${SECRET}`, { thread: said });
    await kim.command(ROOM, `/incident note the old token was ${SECRET}`);
    await kim.command(ROOM, `/incident update Rotating ${SECRET}`);
    await world.settle();
    expect(
      kim.sees(ROOM).filter(({ ephemeral, plain }) => ephemeral && plain.includes("masked it before")).length,
    ).toBeGreaterThan(0);
    expect(dana.sees(ROOM).filter(({ plain }) => plain.includes("masked it before"))).toEqual([]);

    await dana.command(ROOM, "/incident resolve");
    await world.sandbox.until(() => dana.hasModal());
    await dana.submit({
      "What fixed it": `Revoked ${SECRET}`,
      "Service restored": true,
      "Metrics normal": true,
      "Users confirm": true,
    });
    await world.settle();
    const found = await dana.command(ROOM, `/incident search ${SECRET}`);
    const ofBot = [
      await wholeTimeline(world),
      ...(await Promise.all([exported(world, "md")])),
      await exported(world, "json"),
      await exported(world, "csv"),
      JSON.stringify(dana.sees(ROOM).filter(({ fromApp, ephemeral }) => fromApp && !ephemeral)),
      JSON.stringify(dana.sees("#incidents")),
      JSON.stringify(dana.dm()),
      JSON.stringify([...world.sandbox.workspace.files.all()].map(({ content }) => Buffer.from(content).toString())),
      JSON.stringify(await world.bot().store.entriesOf(1, {})),
    ];
    for (const text of ofBot) expect(text).not.toContain(SECRET);
    expect(found.ephemeral[0]?.plain).toContain("Nothing on record has");
    expect(await world.verify()).toEqual([]);
  });
});
