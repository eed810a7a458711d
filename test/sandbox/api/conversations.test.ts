import { afterEach, beforeEach, expect, it } from "vitest";
import { errorOf, everyPage, refused, type Served, serve } from "./served.ts";

let served: Served;
beforeEach(async () => {
  served = await serve();
});
afterEach(() => served.close());

const created = async (name: string, isPrivate = false) => {
  const { channel } = await served.slack.conversations.create({ name, is_private: isPrivate });
  return channel?.id ?? "";
};

it("creates a channel with the bot in it and tells the app so", async () => {
  const { slack, bot, events } = served;
  const id = await created("inc-1");
  const { channel } = await slack.conversations.info({ channel: id, include_num_members: true });
  expect(channel).toMatchObject({ name: "inc-1", creator: bot, is_member: true, is_private: false, num_members: 1 });
  expect(events).toMatchObject([
    { type: "member_joined_channel", user: bot, channel: id },
    { type: "message", subtype: "channel_join", user: bot },
  ]);
});

const badNames: [name: string, error: string][] = [
  ["", "invalid_name_required"],
  ["Inc-1", "invalid_name_specials"],
  ["inc 1", "invalid_name_specials"],
  ["störung", "invalid_name_specials"],
  ["---", "invalid_name_punctuation"],
  ["x".repeat(81), "invalid_name_maxlength"],
  ["general", "name_taken"],
];

it.each(badNames)("refuses the channel name %j", async (name, error) => {
  expect(await errorOf(served.slack.conversations.create({ name }))).toBe(error);
});

it("keeps the names of archived and of private channels taken, without saying whose they are", async () => {
  const { slack, workspace, dana } = served;
  workspace.channels.create(dana.id, "secret", { private: true });
  await slack.conversations.archive({ channel: await created("inc-1") });
  const refusal = await refused(slack.conversations.create({ name: "inc-1" }));
  expect(refusal).toMatchObject({ error: "name_taken" });
  expect(refusal.channel).toBeUndefined();
  expect(await errorOf(slack.conversations.create({ name: "secret" }))).toBe("name_taken");
});

it("refuses private channels where the owners forbid them", async () => {
  served.workspace.restrictions.add("create_private");
  expect(await errorOf(served.slack.conversations.create({ name: "s", is_private: true }))).toBe("restricted_action");
  expect(await created("inc-1")).toMatch(/^C/);
});

it("lists private channels only to their members, and pages by cursor", async () => {
  const { slack, workspace, dana } = served;
  workspace.channels.create(dana.id, "secret", { private: true });
  const own = await created("war-room", true);
  for (let number = 1; number <= 3; number += 1) await created(`inc-${number}`);
  const names = await everyPage(async (cursor) => {
    const page = await slack.conversations.list({ types: "public_channel,private_channel", limit: 2, cursor });
    return { items: page.channels?.map((channel) => channel.name), next: page.response_metadata?.next_cursor };
  });
  expect(names).toEqual(["general", "war-room", "inc-1", "inc-2", "inc-3"]);
  expect((await slack.conversations.info({ channel: own })).channel?.is_private).toBe(true);
  expect(await errorOf(slack.conversations.list({ cursor: "nonsense" }))).toBe("invalid_cursor");
});

it("archives once, renames only its own, and unarchives", async () => {
  const { slack, general, workspace, dana, bot } = served;
  const id = await created("inc-1");
  await slack.conversations.rename({ channel: id, name: "inc-1-checkout" });
  expect(await errorOf(slack.conversations.rename({ channel: id, name: "general" }))).toBe("name_taken");
  await slack.conversations.archive({ channel: id });
  expect(await errorOf(slack.conversations.archive({ channel: id }))).toBe("already_archived");
  await slack.conversations.unarchive({ channel: id });
  expect(await errorOf(slack.conversations.unarchive({ channel: id }))).toBe("not_archived");
  const theirs = workspace.channels.create(dana.id, "theirs");
  workspace.members.invite(dana.id, theirs.id, [bot]);
  expect(await errorOf(slack.conversations.rename({ channel: theirs.id, name: "ours" }))).toBe("not_authorized");
  await slack.conversations.join({ channel: general.id });
  expect(await errorOf(slack.conversations.archive({ channel: general.id }))).toBe("cant_archive_general");
});

it("sets topics of 250 characters in channels that it is in", async () => {
  const { slack, general } = served;
  const id = await created("inc-1");
  await slack.conversations.setTopic({ channel: id, topic: "x".repeat(250) });
  expect(await errorOf(slack.conversations.setTopic({ channel: id, topic: "x".repeat(251) }))).toBe("too_long");
  expect(await errorOf(slack.conversations.setTopic({ channel: general.id, topic: "x" }))).toBe("not_in_channel");
  const { messages } = await slack.conversations.history({ channel: id });
  expect(messages?.[0]).toMatchObject({ subtype: "channel_topic" });
});

it("invites nobody when one of them cannot be, and says who", async () => {
  const { slack, workspace, sam, dana } = served;
  const id = await created("inc-1");
  const guest = workspace.people.add({ name: "gwen", isGuest: true });
  const gone = workspace.people.add({ name: "otto", deleted: true });
  const users = [sam.id, guest.id, gone.id, "U404", served.bot].join(",");
  const refusal = await refused(slack.conversations.invite({ channel: id, users }));
  expect(refusal.errors).toEqual([
    { user: guest.id, ok: false, error: "user_is_restricted" },
    { user: gone.id, ok: false, error: "cant_invite" },
    { user: "U404", ok: false, error: "user_not_found" },
    { user: served.bot, ok: false, error: "cant_invite_self" },
  ]);
  expect((await slack.conversations.members({ channel: id })).members).toEqual([served.bot]);
  const forced = await slack.conversations.invite({ channel: id, users: `${users},${dana.id}`, force: true });
  expect(forced.ok).toBe(true);
  expect((await slack.conversations.members({ channel: id })).members).toEqual([served.bot, sam.id, dana.id]);
  expect(await errorOf(slack.conversations.invite({ channel: id, users: sam.id, force: true }))).toBe(
    "already_in_channel",
  );
});

it("joins public channels only, and warns when it is in already", async () => {
  const { slack, general, workspace, dana, bot } = served;
  await slack.conversations.join({ channel: general.id });
  expect((await slack.conversations.join({ channel: general.id })).warning).toBe("already_in_channel");
  const secret = workspace.channels.create(dana.id, "secret", { private: true });
  expect(await errorOf(slack.conversations.join({ channel: secret.id }))).toBe("channel_not_found");
  workspace.members.invite(dana.id, secret.id, [bot]);
  expect(await errorOf(slack.conversations.join({ channel: secret.id }))).toBe("method_not_supported_for_channel_type");
});

it("leaves and removes", async () => {
  const { slack, general, sam } = served;
  const id = await created("inc-1");
  await slack.conversations.invite({ channel: id, users: sam.id });
  await slack.conversations.kick({ channel: id, user: sam.id });
  expect(await errorOf(slack.conversations.kick({ channel: id, user: sam.id }))).toBe("not_in_channel");
  await slack.conversations.leave({ channel: id });
  expect(await slack.conversations.leave({ channel: id })).toMatchObject({ ok: true, not_in_channel: true });
  await slack.conversations.join({ channel: general.id });
  expect(await errorOf(slack.conversations.leave({ channel: general.id }))).toBe("cant_leave_general");
});

it("opens direct messages once, never with bots", async () => {
  const { slack, dana, sam, workspace } = served;
  const first = await slack.conversations.open({ users: dana.id });
  const again = await slack.conversations.open({ users: dana.id });
  expect(again).toMatchObject({ already_open: true, channel: { id: first.channel?.id } });
  const robot = workspace.people.add({ name: "robot", isBot: true });
  expect(await errorOf(slack.conversations.open({ users: robot.id }))).toBe("cannot_dm_bot");
  expect(await errorOf(slack.conversations.open({ users: "U404" }))).toBe("user_not_found");
  expect(await errorOf(slack.conversations.open({ users: `${dana.id},${sam.id}` }))).toBe("missing_scope");
});

it("reads history newest first, page by page, without thread replies", async () => {
  const { slack, workspace, dana } = served;
  const id = await created("inc-1");
  workspace.members.join(dana.id, id);
  const say = (text: string, threadTs?: string) =>
    workspace.messages.post({ channelId: id, userId: dana.id, text, threadTs });
  const said = ["one", "two", "three"].map((text) => say(text));
  const reply = say("a reply", said[0]?.ts);
  const texts = await everyPage(async (cursor) => {
    const page = await slack.conversations.history({ channel: id, limit: 2, cursor });
    return { items: page.messages?.map((message) => message.text), next: page.response_metadata?.next_cursor };
  });
  expect(texts.slice(0, 3)).toEqual(["three", "two", "one"]);
  expect(texts).not.toContain("a reply");
  const { messages } = await slack.conversations.history({
    channel: id,
    oldest: said[0]?.ts,
    inclusive: true,
    latest: said[0]?.ts,
  });
  expect(messages).toMatchObject([{ text: "one", reply_count: 1, latest_reply: reply.ts, reply_users: [dana.id] }]);
});

it("goes on reading where it was when the next message is deleted meanwhile", async () => {
  const { slack, workspace, dana } = served;
  const id = await created("inc-1");
  workspace.members.join(dana.id, id);
  const said = ["one", "two", "three"].map((text) => workspace.messages.post({ channelId: id, userId: dana.id, text }));
  const first = await slack.conversations.history({ channel: id, limit: 1 });
  workspace.messages.delete(dana.id, id, said[1]?.ts ?? "");
  const second = await slack.conversations.history({
    channel: id,
    limit: 1,
    cursor: first.response_metadata?.next_cursor,
  });
  expect(second.messages).toMatchObject([{ text: "one" }]);
});

it("needs membership to read, and good times", async () => {
  const { slack, general } = served;
  expect(await errorOf(slack.conversations.history({ channel: general.id }))).toBe("not_in_channel");
  await slack.conversations.join({ channel: general.id });
  expect(await errorOf(slack.conversations.history({ channel: general.id, oldest: "yesterday" }))).toBe(
    "invalid_ts_oldest",
  );
});

it("shows metadata only to those who ask for it", async () => {
  const { slack } = served;
  const id = await created("inc-1");
  const metadata = { event_type: "deed", event_payload: { key: "1" } };
  await slack.chat.postMessage({ channel: id, text: "x", metadata });
  expect((await slack.conversations.history({ channel: id })).messages?.[0]?.metadata).toBeUndefined();
  const { messages } = await slack.conversations.history({ channel: id, include_all_metadata: true });
  expect(messages?.[0]?.metadata).toEqual(metadata);
});

it("gives a thread with its parent first, and a lone reply for a reply's ts", async () => {
  const { slack } = served;
  const id = await created("inc-1");
  const ts = (await slack.chat.postMessage({ channel: id, text: "parent" })).ts ?? "";
  const replies: string[] = [];
  for (const text of ["a", "b", "c"])
    replies.push((await slack.chat.postMessage({ channel: id, text, thread_ts: ts })).ts ?? "");
  const texts = async (options: object) =>
    (await slack.conversations.replies({ channel: id, ts, ...options })).messages?.map((message) => message.text);
  expect(await texts({})).toEqual(["parent", "a", "b", "c"]);
  expect(await texts({ limit: 2 })).toEqual(["parent", "a", "b"]);
  expect(await texts({ oldest: replies[1] })).toEqual(["parent", "c"]);
  expect(await texts({ ts: replies[1] })).toEqual(["b"]);
  expect(await errorOf(slack.conversations.replies({ channel: id, ts: "1.000001" }))).toBe("thread_not_found");
});
