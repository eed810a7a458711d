import { expect, it } from "vitest";
import { type Change, SlackError, type Workspace } from "../../../src/sandbox/workspace/index.ts";
import { manifest, without, workspaceWithPeople } from "../api/served.ts";

const refusal = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof SlackError) return error.code;
    throw error;
  }
  return "done";
};

function withBot(options?: { manifest: string }) {
  const room = workspaceWithPeople(options);
  const channel = room.workspace.channels.create(room.dana.id, "inc-1");
  room.workspace.members.invite(room.dana.id, channel.id, [room.bot, room.sam.id]);
  const say = (text: string, threadTs?: string) =>
    room.workspace.messages.post({ channelId: channel.id, userId: room.dana.id, text, threadTs });
  room.events.length = 0;
  return { ...room, channel, say };
}

const typesOf = (events: readonly { type: string; subtype?: unknown }[]) =>
  events.map(({ type, subtype }) => (subtype ? `${type}/${subtype}` : type));

it("tells the app what people type, as Slack's composer sends it", () => {
  const { say, events, channel, dana, bot } = withBot();
  const { ts } = say(`<@${bot}> see <https://x.y|this> &amp; that`);
  expect(typesOf(events)).toEqual(["message", "app_mention"]);
  expect(events[0]).toMatchObject({ user: dana.id, channel: channel.id, channel_type: "channel", ts, event_ts: ts });
  expect(events[0]?.blocks).toMatchObject([
    {
      type: "rich_text",
      elements: [
        {
          elements: [
            { type: "user", user_id: bot },
            { type: "text", text: " see " },
            { type: "link", url: "https://x.y", text: "this" },
            { type: "text", text: " & that" },
          ],
        },
      ],
    },
  ]);
  expect(events[1]).not.toHaveProperty("channel_type");
});

it("tells of replies, edits, unfurls and deletions", () => {
  const { say, events, channel, dana, workspace } = withBot();
  const parent = say("one");
  const reply = say("two", parent.ts);
  workspace.messages.edit(dana.id, channel.id, reply.ts, { text: "three" });
  workspace.messages.unfurl(channel.id, reply.ts, [{ title: "preview" }]);
  workspace.messages.delete(dana.id, channel.id, parent.ts);
  workspace.messages.delete(dana.id, channel.id, reply.ts);
  expect(typesOf(events)).toEqual([
    "message",
    "message",
    "message/message_changed",
    "message/message_changed",
    "message/message_changed",
    "message/message_deleted",
  ]);
  expect(events[1]).toMatchObject({ thread_ts: parent.ts, parent_user_id: dana.id });
  expect(events[2]).toMatchObject({
    message: { text: "three", edited: { user: dana.id } },
    previous_message: { text: "two" },
  });
  expect(events[4]).toMatchObject({ message: { subtype: "tombstone", ts: parent.ts } });
  expect(events[5]).toMatchObject({ deleted_ts: reply.ts, hidden: true });
});

it("tells of reactions, pins, members and the channel's life", () => {
  const { say, events, channel, dana, sam, workspace } = withBot();
  const { ts } = say("one");
  events.length = 0;
  workspace.reactions.add(sam.id, channel.id, ts, "pushpin");
  workspace.reactions.remove(sam.id, channel.id, ts, "pushpin");
  workspace.pins.add(sam.id, channel.id, ts);
  workspace.members.leave(sam.id, channel.id);
  workspace.channels.rename(dana.id, channel.id, "inc-2");
  workspace.channels.archive(dana.id, channel.id);
  workspace.channels.unarchive(dana.id, channel.id);
  expect(typesOf(events)).toEqual([
    "reaction_added",
    "reaction_removed",
    "pin_added",
    "message/channel_leave",
    "member_left_channel",
    "message/channel_name",
    "channel_rename",
    "message/channel_archive",
    "channel_archive",
    "message/channel_unarchive",
    "channel_unarchive",
  ]);
  expect(events[0]).toMatchObject({
    user: sam.id,
    reaction: "pushpin",
    item: { channel: channel.id, ts },
    item_user: dana.id,
  });
});

it("names the life of private channels after groups", () => {
  const { events, dana, workspace, bot } = workspaceWithPeople();
  const secret = workspace.channels.create(dana.id, "secret", { private: true });
  workspace.messages.post({ channelId: secret.id, userId: dana.id, text: "hush" });
  expect(events).toEqual([]);
  workspace.members.invite(dana.id, secret.id, [bot]);
  workspace.channels.archive(dana.id, secret.id);
  expect(typesOf(events)).toContain("group_archive");
  expect(events.find((event) => event.subtype === "channel_join")?.channel_type).toBe("group");
});

it("tells nothing of what the app did not subscribe to or has no scope for", () => {
  const unsubscribed = withBot({ manifest: manifest.replace("      - message.channels\n", "") });
  unsubscribed.say("hello");
  expect(unsubscribed.events).toEqual([]);
  const unscoped = withBot({ manifest: without("channels:history") });
  unscoped.say("hello");
  expect(unscoped.events).toEqual([]);
});

it("tells nothing more once the bot is out of a channel", () => {
  const { say, events, channel, dana, bot, workspace } = withBot();
  workspace.members.kick(dana.id, channel.id, bot);
  expect(typesOf(events)).toEqual(["message/channel_leave", "member_left_channel"]);
  events.length = 0;
  say("hello");
  expect(events).toEqual([]);
});

it("opens the app's home with what was published, and its direct messages", () => {
  const { workspace, events, dana } = workspaceWithPeople();
  workspace.openHome(dana.id, "messages");
  const [opened] = events;
  expect(opened).toMatchObject({ type: "app_home_opened", user: dana.id, tab: "messages" });
  const channelId = String(opened?.channel);
  workspace.messages.post({ channelId, userId: dana.id, text: "hello" });
  expect(events.at(-1)).toMatchObject({ type: "message", channel_type: "im", text: "hello" });
});

const acts: [act: string, run: (room: ReturnType<typeof withBot>, workspace: Workspace) => unknown, code: string][] = [
  [
    "posts where they are not",
    (room, { messages, people }) =>
      messages.post({ channelId: room.channel.id, userId: people.add({ name: "kim" }).id, text: "x" }),
    "not_in_channel",
  ],
  [
    "edit the words of others",
    (room, { messages }) => messages.edit(room.sam.id, room.channel.id, room.say("x").ts, { text: "y" }),
    "cant_update_message",
  ],
  [
    "delete the words of others",
    (room, { messages }) => messages.delete(room.sam.id, room.channel.id, room.say("x").ts),
    "cant_delete_message",
  ],
  ["leave #general", (room, { members }) => members.leave(room.sam.id, room.general.id), "cant_leave_general"],
  [
    "see public channels as guests",
    (room, { channels, people }) => channels.see(people.add({ name: "gwen", isGuest: true }).id, room.general.id),
    "channel_not_found",
  ],
];

it.each(acts)("does not let people %s", (_, run, code) => {
  const room = withBot();
  expect(refusal(() => run(room, room.workspace))).toBe(code);
});

it("takes the deactivated out of their channels", () => {
  const { workspace, channel, sam } = withBot();
  workspace.people.change(sam.id, { deleted: true });
  expect(channel.members.has(sam.id)).toBe(false);
});

it("shows observers every change until they stop listening", () => {
  const { say, workspace, channel, sam } = withBot();
  const changes: Change[] = [];
  const stop = workspace.onChange((change) => changes.push(change));
  const { ts } = say("one");
  workspace.ephemerals.show({ channelId: channel.id, to: sam.id, from: workspace.app.botUserId, text: "psst" });
  workspace.channels.setTopic(sam.id, channel.id, "calm");
  expect(changes.map((change) => change.kind)).toEqual(["message", "ephemeral", "message", "channel"]);
  expect(changes[0]).toEqual({ kind: "message", channelId: channel.id, ts });
  stop();
  say("two");
  expect(changes).toHaveLength(4);
});

it("forgets a deleted channel", () => {
  const { workspace, channel, dana, bot } = withBot();
  workspace.channels.delete(dana.id, channel.id);
  expect(refusal(() => workspace.channels.see(bot, channel.id))).toBe("channel_not_found");
  expect(refusal(() => workspace.messages.post({ channelId: channel.id, userId: dana.id, text: "x" }))).toBe(
    "channel_not_found",
  );
});

it("refuses a manifest that is none", () => {
  expect(() => workspaceWithPeople({ manifest: "display_information: {}" })).toThrow();
});
