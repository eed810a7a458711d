import type { RequestListener } from "node:http";
import type { KnownBlock, ModalView } from "@slack/types";
import type { Choice } from "../blocks/index.ts";
import type { AckTiming } from "./timings.ts";

/** What a form field holds: text or chosen id, several of them, epoch milliseconds, or nothing. */
export type FieldValue = string | number | readonly string[] | undefined;

/** The values of a form, by block id. */
export type FieldValues = Readonly<Record<string, FieldValue>>;

export interface EventInput {
  /** The inner event as Slack sent it; each slice parses what it needs. */
  event: Readonly<Record<string, unknown>> & { type: string };
  eventId: string;
  teamId: string;
}

export interface CommandInput {
  userId: string;
  channelId: string;
  /** What stands after the command's name, with Slack's escapes such as `<@U1|dana>`. */
  text: string;
  triggerId: string;
  responseUrl: string;
  requestKey: string;
}

export interface ClickInput {
  userId: string;
  actionId: string;
  /** The value of a button. */
  value: string | undefined;
  /** What was chosen in a select, menu or picker. */
  selected: FieldValue;
  channelId: string | undefined;
  messageTs: string | undefined;
  threadTs: string | undefined;
  viewId: string | undefined;
  viewHash: string | undefined;
  /** The view's metadata, parsed; undefined outside of views. */
  metadata: unknown;
  triggerId: string;
  responseUrl: string | undefined;
  requestKey: string;
  /** The other fields of the message or view. */
  state: FieldValues;
}

export interface SubmitInput {
  userId: string;
  callbackId: string;
  viewId: string;
  hash: string;
  /** The form's metadata, parsed. */
  metadata: unknown;
  values: FieldValues;
  triggerId: string;
  requestKey: string;
}

export interface ShortcutInput {
  userId: string;
  callbackId: string;
  triggerId: string;
  requestKey: string;
}

export interface MessageShortcutInput extends ShortcutInput {
  channelId: string;
  /** Not everybody reads what is said there. */
  isPrivate: boolean;
  messageTs: string;
  threadTs: string | undefined;
  /** Who wrote the message; undefined for apps. */
  authorId: string | undefined;
  text: string;
  responseUrl: string | undefined;
}

export interface SuggestInput {
  userId: string;
  actionId: string;
  typed: string;
  /** The view's metadata, parsed; undefined outside of views. */
  metadata: unknown;
}

/** What only the person sees, where they asked. */
export interface Reply {
  text: string;
  blocks?: readonly KnownBlock[];
  /** Puts the reply in the place of the message that was clicked. */
  replaceOriginal?: boolean;
}

export type SubmitReply =
  | { kind: "close" }
  | { kind: "clear" }
  | { kind: "update"; view: ModalView }
  | { kind: "push"; view: ModalView }
  | { kind: "errors"; errors: Readonly<Record<string, string>> };

/** Answers, or has nothing to say. */
export type Handler<Input, Answer> =
  | ((input: Input) => Promise<Answer | undefined>)
  | ((input: Input) => Promise<void>);

/**
 * Where slices say what they listen to. Everything is acknowledged after its handler resolved; what a handler throws
 * becomes a sentence that only the person sees.
 */
export interface Registrations {
  /** An event that throws is not acknowledged, so Slack sends it again. */
  onEvent(type: string, handler: (input: EventInput) => Promise<void>): void;
  /** `/incident`. */
  onCommand(handler: Handler<CommandInput, Reply>): void;
  /** Buttons, selects, menus and pickers. */
  onClick(actionId: string | RegExp, handler: Handler<ClickInput, Reply>): void;
  /** No answer closes the form. `InvalidInputError.field` names the block under which the sentence stands. */
  onSubmit(callbackId: string, handler: Handler<SubmitInput, SubmitReply>): void;
  onShortcut(callbackId: string, handler: Handler<ShortcutInput, Reply>): void;
  onMessageShortcut(callbackId: string, handler: Handler<MessageShortcutInput, Reply>): void;
  /** The choices of an external select for what was typed so far. */
  onSuggest(actionId: string | RegExp, handler: (input: SuggestInput) => Promise<readonly Choice[]>): void;
}

/** Who the bot is in this workspace. */
export interface BotIdentity {
  botUserId: string;
  botId: string;
  teamId: string;
  teamName: string;
  /** Address of the workspace, such as "https://acme.slack.com/". */
  teamUrl: string;
}

export interface Hearing extends Registrations {
  /** Asks Slack who we are, then connects or listens; waits as long as Slack is away, rejects when a token is refused. */
  start(): Promise<BotIdentity>;
  /** Resolves when nothing more is heard, every handler has finished and every connection is closed. */
  stop(): Promise<void>;
  /** Who the bot is: known before the first request can arrive, undefined before that. */
  identity(): BotIdentity | undefined;
  /** Called on every connection and reconnection of either socket, and once when the HTTP door opens. */
  onConnected(listener: () => void): void;
  isConnected(): boolean;
  /** The last moment (epoch milliseconds) at which Slack could surely reach us; undefined before the first. */
  lastAliveAt(): number | undefined;
  /** How long recent requests waited for their acknowledgement. */
  timings(): readonly AckTiming[];
  /** In HTTP mode the port that is listened on. */
  port(): number | undefined;
  /** True when no request of Slack is being handled. */
  isIdle(): boolean;
}

export type HearingMode =
  | { kind: "socket"; appToken: string }
  | {
      kind: "http";
      signingSecret: string;
      port: number;
      host?: string;
      /** Where Slack sends events, commands and clicks; "/slack/events" unless told. */
      path?: string;
      /** How many requests that Slack did not sign one address may send in a second. */
      sourcePerSecond: () => number;
      /** Answers every other path on the same port. */
      fallback?: RequestListener;
    };
