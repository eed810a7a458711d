import { describe, expect, it } from "vitest";
import type { Entry } from "../../../src/core/ledger/index.ts";
import { verifyRecord } from "../../../src/core/ledger/index.ts";
import { product } from "../../../src/core/product.ts";
import { messageKey } from "../../../src/core/timeline/index.ts";
import { MINUTE, timelineWorld } from "./timeline-world.ts";

const CHANNEL = "inc-1-checkout";

const words = (entries: readonly Entry[]) =>
  entries.map(({ kind, data }) => [kind, data && typeof data === "object" && "text" in data ? data.text : undefined]);

describe("a bot that was away", () => {
  it("fills in messages, threads, edits, deletions, marks and people, in order and once [TL-6]", async () => {
    const { open, entries, sandbox, pass, stopBot, startBot, dana, ctx } = await timelineWorld();
    const id = await open(CHANNEL, ["dana", "sam"]);
    const sam = sandbox.person("sam");
    const first = await dana.say(CHANNEL, "first");
    await pass(MINUTE);
    const doomed = await dana.say(CHANNEL, "doomed");
    await dana.react(first, "bulb");
    await pass(MINUTE);

    await stopBot();
    await pass(60 * MINUTE);
    await sandbox.person("alex").join(CHANNEL);
    await pass(1_000);
    await sam.say(CHANNEL, "said while away");
    await pass(MINUTE);
    const reply = await sam.say(CHANNEL, "replied while away", { thread: first });
    await pass(MINUTE);
    await dana.edit(first, "first, put right");
    await dana.delete(doomed);
    await dana.unreact(first, "bulb");
    await sam.react(reply, "mag");
    await dana.setTopic(CHANNEL, "Still on it");
    await pass(MINUTE);

    await startBot();
    const missed = (await entries(id)).filter(({ at }) => at > Date.UTC(2026, 2, 12, 14, 2));
    expect(words(missed)).toEqual([
      ["person_joined", undefined],
      ["message_said", "said while away"],
      ["message_said", "replied while away"],
      ["message_edited", "first, put right"],
      ["topic_changed", "Still on it"],
      ["reaction_removed", undefined],
      ["reaction_added", undefined],
      ["message_deleted", undefined],
    ]);
    expect(JSON.stringify(await entries(id))).not.toContain("doomed");
    expect(dana.see(reply)?.reactions).toEqual({ mag: ["sam"], memo: ["sitrep"] });
    expect(dana.see(first)?.reactions).toEqual({});

    const before = await entries(id);
    await stopBot();
    await startBot();
    expect(await entries(id)).toEqual(before);
    expect(await verifyRecord(ctx().store, product)).toEqual([]);
  });

  it("tells the author of a secret that it finds only now [TL-6] [TL-7]", async () => {
    const { open, entries, sandbox, stopBot, startBot } = await timelineWorld();
    const id = await open(CHANNEL, ["sam"]);
    const sam = sandbox.person("sam");
    await stopBot();
    await sam.say(CHANNEL, "password=hunter22secret");
    await startBot();
    expect(JSON.stringify(await entries(id))).not.toContain("hunter22");
    expect(sam.finds(CHANNEL, "masked it").ephemeral).toBe(true);
  });

  it("reads on after a lost connection, also replies to an old thread [TL-6]", async () => {
    const { open, entries, sandbox, pass, dana } = await timelineWorld();
    const id = await open(CHANNEL, ["dana"]);
    const parent = await dana.say(CHANNEL, "parent");
    await pass(120 * MINUTE);
    await sandbox.faults.down({ ms: 30 * MINUTE });
    await pass(5 * MINUTE);
    await dana.say(CHANNEL, "late reply", { thread: parent });
    await dana.say(CHANNEL, "late message");
    await pass(60 * MINUTE);
    expect(words(await entries(id, "message_said"))).toEqual([
      ["message_said", "parent"],
      ["message_said", "late reply"],
      ["message_said", "late message"],
    ]);
  });

  it("obeys Slack's limits while it reads, and comes to an end all the same [TL-6]", async () => {
    const { open, entries, sandbox, pass, stopBot, startBot, dana } = await timelineWorld();
    const id = await open(CHANNEL, ["dana"]);
    await stopBot();
    const parent = await dana.say(CHANNEL, "parent");
    await dana.say(CHANNEL, "reply", { thread: parent });
    const methods = ["conversations.history", "conversations.replies"];
    sandbox.faults.add({ kind: "rate_limited", retryAfterSec: 30, methods, times: 2 });
    sandbox.faults.add({ kind: "server_error", methods, times: 2 });
    await startBot();
    expect(await entries(id, "message_said")).toEqual([]);
    await pass(2 * MINUTE);
    expect(words(await entries(id, "message_said"))).toEqual([
      ["message_said", "parent"],
      ["message_said", "reply"],
    ]);
  });

  it("reads more than one page, and goes on where one channel is closed to it [TL-6] [OPS-9]", async () => {
    const { open, entries, sandbox, stopBot, startBot, dana } = await timelineWorld();
    const closed = await open("inc-2-closed", ["dana"]);
    const id = await open(CHANNEL, ["dana"]);
    await stopBot();
    for (let count = 1; count <= 230; count += 1) await dana.say(CHANNEL, `message ${count}`);
    const bot = sandbox.workspace.app.botUserId;
    const channelId = dana.finds("inc-2-closed", "joined").channelId;
    await sandbox.act(() => sandbox.workspace.members.leave(bot, channelId));
    await dana.say("inc-2-closed", "unheard");
    await startBot();
    expect(await entries(id, "message_said")).toHaveLength(230);
    expect(await entries(closed, "message_said")).toEqual([]);
  });

  it("does not read channels that are archived, but those of finished incidents [TL-6]", async () => {
    const { open, entries, stopBot, startBot, ctx, settle, dana } = await timelineWorld();
    const id = await open(CHANNEL, ["dana"]);
    const archived = await open("inc-2-archived", ["dana"]);
    await dana.archive("inc-2-archived");
    await settle();
    await ctx().ledger.record(id, () => [{ kind: "cancelled", by: "sitrep", data: { text: "false alarm" } }]);
    await stopBot();
    const last = await dana.say(CHANNEL, "an afterthought");
    await startBot();
    expect((await entries(id, "message_said")).map(({ key }) => key)).toEqual([messageKey(last.channelId, last.ts)]);
    expect(await entries(archived, "message_said")).toEqual([]);
  });
});
