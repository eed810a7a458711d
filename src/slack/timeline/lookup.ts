import { z } from "zod";
import type { HeardMessage } from "../../core/timeline/index.ts";
import type { Context } from "../kit/context.ts";
import { SlackCallError } from "../kit/index.ts";
import { isOurs, isSaid, SlackMessage, toHeard } from "./slack-message.ts";

const Page = z.object({ messages: z.array(SlackMessage).default([]) });

/**
 * A message by its `ts`, in a channel or in a thread of it; undefined when Slack has none, or does not say. History
 * knows no replies, and `conversations.replies` finds both.
 */
export async function findMessage(ctx: Context, channelId: string, ts: string): Promise<HeardMessage | undefined> {
  const found = await findSlackMessage(ctx, channelId, ts);
  return found && isSaid(found) && !isOurs(found, ctx.bot()) ? toHeard(found, channelId, ctx.bot()) : undefined;
}

async function findSlackMessage(ctx: Context, channel: string, ts: string): Promise<SlackMessage | undefined> {
  try {
    const args = { channel, ts, limit: 1, inclusive: true };
    const { messages } = Page.parse(await ctx.slack.call("conversations.replies", args, { channel }));
    return messages.find((message) => message.ts === ts);
  } catch (error) {
    if (!(error instanceof SlackCallError)) throw error;
    ctx.log.info({ err: error, channel }, "a message could not be looked up");
    return undefined;
  }
}
