export type * from "./app-types.ts";

import type { Block } from "./block.ts";

export type { Block } from "./block.ts";
export type * from "./view-types.ts";

/** Ids, names and times as Slack writes them: `ts` is text such as "1700000000.000100", other times are seconds. */
export type Ts = string;

export type Plan = "free" | "pro";

/** What the workspace's owners forbid: Slack answers `restricted_action`, or for canvases the code of the plan. */
export type Restriction =
  | "create_public"
  | "create_private"
  | "archive"
  | "rename"
  | "invite"
  | "channel_canvas"
  | "canvas";

export interface Team {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
}

export interface User {
  readonly id: string;
  /** Another than the workspace's own for people whom a shared channel brings here. */
  readonly teamId: string;
  name: string;
  realName: string;
  displayName: string;
  email: string;
  title: string;
  tz: string;
  deleted: boolean;
  isBot: boolean;
  isGuest: boolean;
  isAdmin: boolean;
  /** Owners are admins too. */
  isOwner: boolean;
  /** The error that an invitation of this person always meets, such as "cant_invite" or "ura_max_channels". */
  inviteError?: string;
  /** Set on bot users only. */
  botId?: string;
  updated: number;
}

export interface NewUser {
  name: string;
  realName?: string;
  displayName?: string;
  email?: string;
  title?: string;
  tz?: string;
  deleted?: boolean;
  isBot?: boolean;
  isGuest?: boolean;
  /** The workspace that they are of, when it is another: they see only the channels that they are in. */
  teamId?: string;
  isAdmin?: boolean;
  isOwner?: boolean;
  inviteError?: string;
}

export type ChannelKind = "public" | "private" | "im" | "mpim";

export interface Note {
  value: string;
  creator: string;
  lastSet: number;
}

export interface Channel {
  readonly id: string;
  readonly kind: ChannelKind;
  readonly creator: string;
  readonly created: number;
  /** Empty for direct messages. */
  name: string;
  previousNames: string[];
  isGeneral: boolean;
  archived: boolean;
  updated: number;
  readonly members: Set<string>;
  topic: Note;
  purpose: Note;
  readonly messages: Message[];
  readonly pins: Pin[];
  readonly bookmarks: Bookmark[];
  canvasId?: string;
}

export interface Metadata {
  readonly event_type: string;
  readonly event_payload: Record<string, unknown>;
}

/** What a message says, whoever says it and however it travels. */
export interface MessageContent {
  text: string;
  blocks?: readonly Block[];
  attachments?: readonly Record<string, unknown>[];
  metadata?: Metadata;
}

export interface Reaction {
  readonly name: string;
  readonly users: string[];
}

export interface Message extends MessageContent {
  readonly channelId: string;
  readonly ts: Ts;
  readonly userId: string;
  /** Set on replies, and on a parent once it has a reply. */
  threadTs?: Ts;
  subtype?: string;
  botId?: string;
  username?: string;
  iconEmoji?: string;
  iconUrl?: string;
  edited?: { user: string; ts: Ts };
  readonly reactions: Reaction[];
  readonly fileIds: string[];
  /** A deleted parent stays as a tombstone while it has replies. */
  tombstone?: boolean;
  /** Fields of a subtype: `topic`, `purpose`, `inviter`, `old_name`, … */
  readonly extra?: Readonly<Record<string, unknown>>;
}

export interface NewMessage extends MessageContent {
  channelId: string;
  userId: string;
  threadTs?: Ts;
  replyBroadcast?: boolean;
  username?: string;
  iconEmoji?: string;
  iconUrl?: string;
  fileIds?: readonly string[];
  subtype?: string;
  extra?: Readonly<Record<string, unknown>>;
}

/** A message that one person alone can see; it is in no history. */
export interface Ephemeral extends MessageContent {
  readonly channelId: string;
  readonly ts: Ts;
  /** Who sees it. */
  readonly to: string;
  /** The bot user that said it. */
  readonly from: string;
  threadTs?: Ts;
}

/** Why one person of an invitation could not be invited. */
export interface InviteProblem {
  readonly user: string;
  readonly ok: false;
  readonly error: string;
}

export interface Pin {
  readonly ts: Ts;
  readonly by: string;
  readonly created: number;
}

export interface Bookmark {
  readonly id: string;
  readonly channelId: string;
  title: string;
  link: string;
  emoji: string;
  readonly created: number;
  updated: number;
}

export interface UserGroup {
  readonly id: string;
  name: string;
  handle: string;
  description: string;
  deleted: boolean;
  users: string[];
  readonly created: number;
}

export interface SlackFile {
  readonly id: string;
  readonly userId: string;
  readonly created: number;
  name: string;
  title: string;
  mimetype: string;
  filetype: string;
  altText: string;
  content: Uint8Array;
  /** Where it was shared. */
  readonly shares: { readonly channelId: string; readonly ts: Ts }[];
  /** False until the upload is completed and processed. */
  ready: boolean;
}

export interface Canvas {
  readonly id: string;
  readonly userId: string;
  readonly created: number;
  title: string;
  /** Set when it is the canvas of a channel. */
  channelId?: string;
  sections: CanvasSection[];
}

export interface CanvasSection {
  readonly id: string;
  markdown: string;
}

/** The inner `event` object of Slack's Events API. */
export type AppEvent = { readonly type: string; readonly event_ts: Ts } & Record<string, unknown>;

export interface AppEventContext {
  readonly channelId?: string;
  readonly userId?: string;
  /** Seconds, for `event_time` of the envelope. */
  readonly eventTime: number;
}

export type AppEventListener = (event: AppEvent, context: AppEventContext) => void;

/** What changed, for observers: they read the new state from the workspace. */
export type Change =
  | { readonly kind: "user"; readonly userId: string }
  | { readonly kind: "channel"; readonly channelId: string }
  | { readonly kind: "members"; readonly channelId: string }
  | { readonly kind: "message"; readonly channelId: string; readonly ts: Ts }
  | { readonly kind: "message_deleted"; readonly channelId: string; readonly ts: Ts }
  | { readonly kind: "ephemeral"; readonly channelId: string; readonly ts: Ts; readonly userId: string }
  | { readonly kind: "pins"; readonly channelId: string }
  | { readonly kind: "bookmarks"; readonly channelId: string }
  | { readonly kind: "view"; readonly userId: string }
  | { readonly kind: "home"; readonly userId: string }
  | { readonly kind: "usergroup"; readonly groupId: string }
  | { readonly kind: "file"; readonly fileId: string }
  | { readonly kind: "canvas"; readonly canvasId: string }
  | { readonly kind: "app" };

export type ChangeListener = (change: Change) => void;
