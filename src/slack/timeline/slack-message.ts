import { z } from "zod";
import type { Actor } from "../../core/ledger/index.ts";
import { person } from "../../core/ledger/index.ts";
import type { HeardMessage, SharedFile } from "../../core/timeline/index.ts";
import { permalinkOf, spokenText } from "../kit/index.ts";

const words = z.string().nullish();

const File = z.object({
  id: z.string(),
  name: words,
  title: words,
  mimetype: words,
  permalink: words,
  thumb_360: words,
  thumb_160: words,
  mode: words,
});

const Attachment = z.object({ pretext: words, title: words, title_link: words, text: words, fallback: words });

/** A message as events and history show it; what we do not use is passed over. */
export const SlackMessage = z.object({
  ts: z.string(),
  subtype: z.string().optional(),
  user: z.string().optional(),
  bot_id: z.string().optional(),
  username: words,
  bot_profile: z.object({ name: words }).nullish(),
  text: words,
  thread_ts: z.string().optional(),
  edited: z.object({ ts: z.string() }).nullish(),
  files: z.array(File).nullish(),
  attachments: z.array(Attachment).nullish(),
  blocks: z.array(z.unknown()).nullish(),
  reactions: z.array(z.object({ name: z.string(), users: z.array(z.string()).default([]) })).nullish(),
  reply_count: z.number().optional(),
  latest_reply: z.string().optional(),
  /** Of lines that Slack writes about the channel. */
  topic: words,
  name: words,
});
export type SlackMessage = z.output<typeof SlackMessage>;

/** Kinds of message that somebody said; any other subtype is Slack's own talk. */
const SAID: ReadonlySet<string | undefined> = new Set([
  undefined,
  "thread_broadcast",
  "file_share",
  "me_message",
  "bot_message",
]);

export const isSaid = (message: SlackMessage): boolean => SAID.has(message.subtype);

export interface Bot {
  readonly userId: string;
  readonly botId: string;
  /** Ends with a slash. */
  readonly teamUrl: string;
}

/** Written by Sitrep itself: the record has its acts already. */
export const isOurs = (message: Pick<SlackMessage, "user" | "bot_id">, bot: Bot): boolean =>
  message.user === bot.userId || (message.bot_id !== undefined && message.bot_id === bot.botId);

export function authorOf(message: SlackMessage): Actor {
  if (message.bot_id === undefined && message.user !== undefined) return person(message.user);
  return `app:${message.bot_profile?.name || message.username || message.bot_id || "unknown"}`;
}

/** What a message says, in the form that the record keeps. */
export function toHeard(message: SlackMessage, channelId: string, bot: Bot): HeardMessage {
  const { ts, thread_ts: threadTs } = message;
  const isReply = threadTs !== undefined && threadTs !== ts;
  return {
    channelId,
    ts,
    ...(isReply && { threadTs }),
    by: authorOf(message),
    text: wordsOf(message),
    permalink: permalinkOf(bot.teamUrl, channelId, ts, isReply ? threadTs : undefined),
    files: (message.files ?? []).flatMap(sharedFile),
    ...(message.edited && { editedTs: message.edited.ts }),
  };
}

function sharedFile(file: z.output<typeof File>): SharedFile[] {
  if (file.mode === "tombstone" || file.mode === "hidden_by_limit") return [];
  const thumbnail = file.thumb_360 ?? file.thumb_160;
  return [
    {
      id: file.id,
      name: file.name || file.title || file.id,
      ...(file.mimetype && { mimetype: file.mimetype }),
      ...(file.permalink && { permalink: file.permalink }),
      ...(thumbnail && { thumbnail }),
    },
  ];
}

/** Apps often say everything in attachments or blocks and leave the text empty. */
function wordsOf({ text, attachments, blocks }: SlackMessage): string {
  if (text?.trim()) return spokenText(text);
  const attached = (attachments ?? []).flatMap(({ pretext, title, text: body, fallback }) => {
    const parts = [pretext, title, body].filter((part) => part?.trim());
    return parts.length > 0 ? parts : [fallback];
  });
  const said = attached.length > 0 ? attached : (blocks ?? []).map(blockWords);
  return said.flatMap((part) => (part?.trim() ? [spokenText(part)] : [])).join("\n");
}

const BlockWords = z.object({
  text: z.object({ text: z.string() }).optional(),
  fields: z.array(z.object({ text: z.string() })).optional(),
});

function blockWords(block: unknown): string | undefined {
  const parsed = BlockWords.safeParse(block);
  if (!parsed.success) return undefined;
  const { text, fields = [] } = parsed.data;
  return [text?.text, ...fields.map((field) => field.text)].filter(Boolean).join("\n");
}
