import { afterEach, beforeEach, expect, it } from "vitest";
import { errorOf, manifest, refused, type Served, section, serve, without } from "./served.ts";

let served: Served;
beforeEach(async () => {
  served = await serve();
});
afterEach(() => served.close());

const metadata = { event_type: "deed", event_payload: { key: "12/announce" } };

it("posts and tells the app of its own message, with metadata", async () => {
  const { slack, general, events, workspace, bot } = served;
  await slack.conversations.join({ channel: general.id });
  const { ts, channel, message } = await slack.chat.postMessage({
    channel: general.id,
    text: "up",
    blocks: [section("up")],
    metadata,
  });
  expect(ts).toMatch(/^1772442000\.\d{6}$/);
  expect(channel).toBe(general.id);
  expect(message).toMatchObject({ user: bot, bot_id: workspace.app.botId, text: "up", metadata });
  const heard = events.find((event) => event.type === "message" && event.ts === ts);
  expect(heard).toMatchObject({ channel: general.id, channel_type: "channel", bot_id: workspace.app.botId, metadata });
});

it("gives every message a later ts, even when the clock stands still", async () => {
  const { slack, general } = served;
  const first = await slack.chat.postMessage({ channel: general.id, text: "1" });
  const second = await slack.chat.postMessage({ channel: general.id, text: "2" });
  expect(String(second.ts) > String(first.ts)).toBe(true);
});

it("posts uninvited to public channels with chat:write.public, but is told nothing of them", async () => {
  const { slack, general, events } = served;
  await slack.chat.postMessage({ channel: general.id, text: "hello" });
  expect(events).toEqual([]);
});

it("must be a member without chat:write.public", async () => {
  await served.close();
  served = await serve({ manifest: without("chat:write.public") });
  expect(await errorOf(served.slack.chat.postMessage({ channel: served.general.id, text: "hello" }))).toBe(
    "not_in_channel",
  );
});

it("does not know of private channels that it is not in", async () => {
  const { workspace, dana, slack, bot } = served;
  const secret = workspace.channels.create(dana.id, "secret", { private: true });
  const post = () => slack.chat.postMessage({ channel: secret.id, text: "hello" });
  expect(await errorOf(post())).toBe("channel_not_found");
  workspace.members.invite(dana.id, secret.id, [bot]);
  expect((await post()).ok).toBe(true);
});

it("writes to people and to channels by name", async () => {
  const { slack, dana, general } = served;
  expect((await slack.chat.postMessage({ channel: dana.id, text: "psst" })).channel).toMatch(/^D/);
  expect((await slack.chat.postMessage({ channel: "#general", text: "hello" })).channel).toBe(general.id);
});

it("cannot write to somebody who was deactivated", async () => {
  const { slack, workspace, sam } = served;
  const { channel } = await slack.conversations.open({ users: sam.id });
  workspace.people.change(sam.id, { deleted: true });
  expect(await errorOf(slack.chat.postMessage({ channel: channel?.id ?? "", text: "hello" }))).toBe("user_disabled");
  expect(await errorOf(slack.conversations.open({ users: sam.id }))).toBe("user_disabled");
});

it("cannot write to people where the app's messages tab is off", async () => {
  await served.close();
  served = await serve({ manifest: manifest.replace("messages_tab_enabled: true", "messages_tab_enabled: false") });
  expect(await errorOf(served.slack.chat.postMessage({ channel: served.dana.id, text: "x" }))).toBe(
    "messages_tab_disabled",
  );
});

const flaws: [name: string, body: Record<string, unknown>, error: string][] = [
  ["nothing to say", { text: " " }, "no_text"],
  ["too much to say", { text: "x".repeat(40_001) }, "msg_too_long"],
  ["blocks that are no list", { text: "x", blocks: "{}" }, "invalid_blocks_format"],
  [
    "more than 50 blocks",
    { text: "x", blocks: Array.from({ length: 51 }, () => ({ type: "divider" })) },
    "invalid_blocks",
  ],
  [
    "more than 12,000 characters in blocks",
    { text: "x", blocks: Array.from({ length: 5 }, () => section("x".repeat(2900))) },
    "msg_blocks_too_long",
  ],
  ["a thread that is not there", { text: "x", thread_ts: "1.000001" }, "thread_not_found"],
  ["metadata without a payload", { text: "x", metadata: { event_type: "a" } }, "invalid_metadata_format"],
  [
    "a picture that is not processed",
    { text: "x", blocks: [{ type: "image", alt_text: "a", slack_file: { id: "F1" } }] },
    "invalid_blocks",
  ],
];

it.each(flaws)("refuses %s", async (_, body, error) => {
  const call = served.slack.apiCall("chat.postMessage", { channel: served.general.id, ...body });
  expect(await errorOf(call)).toBe(error);
});

it("points at the flaw in a block as Slack does", async () => {
  const blocks = [{ type: "section", text: { type: "mrkdwn", text: "" } }];
  const refusal = await refused(
    served.slack.apiCall("chat.postMessage", { channel: served.general.id, text: "x", blocks }),
  );
  expect(refusal).toMatchObject({
    error: "invalid_blocks",
    errors: ["must be more than 0 characters [json-pointer:/blocks/0/text/text]"],
    response_metadata: { messages: ["[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]"] },
  });
});

it("updates its own message and keeps the blocks that were not sent again", async () => {
  const { slack, general, events } = served;
  await slack.conversations.join({ channel: general.id });
  const { ts = "" } = await slack.chat.postMessage({ channel: general.id, text: "one", blocks: [section("one")] });
  const { message } = await slack.chat.update({ channel: general.id, ts, text: "two" });
  expect(message).toMatchObject({ text: "two", edited: expect.anything(), blocks: [{ text: { text: "one" } }] });
  expect(events.at(-1)).toMatchObject({
    subtype: "message_changed",
    message: { ts, text: "two" },
    previous_message: { ts, text: "one" },
  });
});

it("changes and deletes only what it said itself", async () => {
  const { slack, general, workspace, dana } = served;
  const { ts } = workspace.messages.post({ channelId: general.id, userId: dana.id, text: "mine" });
  expect(await errorOf(slack.chat.update({ channel: general.id, ts, text: "yours" }))).toBe("cant_update_message");
  expect(await errorOf(slack.chat.delete({ channel: general.id, ts }))).toBe("cant_delete_message");
  expect(await errorOf(slack.chat.delete({ channel: general.id, ts: "1.000001" }))).toBe("message_not_found");
});

it("says nothing in archived channels", async () => {
  const { slack, workspace } = served;
  const { channel } = await slack.conversations.create({ name: "inc-1" });
  const id = channel?.id ?? "";
  const { ts = "" } = await slack.chat.postMessage({ channel: id, text: "hello" });
  await slack.conversations.archive({ channel: id });
  expect(workspace.channels.find(id)?.archived).toBe(true);
  expect(await errorOf(slack.chat.postMessage({ channel: id, text: "hello" }))).toBe("is_archived");
  expect(await errorOf(slack.chat.update({ channel: id, ts, text: "hello" }))).toBe("is_archived");
});

it("shows an ephemeral message to one member, and leaves it out of history", async () => {
  const { slack, general, workspace, dana, sam } = served;
  await slack.conversations.join({ channel: general.id });
  await slack.chat.postEphemeral({ channel: general.id, user: dana.id, text: "only you" });
  expect(workspace.ephemerals.seenBy(dana.id, general.id).map((each) => each.text)).toEqual(["only you"]);
  expect(workspace.ephemerals.seenBy(sam.id, general.id)).toEqual([]);
  const { messages } = await slack.conversations.history({ channel: general.id });
  expect(messages?.map((message) => message.text)).not.toContain("only you");
  workspace.members.leave(sam.id, workspace.channels.create(sam.id, "random").id);
  const random = workspace.channels.named("random")?.id ?? "";
  expect(await errorOf(slack.chat.postEphemeral({ channel: random, user: sam.id, text: "x" }))).toBe(
    "user_not_in_channel",
  );
});

it("links to replies with their thread", async () => {
  const { slack, general } = served;
  const parent = (await slack.chat.postMessage({ channel: general.id, text: "parent" })).ts ?? "";
  const reply = (await slack.chat.postMessage({ channel: general.id, text: "reply", thread_ts: parent })).ts ?? "";
  const { permalink } = await slack.chat.getPermalink({ channel: general.id, message_ts: reply });
  expect(permalink).toBe(
    `${served.baseUrl}/archives/${general.id}/p${reply.replace(".", "")}?thread_ts=${parent}&cid=${general.id}`,
  );
  const nested = slack.chat.postMessage({ channel: general.id, text: "no", thread_ts: reply });
  expect(await errorOf(nested)).toBe("cannot_reply_to_message");
});
