import { describe, expect, it } from "vitest";
import type { Entry } from "../../../src/core/ledger/index.ts";
import { MINUTE, timelineWorld } from "./timeline-world.ts";

const words = (entries: readonly Entry[]) =>
  entries.map(({ kind, data }) => [kind, data && typeof data === "object" && "text" in data ? data.text : undefined]);

describe("a channel of an incident", () => {
  it("is recorded word for word: threads, edits, files, topics, comings and goings, but not the bot [TL-2]", async () => {
    const { open, entries, sandbox, settle, dana } = await timelineWorld();
    const id = await open("inc-1-checkout", ["dana", "sam"]);
    const sam = sandbox.person("sam");
    const first = await dana.say("inc-1-checkout", "10 errors, see https://x.io/?a=1&b=2");
    await sam.say("inc-1-checkout", "looking, @dana", { thread: first });
    await dana.edit(first, "100 errors");
    await sam.upload("inc-1-checkout", { name: "graph.png", content: "png", text: "this" });
    await dana.setTopic("inc-1-checkout", "All hands");
    await sam.leave("inc-1-checkout");
    await sandbox.act(() =>
      sandbox.workspace.messages.post({
        channelId: first.channelId,
        userId: sandbox.workspace.app.botUserId,
        text: "I am the bot",
      }),
    );
    await settle();
    const recorded = (await entries(id)).filter(({ kind }) => kind !== "declared" && kind !== "channel_opened");
    expect(words(recorded)).toEqual([
      ["person_joined", undefined],
      ["person_joined", undefined],
      ["message_said", "10 errors, see https://x.io/?a=1&b=2"],
      ["message_said", `looking, @{${dana.id}}`],
      ["message_edited", "100 errors"],
      ["message_said", "this"],
      ["topic_changed", "All hands"],
      ["person_left", undefined],
    ]);
    expect(recorded[3]?.data).toMatchObject({
      threadTs: first.ts,
      permalink: expect.stringMatching(new RegExp(`^${sandbox.url}/archives/${first.channelId}/p\\d+\\?thread_ts=`)),
    });
    expect(recorded[5]?.data).toMatchObject({ files: [{ name: "graph.png" }] });
  });

  it("drops the words of what is deleted, also of a parent with replies [TL-2]", async () => {
    const { open, entries, settle, dana } = await timelineWorld();
    const id = await open("inc-1-checkout", ["dana"]);
    const alone = await dana.say("inc-1-checkout", "a regretted sentence");
    const parent = await dana.say("inc-1-checkout", "another regretted sentence");
    await dana.say("inc-1-checkout", "a reply", { thread: parent });
    await dana.delete(alone);
    await dana.delete(parent);
    await settle();
    const recorded = await entries(id, "message_said", "message_deleted");
    expect(recorded.map(({ kind, isRedacted }) => [kind, isRedacted])).toEqual([
      ["message_said", true],
      ["message_said", true],
      ["message_said", false],
      ["message_deleted", false],
      ["message_deleted", false],
    ]);
    expect(JSON.stringify(recorded)).not.toContain("regretted");
  });

  it("confirms a mark in a thread with one quiet reaction, and takes it back with the last mark [TL-3]", async () => {
    const { open, entries, sandbox, settle, dana } = await timelineWorld();
    const id = await open("inc-1-checkout", ["dana", "sam"]);
    const sam = sandbox.person("sam");
    const parent = await dana.say("inc-1-checkout", "ideas?");
    const reply = await dana.say("inc-1-checkout", "the cache", { thread: parent });
    await sam.react(reply, "bulb");
    await dana.react(reply, "mag");
    await settle();
    expect(dana.see(reply)?.reactions).toEqual({ bulb: ["sam"], mag: ["dana"], memo: ["sitrep"] });
    await sam.unreact(reply, "bulb");
    await settle();
    expect(dana.see(reply)?.reactions).toHaveProperty("memo");
    await dana.unreact(reply, "mag");
    await settle();
    expect(dana.see(reply)?.reactions).toEqual({});
    expect((await entries(id)).map(({ kind }) => kind).filter((kind) => kind.startsWith("reaction"))).toEqual([
      "reaction_added",
      "reaction_added",
      "reaction_removed",
      "reaction_removed",
    ]);
    expect(dana.sees("inc-1-checkout").filter(({ fromApp, subtype }) => fromApp && !subtype)).toEqual([]);
  });

  it("fetches a marked message that the record does not have, from inside a thread [TL-3]", async () => {
    const { open, entries, sandbox, settle, pass, stopBot, startBot, dana } = await timelineWorld();
    const id = await open("inc-1-checkout", ["dana"]);
    sandbox.faults.capEvents(0);
    const parent = await dana.say("inc-1-checkout", "parent");
    await pass(MINUTE);
    const reply = await dana.say("inc-1-checkout", "the cause", { thread: parent });
    sandbox.faults.capEvents(undefined);
    await dana.react(reply, "bulb");
    await settle();
    expect(words(await entries(id, "message_said", "reaction_added"))).toEqual([
      ["message_said", "the cause"],
      ["reaction_added", undefined],
    ]);
    await stopBot();
    await startBot();
    expect(words(await entries(id, "message_said"))).toEqual([
      ["message_said", "parent"],
      ["message_said", "the cause"],
    ]);
  });

  it("masks a secret and tells its author beside the message, nobody else [TL-7]", async () => {
    const { open, entries, sandbox, settle, dana } = await timelineWorld();
    const id = await open("inc-1-checkout", ["dana", "sam"]);
    const sam = sandbox.person("sam");
    await sam.say("inc-1-checkout", "try password=hunter22secret");
    await settle();
    expect(JSON.stringify(await entries(id))).not.toContain("hunter22");
    expect(sam.finds("inc-1-checkout", "masked it before it was stored").ephemeral).toBe(true);
    expect(() => dana.finds("inc-1-checkout", "masked it before it was stored")).toThrow();
  });

  it("tells the author by direct message where Slack shows nothing beside the message [TL-7] [OPS-9]", async () => {
    const { open, sandbox, settle } = await timelineWorld();
    await open("inc-1-checkout", ["sam"]);
    sandbox.faults.add({ kind: "unknown_method", methods: ["chat.postEphemeral"] });
    const sam = sandbox.person("sam");
    await sam.say("inc-1-checkout", "try password=hunter22secret");
    await settle();
    expect(sam.dm().at(-1)?.plain).toContain("still stands in Slack");
  });

  it("is recorded after the end as well, until it is archived, and by hand counts too [TL-2]", async () => {
    const { open, entries, settle, ctx, dana } = await timelineWorld();
    const id = await open("inc-1-checkout", ["dana"]);
    await ctx().ledger.record(id, () => [{ kind: "cancelled", by: "sitrep", data: { text: "false alarm" } }]);
    await dana.say("inc-1-checkout", "one more thing");
    await dana.archive("inc-1-checkout");
    await settle();
    const recorded = await entries(id, "message_said", "channel_archived");
    expect(recorded.map(({ kind }) => kind)).toEqual(["message_said", "channel_archived"]);
    expect(recorded[1]?.by).toBe(`person:${dana.id}`);
  });

  it("is the only kind that is recorded [TL-2]", async () => {
    const { open, entries, settle, dana } = await timelineWorld();
    const id = await open("inc-1-checkout", ["dana"]);
    await dana.say("general", "lunch?");
    await settle();
    expect(await entries(id, "message_said")).toEqual([]);
  });

  it("is the same in the record when events come four times, in any order, up to an hour late [TL-6]", async () => {
    const { open, entries, sandbox, pass, dana } = await timelineWorld();
    const id = await open("inc-1-checkout", ["dana", "sam"]);
    const sam = sandbox.person("sam");
    sandbox.faults.events({ seed: 7, extraCopies: 3, delayMs: [0, 60 * MINUTE] });
    const first = await dana.say("inc-1-checkout", "one");
    await pass(1_000);
    await dana.edit(first, "two");
    await pass(1_000);
    await dana.edit(first, "three");
    await pass(1_000);
    const gone = await sam.say("inc-1-checkout", "gone");
    for (const act of ["react", "unreact", "react"] as const) {
      await pass(1_000);
      await dana[act](first, "mag");
    }
    await pass(1_000);
    await sam.delete(gone);
    sandbox.faults.events({});
    await pass(90 * MINUTE);
    const recorded = (await entries(id)).filter(({ kind }) => /^(message|reaction)_/.test(kind));
    expect(words(recorded)).toEqual([
      ["message_said", "one"],
      ["message_edited", "two"],
      ["message_edited", "three"],
      ["message_said", undefined],
      ["reaction_added", undefined],
      ["reaction_removed", undefined],
      ["reaction_added", undefined],
      ["message_deleted", undefined],
    ]);
    expect(recorded[2]?.data).toMatchObject({ before: "two", text: "three" });
  });
});
