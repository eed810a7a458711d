import { z } from "zod";
import { type RecordedMessage, type SeenMessage, type Snapshot, tsToMs } from "../../core/timeline/index.ts";
import { refusalCode } from "../kit/index.ts";
import { noticeOf } from "./message-events.ts";
import type { PatientReader } from "./patient-reader.ts";
import { authorOf, type Bot, isOurs, isSaid, SlackMessage, toHeard } from "./slack-message.ts";

const Page = z.object({
  messages: z.array(SlackMessage).default([]),
  response_metadata: z.object({ next_cursor: z.string().optional() }).nullish(),
});

/** What Slack recommends at most. https://docs.slack.dev/reference/methods/conversations.history */
const PAGE = 200;

/** Asks Slack, more or less patiently. */
export type Reader = Pick<PatientReader, "call">;

export interface ReadWish {
  readonly channelId: string;
  readonly readAt: number;
  /** Read the channel's messages from here on. */
  readonly oldestTs: string;
  /** Threads with a reply since then (epoch milliseconds) are read whole. */
  readonly repliesSince: number;
  readonly recorded: readonly RecordedMessage[];
}

export interface ReadChannel {
  readonly snapshot: Snapshot;
  /** The last line about archiving, if there is one. */
  readonly archiving: { readonly message: SlackMessage; readonly isArchived: boolean } | undefined;
}

/** Reads a channel and the threads in it that may hold something new. */
export async function readChannel(reader: Reader, bot: Bot, wish: ReadWish): Promise<ReadChannel> {
  const { channelId, readAt, oldestTs } = wish;
  const history = await pages(reader, "conversations.history", channelId, { oldest: oldestTs, inclusive: true });
  const threads: string[] = [];
  const replies: SlackMessage[] = [];
  for (const ts of threadsToRead(history, wish)) {
    const read = await readThread(reader, channelId, ts);
    if (!read) continue;
    threads.push(ts);
    replies.push(...read);
  }

  const all = [...new Map([...history, ...replies].map((message) => [message.ts, message])).values()];
  const ofOthers = all.filter((message) => !isOurs(message, bot));
  const seen = ofOthers.filter(isSaid).map((message) => toSeen(message, channelId, bot));
  return {
    snapshot: {
      channelId,
      readAt,
      oldestTs,
      threads,
      messages: seen,
      tombstones: all.filter((message) => message.subtype === "tombstone").map((message) => message.ts),
      moves: ofOthers.flatMap((message) => moveOf(message, channelId)),
      notices: ofOthers.flatMap((message) => {
        const notice = noticeOf(message);
        return notice ? [{ ...notice, channelId, ts: message.ts, by: authorOf(message) }] : [];
      }),
    },
    archiving: lastArchiving(ofOthers),
  };
}

/** Undefined where Slack shows no thread: what was said outside of it is read all the same. */
async function readThread(reader: Reader, channelId: string, ts: string): Promise<SlackMessage[] | undefined> {
  try {
    return await pages(reader, "conversations.replies", channelId, { ts });
  } catch (error) {
    if (refusalCode(error) === undefined) throw error;
    return undefined;
  }
}

async function pages(
  reader: Reader,
  method: "conversations.history" | "conversations.replies",
  channel: string,
  range: object,
): Promise<SlackMessage[]> {
  const messages: SlackMessage[] = [];
  let cursor: string | undefined;
  do {
    const args = { channel, ...range, limit: PAGE, ...(cursor && { cursor }) };
    const page = Page.parse(await reader.call(method, args, channel));
    messages.push(...page.messages);
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  return messages;
}

/** Threads that got a reply lately, or whose number of replies is not the recorded one, and those that were lively lately. */
function threadsToRead(history: readonly SlackMessage[], { recorded, repliesSince, oldestTs }: ReadWish): string[] {
  const counts = new Map<string, number>();
  for (const { threadTs } of recorded) {
    if (threadTs !== undefined) counts.set(threadTs, (counts.get(threadTs) ?? 0) + 1);
  }
  const changed = history.filter(({ ts, reply_count: count = 0, latest_reply: latest }) => {
    const isNew = latest !== undefined && tsToMs(latest) >= repliesSince;
    return isNew || count !== (counts.get(ts) ?? 0);
  });
  const isBefore = (ts: string) => tsToMs(ts) < tsToMs(oldestTs);
  const lively = recorded.filter(({ ts, threadTs }) => threadTs && isBefore(threadTs) && tsToMs(ts) >= repliesSince);
  return [...new Set([...changed.map(({ ts }) => ts), ...lively.flatMap(({ threadTs }) => threadTs ?? [])])];
}

function toSeen(message: SlackMessage, channelId: string, bot: Bot): SeenMessage {
  const reactions = (message.reactions ?? []).map(({ name, users }) => ({
    emoji: name,
    userIds: users.filter((userId) => userId !== bot.userId),
  }));
  return { ...toHeard(message, channelId, bot), reactions };
}

const COMINGS = new Set(["channel_join", "group_join"]);
const LEAVINGS = new Set(["channel_leave", "group_leave"]);

function moveOf({ subtype = "", user, ts }: SlackMessage, channelId: string): Snapshot["moves"] {
  const isIn = COMINGS.has(subtype);
  if (user === undefined || !(isIn || LEAVINGS.has(subtype))) return [];
  return [{ channelId, userId: user, at: tsToMs(ts), isIn }];
}

const ARCHIVINGS: Readonly<Record<string, boolean>> = {
  channel_archive: true,
  group_archive: true,
  channel_unarchive: false,
  group_unarchive: false,
};

function lastArchiving(messages: readonly SlackMessage[]): ReadChannel["archiving"] {
  const [last] = messages
    .filter(({ subtype = "" }) => Object.hasOwn(ARCHIVINGS, subtype))
    .sort((a, b) => tsToMs(b.ts) - tsToMs(a.ts));
  return last && { message: last, isArchived: ARCHIVINGS[last.subtype ?? ""] ?? false };
}
