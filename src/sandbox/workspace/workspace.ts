import type { Clock } from "../../lib/clock.ts";
import type {
  AppEventListener,
  Bookmark,
  Canvas,
  ChangeListener,
  Channel,
  Ephemeral,
  InstalledApp,
  Message,
  MessageContent,
  NewMessage,
  NewUser,
  OpenView,
  Plan,
  SlackFile,
  Team,
  Trigger,
  Ts,
  User,
  UserGroup,
  ViewPayload,
} from "./types.ts";

// SIGNATURES FIRST: bodies follow in people.ts, channels.ts, … ; import from "../workspace/index.ts".
// Every act throws SlackError (slack-error.ts) with Slack's code; `by` and `userId` are user ids; the bot acts by workspace.app.botUserId.

export interface WorkspaceOptions {
  clock: Clock;
  /** The app's manifest, as yml text. */
  manifest: string;
  plan?: Plan;
  team?: { name?: string; domain?: string };
  botToken: string;
  appToken: string;
  /** Set once the server listens: where uploads, files and permalinks of this workspace live. */
  baseUrl?: string;
}

export declare class People {
  add(user: NewUser): User;
  get(userId: string): User; // throws user_not_found
  find(userId: string): User | undefined;
  named(name: string): User | undefined; // handle, display name or real name
  all(): User[];
  change(userId: string, patch: Partial<Omit<NewUser, "isBot">>): User; // deactivate: { deleted: true }
}

export interface InviteProblem {
  user: string;
  ok: false;
  error: string;
}

export declare class Channels {
  create(by: string, name: string, options?: { private?: boolean }): Channel;
  find(channelId: string): Channel | undefined;
  named(name: string): Channel | undefined; // without "#"
  all(): Channel[];
  see(by: string, channelId: string): Channel; // channel_not_found when `by` may not know of it
  canSee(userId: string, channel: Channel): boolean;
  visibleTo(userId: string): Channel[];
  join(by: string, channelId: string): Channel;
  leave(by: string, channelId: string): void;
  invite(by: string, channelId: string, userIds: readonly string[], options?: { force?: boolean }): InviteProblem[];
  kick(by: string, channelId: string, userId: string): void;
  rename(by: string, channelId: string, name: string): Channel;
  setTopic(by: string, channelId: string, topic: string): Channel;
  setPurpose(by: string, channelId: string, purpose: string): Channel;
  archive(by: string, channelId: string): void;
  unarchive(by: string, channelId: string): void;
  delete(by: string, channelId: string): void; // by hand, as an admin does
  openDirect(by: string, userIds: readonly string[]): { channel: Channel; alreadyOpen: boolean };
}

export declare class Messages {
  post(message: NewMessage): Message; // `by` must be a member; the API allows chat:write.public itself
  edit(by: string, channelId: string, ts: Ts, content: Partial<MessageContent>): Message;
  delete(by: string, channelId: string, ts: Ts): void;
  find(channelId: string, ts: Ts): Message | undefined; // parents and replies
  history(channelId: string): Message[]; // oldest first, no replies (except broadcasts)
  replies(channelId: string, threadTs: Ts): Message[]; // parent first
  postEphemeral(input: MessageContent & { channelId: string; to: string; from: string; threadTs?: Ts }): Ephemeral;
  ephemerals(channelId: string, userId: string): Ephemeral[];
  changeEphemeral(ts: Ts, content: MessageContent): Ephemeral; // replace_original
  deleteEphemeral(ts: Ts): void; // delete_original, "Only visible to you · Dismiss"
}

export declare class Reactions {
  add(by: string, channelId: string, ts: Ts, name: string): void;
  remove(by: string, channelId: string, ts: Ts, name: string): void;
}

export declare class Pins {
  add(by: string, channelId: string, ts: Ts): void;
  remove(by: string, channelId: string, ts: Ts): void;
}

export declare class Bookmarks {
  add(channelId: string, input: { title: string; link: string; emoji?: string }): Bookmark;
  edit(channelId: string, bookmarkId: string, patch: { title?: string; link?: string; emoji?: string }): Bookmark;
  remove(channelId: string, bookmarkId: string): void;
}

export declare class UserGroups {
  create(input: { name: string; handle: string; users: string[]; description?: string }): UserGroup;
  find(groupId: string): UserGroup | undefined;
  all(): UserGroup[];
  setUsers(groupId: string, users: string[]): void;
}

export declare class Files {
  /** A person drops a file into a channel: the file is there at once, with its message. */
  upload(input: {
    by: string;
    channelId: string;
    name: string;
    content: Uint8Array;
    title?: string;
    text?: string;
    threadTs?: Ts;
  }): { file: SlackFile; message: Message };
  find(fileId: string): SlackFile | undefined;
  all(): SlackFile[];
}

export declare class Canvases {
  find(canvasId: string): Canvas | undefined;
  all(): Canvas[];
  markdown(canvasId: string): string;
}

/** Views validate what the app sends: invalid_arguments with Slack's messages, view_too_large, push_limit_reached, hash_conflict. */
export declare class Views {
  open(triggerId: string, view: unknown): OpenView; // redeems the trigger
  push(triggerId: string, view: unknown): OpenView;
  update(target: { viewId: string } | { externalId: string }, view: unknown, hash?: string): OpenView;
  publish(userId: string, view: unknown, hash?: string): OpenView;
  find(viewId: string): OpenView | undefined; // modals and homes
  stack(userId: string): OpenView[]; // open modals, root first, top last
  home(userId: string): OpenView | undefined;
  // for response_action: "update" | "push" | "clear"; and for people closing
  respondUpdate(viewId: string, view: unknown): OpenView;
  respondPush(viewId: string, view: unknown): OpenView;
  close(viewId: string): OpenView[]; // that view and those above it; returns what was closed, top first
  clear(userId: string): OpenView[];
  setState(viewId: string, blockId: string, actionId: string, value: unknown): void;
  setErrors(viewId: string, errors: Record<string, string>): void;
  asPayload(view: OpenView): Record<string, unknown>; // `view` as in Slack's payloads and answers (state, hash, bot_id, …)
}

export declare class Triggers {
  issue(userId: string, viewId?: string): string; // one use, 3 s on the clock
  redeem(triggerId: string): Trigger; // invalid_trigger_id, expired_trigger_id, exchanged_trigger_id
}

export declare class Workspace {
  constructor(options: WorkspaceOptions);
  readonly clock: Clock;
  readonly team: Team;
  readonly app: InstalledApp;
  plan: Plan;
  baseUrl: string;
  readonly people: People;
  readonly channels: Channels;
  readonly messages: Messages;
  readonly reactions: Reactions;
  readonly pins: Pins;
  readonly bookmarks: Bookmarks;
  readonly userGroups: UserGroups;
  readonly files: Files;
  readonly canvases: Canvases;
  readonly views: Views;
  readonly triggers: Triggers;
  /** Events that the app subscribes to and its bot may see. Returns the way to stop listening. */
  onAppEvent(listener: AppEventListener): () => void;
  onChange(listener: ChangeListener): () => void;
  /** A person opens the app's home or messages tab: app_home_opened. */
  openHome(userId: string, tab: "home" | "messages"): void;
  /** Tokens stop working, tokens_revoked is sent. */
  revokeTokens(): void;
  restoreTokens(): void;
  /** Objects as Slack's answers and payloads show them. */
  messageJson(message: Message): Record<string, unknown>;
  userJson(user: User): Record<string, unknown>;
  permalink(channelId: string, ts: Ts): string;
}

// src/sandbox/api/index.ts will export:
//   createApi({ workspace, openSocket: () => string, rateLimits?: boolean }): SandboxApi
//   SandboxApi.handleApiCall({ method, token?, body: string | Uint8Array, headers }): Promise<{ status, headers, body: string }>
//   SandboxApi.handleUpload({ path, body, headers }): same shape         (POST  /upload/v1/<ticket>)
//   SandboxApi.handleDownload({ path, headers }): { status, headers, body: Uint8Array }   (GET /files-pri/<team>-<file>/<name>)
//   SandboxApi.setRateLimits(on: boolean)
//   messageContent(body: Record<string, unknown>): MessageContent   — checks text/blocks/attachments of a message body (response_url), throws SlackError
// src/sandbox/blocks/index.ts: checkBlocks(blocks, "message" | "modal" | "home"), checkView(view): throw SlackError
export type { ViewPayload };
