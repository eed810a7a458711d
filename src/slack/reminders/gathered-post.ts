import { z } from "zod";
import type { Where } from "../incidents/index.ts";
import type { Context } from "../kit/context.ts";
import { deedMetadata, isRefused, type Message, type SlackAnswer } from "../kit/index.ts";

/** One reminder in a message: `12:update/…`. */
export type ItemName = `${number}:${string}`;

export interface GatheredPost {
  readonly channelId: string;
  readonly ts: string;
  readonly items: readonly ItemName[];
}

const SEARCHED = 200;

const posted = z.object({ channel: z.string(), ts: z.string() });
const ItemNames = z.array(z.templateLiteral([z.number(), ":", z.string()]));
const history = z.object({
  messages: z
    .array(
      z.object({
        ts: z.string(),
        metadata: z
          .object({ event_payload: z.object({ items: ItemNames }) })
          .optional()
          .catch(undefined),
      }),
    )
    .default([]),
});

/** Posts one message for several deeds; its metadata names them all, so that each can find it again. */
export async function postGathered(
  ctx: Context,
  key: string,
  { channel, threadTs }: Where,
  items: readonly ItemName[],
  message: Message,
): Promise<GatheredPost> {
  const { event_type, event_payload } = deedMetadata(key);
  const args = {
    channel,
    ...message,
    metadata: { event_type, event_payload: { ...event_payload, items } },
    unfurl_links: false,
    unfurl_media: false,
    ...(threadTs && { thread_ts: threadTs }),
  };
  const answer = posted.parse(await ctx.slack.call("chat.postMessage", args, { channel }));
  return { channelId: answer.channel, ts: answer.ts, items };
}

/** The message in which a reminder went out already; undefined when it did not, or when Slack does not let us look. */
export async function findGathered(
  ctx: Context,
  { channel, threadTs }: Where,
  item: ItemName,
): Promise<GatheredPost | undefined> {
  const method = threadTs ? "conversations.replies" : "conversations.history";
  const args = { channel, include_all_metadata: true, limit: SEARCHED, ...(threadTs && { ts: threadTs }) };
  const { messages } = history.parse(await readable(() => ctx.slack.call(method, args, { channel })));
  for (const { ts, metadata } of messages) {
    const items = metadata?.event_payload.items ?? [];
    if (items.includes(item)) return { channelId: channel, ts, items };
  }
  return undefined;
}

async function readable(read: () => Promise<SlackAnswer>): Promise<SlackAnswer> {
  try {
    return await read();
  } catch (error) {
    if (isRefused(error)) return {};
    throw error;
  }
}
