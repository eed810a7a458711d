import { z } from "zod";
import type { Context } from "../kit/context.ts";
import { deedMetadata, type Message } from "../kit/index.ts";

/** One reminder in a message: `12:update/…`. */
export type ItemName = `${number}:${string}`;

export interface GatheredPost {
  readonly channelId: string;
  readonly ts: string;
  readonly items: readonly ItemName[];
}

const SEARCHED = 100;

const opened = z.object({ channel: z.object({ id: z.string() }) });
const posted = z.object({ channel: z.string(), ts: z.string() });
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

/** Sends one direct message for several deeds; its metadata names them all, so that each can find it again. */
export async function postGathered(
  ctx: Context,
  key: string,
  userId: string,
  items: readonly ItemName[],
  message: Message,
): Promise<GatheredPost> {
  const channelId = await directChannel(ctx, userId);
  const { event_type, event_payload } = deedMetadata(key);
  const answer = await ctx.slack.call(
    "chat.postMessage",
    {
      channel: channelId,
      ...message,
      metadata: { event_type, event_payload: { ...event_payload, items } },
      unfurl_links: false,
      unfurl_media: false,
    },
    { channel: channelId },
  );
  return { channelId, ts: posted.parse(answer).ts, items };
}

/** The message in which a reminder went out already, or undefined when it did not. */
export async function findGathered(ctx: Context, userId: string, item: ItemName): Promise<GatheredPost | undefined> {
  const channelId = await directChannel(ctx, userId);
  const args = { channel: channelId, include_all_metadata: true, limit: SEARCHED };
  const { messages } = history.parse(await ctx.slack.call("conversations.history", args, { channel: channelId }));
  for (const { ts, metadata } of messages) {
    const items = metadata?.event_payload.items ?? [];
    if (items.includes(item)) return { channelId, ts, items };
  }
  return undefined;
}

async function directChannel(ctx: Context, userId: string): Promise<string> {
  return opened.parse(await ctx.slack.call("conversations.open", { users: userId })).channel.id;
}
