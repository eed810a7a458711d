import { tzOffset } from "@date-fns/tz";
import { fileJson } from "./file-shapes.ts";
import type { State } from "./state.ts";
import type { Channel, ChannelKind, Message, Metadata, User, UserGroup } from "./types.ts";

type Json = Record<string, unknown>;

const channelTypes: Record<ChannelKind, string> = { public: "channel", private: "group", im: "im", mpim: "mpim" };

/** `channel_type` as Slack's message events say it. */
export const channelType = (kind: ChannelKind): string => channelTypes[kind];

/** A user as `users.info` shows one; the address only where the scope allows. */
export function userJson(state: State, user: User, withEmail = true): Json {
  const manifest = state.app.manifest;
  const [label, offsetSeconds] = zone(user.tz, state.clock.now());
  return {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    deleted: user.deleted,
    color: "9f69e7",
    real_name: user.realName,
    ...(user.deleted ? {} : { tz: user.tz, tz_label: label, tz_offset: offsetSeconds }),
    profile: {
      title: user.title,
      phone: "",
      real_name: user.realName,
      real_name_normalized: user.realName,
      display_name: user.displayName,
      display_name_normalized: user.displayName,
      status_text: "",
      status_emoji: "",
      status_expiration: 0,
      team: user.teamId,
      ...(withEmail && !user.isBot && manifest.botScopes.has("users:read.email") ? { email: user.email } : {}),
      ...(user.botId ? { bot_id: user.botId, api_app_id: state.app.id } : {}),
    },
    // Of who has left, Slack does not tell what they were allowed.
    ...(user.deleted
      ? {}
      : {
          is_admin: user.isAdmin,
          is_owner: user.isOwner,
          is_primary_owner: false,
          is_restricted: user.isGuest && user.teamId === state.team.id,
          is_ultra_restricted: false,
        }),
    is_bot: user.isBot,
    is_app_user: false,
    updated: user.updated,
  };
}

function zone(tz: string, nowMs: number): [label: string, offsetSeconds: number] {
  const at = new Date(nowMs);
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: tz, timeZoneName: "long" }).formatToParts(at);
  return [parts.find((part) => part.type === "timeZoneName")?.value ?? tz, tzOffset(tz, at) * 60];
}

/** A conversation as `conversations.info` shows it to the bot. */
export function channelJson(state: State, channel: Channel): Json {
  const bot = state.app.botUserId;
  const isMember = channel.members.has(bot);
  const common = {
    id: channel.id,
    created: channel.created,
    creator: channel.creator,
    is_archived: channel.archived,
    is_im: channel.kind === "im",
    is_mpim: channel.kind === "mpim",
    is_org_shared: false,
    context_team_id: state.team.id,
    updated: channel.updated,
  };
  if (channel.kind === "im") {
    const user = [...channel.members].find((member) => member !== bot) ?? bot;
    return { ...common, user, is_user_deleted: state.users.get(user)?.deleted ?? true, priority: 0 };
  }
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === "public",
    is_group: channel.kind === "private",
    is_private: channel.kind !== "public",
    is_general: channel.isGeneral,
    is_shared: false,
    is_ext_shared: false,
    is_pending_ext_shared: false,
    is_member: isMember,
    unlinked: 0,
    topic: noteJson(channel.topic),
    purpose: noteJson(channel.purpose),
    previous_names: channel.previousNames,
    properties: channel.canvasId
      ? {
          canvas: {
            file_id: channel.canvasId,
            is_empty: isEmptyCanvas(state, channel.canvasId),
            quip_thread_id: channel.canvasId,
          },
        }
      : {},
    num_members: channel.members.size,
  };
}

const noteJson = (note: Channel["topic"]) => ({ value: note.value, creator: note.creator, last_set: note.lastSet });

const isEmptyCanvas = (state: State, canvasId: string) => state.canvases.get(canvasId)?.sections.length === 0;

/** A message as history and events show it; metadata only where it was asked for. */
export function messageJson(state: State, message: Message, withMetadata = true): Json {
  const channel = state.channels.get(message.channelId);
  if (message.tombstone) return tombstoneJson(state, message);
  return {
    type: "message",
    ...(message.subtype ? { subtype: message.subtype } : {}),
    ...authorJson(state, message),
    text: message.text,
    ts: message.ts,
    team: state.team.id,
    ...(message.blocks ? { blocks: message.blocks } : {}),
    ...(message.attachments?.length ? { attachments: message.attachments } : {}),
    ...(withMetadata && message.metadata ? { metadata: metadataJson(message.metadata) } : {}),
    ...message.extra,
    ...(message.edited ? { edited: message.edited } : {}),
    ...(message.fileIds.length ? { files: filesOf(state, message), upload: false } : {}),
    ...threadJson(state, message),
    ...(message.reactions.length ? { reactions: message.reactions.map(reactionJson) } : {}),
    ...(channel?.pins.some((pin) => pin.ts === message.ts) ? { pinned_to: [message.channelId] } : {}),
  };
}

function authorJson(state: State, message: Message): Json {
  if (!message.botId) return { user: message.userId };
  const profile = message.botId === state.app.botId ? botJson(state) : otherBotJson(state, message);
  return {
    user: message.userId,
    bot_id: message.botId,
    app_id: profile.app_id,
    ...(message.username ? { username: message.username } : {}),
    ...(message.iconEmoji ? { icons: { emoji: message.iconEmoji } } : {}),
    bot_profile: profile,
  };
}

/** A bot that another app brought along. */
function otherBotJson(state: State, { botId, userId }: Message): Json {
  const name = state.users.get(userId)?.realName ?? userId;
  return { ...botJson(state), id: botId, app_id: `A${userId.slice(1)}`, user_id: userId, name };
}

/** The bot as `bots.info` shows it. */
export function botJson(state: State): Json {
  const { app, team } = state;
  return {
    id: app.botId,
    app_id: app.id,
    user_id: app.botUserId,
    name: app.manifest.botName,
    deleted: false,
    updated: 0,
    team_id: team.id,
    icons: {},
  };
}

const metadataJson = ({ event_type, event_payload }: Metadata) => ({ event_type, event_payload });

/** A reaction with who gave it. */
export const reactionJson = ({ name, users }: Message["reactions"][number]) => ({ name, users, count: users.length });

const filesOf = (state: State, message: Message) =>
  message.fileIds.flatMap((id) => {
    const file = state.files.get(id);
    return file ? [fileJson(state, file)] : [{ id, mode: "tombstone" }];
  });

function tombstoneJson(state: State, message: Message): Json {
  return {
    type: "message",
    subtype: "tombstone",
    hidden: true,
    user: "USLACKBOT",
    text: "This message was deleted.",
    ts: message.ts,
    ...threadJson(state, message),
  };
}

function threadJson(state: State, message: Message): Json {
  if (!message.threadTs) return {};
  const inThread =
    state.channels.get(message.channelId)?.messages.filter((each) => each.threadTs === message.threadTs) ?? [];
  if (message.threadTs !== message.ts) {
    const parent = inThread.find((each) => each.ts === message.threadTs);
    return { thread_ts: message.threadTs, ...(parent ? { parent_user_id: parent.userId } : {}) };
  }
  const replies = inThread.filter((each) => each.ts !== message.ts);
  if (replies.length === 0) return { thread_ts: message.ts };
  const users = [...new Set(replies.map((reply) => reply.userId))];
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users: users.slice(0, 5),
    reply_users_count: users.length,
    latest_reply: replies.at(-1)?.ts,
    is_locked: false,
    subscribed: false,
  };
}

/** A user group as `usergroups.list` shows it. */
export function groupJson(state: State, group: UserGroup, withUsers: boolean): Json {
  return {
    id: group.id,
    team_id: state.team.id,
    is_usergroup: true,
    name: group.name,
    description: group.description,
    handle: group.handle,
    is_external: false,
    date_create: group.created,
    date_update: group.created,
    date_delete: group.deleted ? group.created : 0,
    user_count: group.users.length,
    ...(withUsers ? { users: group.users } : {}),
  };
}
