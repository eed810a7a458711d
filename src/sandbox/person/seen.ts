import { type Element, elementsOf, initialValue, optionsOf } from "../delivery/elements.ts";
import { isJson, textOf } from "../delivery/json.ts";
import type { Block, Ephemeral, Message, OpenView, User, Workspace } from "../workspace/index.ts";
import { blocksText, type Reader, textObject, valueText } from "./block-text.ts";
import { readable } from "./mrkdwn.ts";
import { pingsOf } from "./pings.ts";

/** A message as one person sees it at one moment. */
export interface SeenMessage {
  readonly channelId: string;
  /** Name of the channel, empty for direct messages. */
  readonly channel: string;
  readonly ts: string;
  readonly threadTs?: string;
  /** Who says it, by handle. */
  readonly from: string;
  readonly fromApp: boolean;
  /** As stored, with Slack's markup: what screen readers and notifications get. */
  readonly text: string;
  /** Everything that the message shows, as lines of text, in this person's time zone. */
  readonly plain: string;
  readonly blocks: readonly Block[];
  /** Only this person sees it. */
  readonly ephemeral: boolean;
  readonly edited: boolean;
  readonly deleted: boolean;
  readonly pinned: boolean;
  readonly subtype?: string;
  readonly metadata?: Message["metadata"];
  readonly thread: readonly SeenMessage[];
  /** Emoji name to handles. */
  readonly reactions: Readonly<Record<string, readonly string[]>>;
  /** Labels of buttons and of the options of overflow menus. */
  readonly buttons: readonly string[];
  readonly fields: readonly SeenField[];
  readonly files: readonly { readonly id: string; readonly name: string; readonly content: string }[];
  /** Whom it rings: `@channel`, `@dana`. */
  readonly pings: readonly string[];
}

export interface SeenField {
  readonly label: string;
  readonly type: string;
  readonly actionId: string;
  readonly value: string;
  readonly options: readonly string[];
  readonly optional: boolean;
  readonly hint: string;
  readonly error?: string;
}

/** A modal or the home tab as its person sees it. */
export interface SeenView {
  readonly id: string;
  readonly kind: "modal" | "home";
  readonly callbackId: string;
  readonly title: string;
  readonly submit?: string;
  readonly close?: string;
  readonly plain: string;
  readonly blocks: readonly Block[];
  readonly buttons: readonly string[];
  readonly fields: readonly SeenField[];
  /** Errors under fields, by label. */
  readonly errors: Readonly<Record<string, string>>;
  readonly privateMetadata: string;
  readonly hash: string;
}

/** Subtypes that a person or an app says; the others are Slack's own lines, which ring nobody. */
const SPOKEN = new Set(["bot_message", "file_share", "me_message", "thread_broadcast"]);

const BUTTONS = new Set(["button", "icon_button", "overflow", "feedback_buttons", "workflow_button"]);

/** `replies` saves the search for them when the caller has them already. */
export function seenMessage(
  message: Message,
  viewer: User,
  workspace: Workspace,
  replies: readonly Message[] = repliesTo(message, workspace),
): SeenMessage {
  const { people, files } = workspace;
  const whispers = whispersIn(message, viewer, workspace);
  const thread = [...replies.map((reply) => seenMessage(reply, viewer, workspace, [])), ...whispers].sort(byTs);
  const handle = (userId: string) => people.find(userId)?.name ?? userId;
  const channel = workspace.channels.find(message.channelId);
  const shared = message.fileIds.flatMap((id) => files.find(id) ?? []);
  return {
    ...common(message, message.userId, viewer, workspace, message.tombstone === true),
    ...(message.subtype && !SPOKEN.has(message.subtype) ? { pings: [] } : {}),
    edited: message.edited !== undefined,
    deleted: message.tombstone === true,
    pinned: channel?.pins.some((pin) => pin.ts === message.ts) ?? false,
    ...(message.subtype ? { subtype: message.subtype } : {}),
    ...(message.metadata ? { metadata: message.metadata } : {}),
    thread,
    reactions: Object.fromEntries(message.reactions.map(({ name, users }) => [name, users.map(handle)])),
    files: shared.map(({ id, name, content }) => ({ id, name, content: Buffer.from(content).toString("utf8") })),
  };
}

export function seenEphemeral(ephemeral: Ephemeral, viewer: User, workspace: Workspace): SeenMessage {
  const nothing = { edited: false, deleted: false, pinned: false, thread: [], reactions: {}, files: [] };
  return { ...common(ephemeral, ephemeral.from, viewer, workspace, false), ...nothing, ephemeral: true };
}

export const byTs = (a: { ts: string }, b: { ts: string }): number => (a.ts < b.ts ? -1 : a.ts > b.ts ? 1 : 0);

function repliesTo({ channelId, ts, threadTs }: Message, workspace: Workspace): Message[] {
  if (threadTs !== ts) return [];
  return workspace.messages.replies(channelId, ts).filter((reply) => reply.ts !== ts);
}

function whispersIn(parent: Message, viewer: User, workspace: Workspace): SeenMessage[] {
  const all = workspace.ephemerals.seenBy(viewer.id, parent.channelId);
  return all.filter(({ threadTs }) => threadTs === parent.ts).map((one) => seenEphemeral(one, viewer, workspace));
}

function common(said: Message | Ephemeral, authorId: string, viewer: User, workspace: Workspace, isDeleted: boolean) {
  const reader: Reader = { workspace, tz: viewer.tz };
  const blocks = isDeleted ? [] : (said.blocks ?? []);
  const text = isDeleted ? "This message was deleted." : said.text;
  const attached = (said.attachments ?? []).map((attachment) => attachmentText(attachment, reader));
  const author = workspace.people.find(authorId);
  const body = blocks.length > 0 ? blocksText(blocks, reader) : readable(text, workspace, viewer.tz);
  return {
    channelId: said.channelId,
    channel: workspace.channels.find(said.channelId)?.name ?? "",
    ts: said.ts,
    ...(said.threadTs === undefined ? {} : { threadTs: said.threadTs }),
    from: author?.name ?? authorId,
    fromApp: authorId === workspace.app.botUserId,
    text,
    plain: [body, ...attached].filter((part) => part !== "").join("\n"),
    blocks,
    ephemeral: false,
    buttons: buttonsOf(blocks),
    fields: fieldsOf(blocks, reader, {}),
    pings: pingsOf(text, blocks, workspace),
  };
}

function attachmentText(attachment: Readonly<Record<string, unknown>>, reader: Reader): string {
  const blocks = Array.isArray(attachment.blocks) ? blocksText(attachment.blocks.filter(isBlock), reader) : "";
  const texts = [attachment.title, attachment.text].map((text) => readable(textOf(text), reader.workspace, reader.tz));
  return [...texts, blocks].filter((text) => text !== "").join("\n");
}

const isBlock = (value: unknown): value is Block => isJson(value) && typeof value.type === "string";

export function seenView(view: OpenView, viewer: User, workspace: Workspace): SeenView {
  const { payload } = view;
  const reader: Reader = { workspace, tz: viewer.tz, entered: view.state };
  const fields = fieldsOf(payload.blocks, reader, view.errors);
  return {
    id: view.id,
    kind: payload.type,
    callbackId: payload.callback_id,
    title: payload.title?.text ?? "",
    ...(payload.submit ? { submit: payload.submit.text } : {}),
    ...(payload.close ? { close: payload.close.text } : {}),
    plain: blocksText(payload.blocks, reader),
    blocks: payload.blocks,
    buttons: buttonsOf(payload.blocks),
    fields,
    errors: Object.fromEntries(fields.flatMap(({ label, error }) => (error ? [[label, error]] : []))),
    privateMetadata: payload.private_metadata,
    hash: view.hash,
  };
}

function buttonsOf(blocks: readonly Block[]): string[] {
  return elementsOf(blocks)
    .filter(({ type }) => BUTTONS.has(type))
    .flatMap(({ type, element, labels }) => (type === "overflow" ? optionTexts(element) : labels.slice(0, 1)));
}

const optionTexts = (element: Element["element"]): string[] =>
  optionsOf(element).map(({ text }) => (isJson(text) ? textOf(text.text) : ""));

function fieldsOf(blocks: readonly Block[], reader: Reader, errors: Readonly<Record<string, string>>): SeenField[] {
  return elementsOf(blocks)
    .filter(({ type }) => !BUTTONS.has(type))
    .map(({ blockId, actionId, type, element, block, labels, isInput }) => {
      const entered = reader.entered?.[blockId]?.[actionId];
      const error = isInput ? errors[blockId] : undefined;
      return {
        label: labels[0] ?? actionId,
        type,
        actionId,
        value: valueText(isJson(entered) ? entered : initialValue(type, element), reader),
        options: optionTexts(element),
        optional: block.optional === true,
        hint: textObject(block.hint, reader),
        ...(error ? { error } : {}),
      };
    });
}
