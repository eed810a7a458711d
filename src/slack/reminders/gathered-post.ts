import { z } from "zod";
import type { Where } from "../incidents/index.ts";
import type { Context } from "../kit/context.ts";
import { deedMetadata, type Message } from "../kit/index.ts";

/** One reminder in a message: `12:update/…`. */
export type ItemName = `${number}:${string}`;

export interface GatheredPost {
  readonly channelId: string;
  readonly ts: string;
  readonly items: readonly ItemName[];
}

const SEARCHED = 200;

const opened = z.object({ channel: z.object({ id: z.string() }) });
const posted = z.object({ ts: z.string() });
const ItemNames = z.array(z.templateLiteral([z.number(), ":", z.string()]));
const history = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      metadata: z
        .object({ event_payload: z.object({ items: ItemNames }) })
        .optional()
        .catch(undefined),
    }),
  ),
});

/** The direct messages with a person; rejects with a refusal when there can be none. */
export async function directRoom(ctx: Context, userId: string): Promise<Where> {
  const answer = await ctx.slack.call("conversations.open", { users: userId });
  return { channel: opened.parse(answer).channel.id };
}

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
  const answer = await ctx.slack.call("chat.postMessage", args, { channel });
  return { channelId: channel, ts: posted.parse(answer).ts, items };
}

/** The message in which a reminder went out already, or undefined when it did not. */
export async function findGathered(
  ctx: Context,
  { channel, threadTs }: Where,
  item: ItemName,
): Promise<GatheredPost | undefined> {
  const method = threadTs ? "conversations.replies" : "conversations.history";
  const args = { channel, include_all_metadata: true, limit: SEARCHED, ...(threadTs && { ts: threadTs }) };
  const { messages } = history.parse(await ctx.slack.call(method, args, { channel }));
  for (const { ts, metadata } of messages) {
    const items = metadata?.event_payload.items ?? [];
    if (items.includes(item)) return { channelId: channel, ts, items };
  }
  return undefined;
}
