import { z } from "zod";
import { parsedJson } from "../../../lib/json.ts";
import { elementState, fieldValue, fieldValues, formState } from "./field-values.ts";
import type {
  ClickInput,
  CommandInput,
  EventInput,
  MessageShortcutInput,
  ShortcutInput,
  SubmitInput,
  SuggestInput,
} from "./hearing.ts";
import type { RequestKind } from "./timings.ts";

const id = z.string().min(1);
const user = z.object({ id });

const view = z.object({
  id,
  hash: z.string().default(""),
  type: z.string().default("modal"),
  private_metadata: z.string().default(""),
  state: formState.nullish(),
});

const metadataIn = (shown: z.output<typeof view> | null | undefined): unknown =>
  parsedJson(shown?.private_metadata ?? "");

const event = z
  .object({ event: z.looseObject({ type: z.string() }), event_id: id, team_id: z.string().default("") })
  .transform((body): EventInput => ({ event: body.event, eventId: body.event_id, teamId: body.team_id }));

const command = z
  .object({
    command: id,
    user_id: id,
    channel_id: id,
    text: z.string().default(""),
    trigger_id: id,
    response_url: z.string(),
  })
  .transform(
    (body): CommandInput => ({
      userId: body.user_id,
      channelId: body.channel_id,
      text: body.text,
      triggerId: body.trigger_id,
      responseUrl: body.response_url,
      requestKey: `command:${body.trigger_id}`,
    }),
  );

const click = z
  .object({
    user,
    trigger_id: z.string().default(""),
    actions: z.tuple([elementState.extend({ action_id: id, action_ts: z.string().default("") })], z.unknown()),
    channel: user.nullish(),
    container: z
      .object({
        channel_id: z.string().optional(),
        message_ts: z.string().optional(),
        thread_ts: z.string().optional(),
      })
      .nullish(),
    message: z.object({ ts: z.string().optional(), thread_ts: z.string().optional() }).nullish(),
    view: view.nullish(),
    state: formState.nullish(),
    response_url: z.string().optional(),
  })
  .transform((body): ClickInput => {
    const [action] = body.actions;
    return {
      userId: body.user.id,
      actionId: action.action_id,
      value: action.value ?? undefined,
      selected: fieldValue({ ...action, value: undefined }),
      channelId: body.channel?.id ?? body.container?.channel_id,
      messageTs: body.message?.ts ?? body.container?.message_ts,
      threadTs: body.message?.thread_ts ?? body.container?.thread_ts,
      viewId: body.view?.id,
      viewHash: body.view?.hash,
      metadata: metadataIn(body.view),
      triggerId: body.trigger_id,
      responseUrl: body.response_url || undefined,
      requestKey: `click:${body.trigger_id}:${action.action_id}:${action.action_ts}`,
      state: fieldValues(body.view?.state ?? body.state),
    };
  });

const submit = z.object({ user, trigger_id: z.string().default(""), view: view.extend({ callback_id: id }) }).transform(
  (body): SubmitInput => ({
    userId: body.user.id,
    callbackId: body.view.callback_id,
    viewId: body.view.id,
    hash: body.view.hash,
    metadata: metadataIn(body.view),
    values: fieldValues(body.view.state),
    triggerId: body.trigger_id,
    requestKey: `submit:${body.view.id}:${body.view.hash}`,
  }),
);

const shortcutBody = z.object({ user, callback_id: id, trigger_id: id });

const toShortcut = (body: z.output<typeof shortcutBody>): ShortcutInput => ({
  userId: body.user.id,
  callbackId: body.callback_id,
  triggerId: body.trigger_id,
  requestKey: `shortcut:${body.trigger_id}`,
});

const shortcut = shortcutBody.transform(toShortcut);

/** Slack hides the names of private channels and direct messages from an app, and calls those of several people so. */
const PRIVATE_NAME = /^(?:privategroup|directmessage|mpdm-.*)$/;

const messageShortcut = shortcutBody
  .extend({
    channel: z.object({ id, name: z.string().optional() }),
    message: z.object({
      ts: id,
      thread_ts: z.string().optional(),
      user: z.string().optional(),
      text: z.string().default(""),
    }),
    response_url: z.string().optional(),
  })
  .transform(
    (body): MessageShortcutInput => ({
      ...toShortcut(body),
      channelId: body.channel.id,
      isPrivate: PRIVATE_NAME.test(body.channel.name ?? ""),
      messageTs: body.message.ts,
      threadTs: body.message.thread_ts,
      authorId: body.message.user,
      text: body.message.text,
      responseUrl: body.response_url || undefined,
    }),
  );

const suggest = z.object({ user, action_id: id, value: z.string().default(""), view: view.nullish() }).transform(
  (body): SuggestInput => ({
    userId: body.user.id,
    actionId: body.action_id,
    typed: body.value,
    metadata: metadataIn(body.view),
  }),
);

/** What Slack sends, each turned into what a handler gets. */
export const payloads = { event, command, click, submit, shortcut, messageShortcut, suggest };

/** Who asked and where, as far as a payload tells it, and the inputs of its form. */
export const askedBy = z
  .object({
    user: user.optional(),
    user_id: z.string().optional(),
    trigger_id: z.string().optional(),
    response_url: z.string().optional(),
    channel: z.object({ id: z.string().optional() }).nullish(),
    channel_id: z.string().optional(),
    view: z
      .object({
        type: z.string().optional(),
        blocks: z.array(z.object({ type: z.string(), block_id: z.string().optional() })).default([]),
      })
      .nullish(),
  })
  .transform((body) => ({
    userId: body.user?.id ?? body.user_id,
    triggerId: body.trigger_id || undefined,
    responseUrl: body.response_url || undefined,
    channelId: body.channel?.id ?? body.channel_id,
    surface: body.view ? (body.view.type === "home" ? ("home" as const) : ("modal" as const)) : undefined,
    inputs: (body.view?.blocks ?? []).flatMap((block) =>
      block.type === "input" && block.block_id ? [block.block_id] : [],
    ),
  }));

export type AskedBy = z.output<typeof askedBy>;

export type BodyKind = RequestKind | "app_rate_limited" | "url_verification" | "view_closed";

const KIND_OF_TYPE: Readonly<Record<string, BodyKind>> = {
  event_callback: "event",
  app_rate_limited: "app_rate_limited",
  url_verification: "url_verification",
  block_actions: "click",
  view_submission: "submit",
  view_closed: "view_closed",
  shortcut: "shortcut",
  message_action: "shortcut",
  block_suggestion: "suggest",
};

/** What a body of Slack is, or undefined for what Slack does not send us. */
export function kindOf(body: unknown): BodyKind | undefined {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return undefined;
  if ("command" in body && typeof body.command === "string") return "command";
  if (!("type" in body) || typeof body.type !== "string") return undefined;
  return Object.hasOwn(KIND_OF_TYPE, body.type) ? KIND_OF_TYPE[body.type] : undefined;
}

/** What a person asks for: an action, a form, a shortcut, by its name. */
export interface Asked {
  readonly kind: "command" | "click" | "submit" | "shortcut" | "messageShortcut" | "suggest";
  readonly name: string;
}

const names = {
  command: z.object({ command: id }).transform((body) => body.command),
  click: z
    .object({ actions: z.tuple([z.object({ action_id: id })], z.unknown()) })
    .transform((body) => body.actions[0].action_id),
  submit: z.object({ view: z.object({ callback_id: id }) }).transform((body) => body.view.callback_id),
  shortcut: z.object({ callback_id: id }).transform((body) => body.callback_id),
  suggest: z.object({ action_id: id }).transform((body) => body.action_id),
};

/** What is asked for by a body of this kind; undefined when it names nothing. */
export function askedFor(kind: Exclude<RequestKind, "event">, body: unknown): Asked | undefined {
  const name = names[kind].safeParse(body).data;
  if (name === undefined) return undefined;
  const isOnMessage = kind === "shortcut" && z.object({ type: z.literal("message_action") }).safeParse(body).success;
  return { kind: isOnMessage ? "messageShortcut" : kind, name };
}

/** True when a body is whole: it has what its kind must have. */
export function isWhole(body: unknown): boolean {
  const kind = kindOf(body);
  switch (kind) {
    case undefined:
      return false;
    case "app_rate_limited":
      return true;
    case "url_verification":
      return z.object({ challenge: z.string() }).safeParse(body).success;
    case "view_closed":
      return z.object({ user, view: z.object({ id }) }).safeParse(body).success;
    case "shortcut":
      return shortcut.safeParse(body).success;
    case "event":
    case "command":
    case "click":
    case "submit":
    case "suggest":
      return payloads[kind].safeParse(body).success;
  }
}
