import { isChannelId } from "../../config/index.ts";
import { listChannels } from "../kit/channel-list.ts";
import type { Context } from "../kit/context.ts";
import { refusalCode } from "../kit/index.ts";
import { type Posted, postOnce } from "./deeds-posting.ts";

type PostInput = Parameters<typeof postOnce>[1];
type Message = Parameters<typeof postOnce>[3];

/**
 * Posts to a channel that is configured by id or name (without "#"). Slack takes the names of public channels, so nothing
 * is asked before the post, but where that fails or an earlier post has to be looked for.
 */
export async function postToConfigured(
  ctx: Context,
  input: PostInput,
  channel: string,
  message: Message,
): Promise<Posted> {
  if (isChannelId(channel)) return postOnce(ctx, input, { channel }, message);
  const known = input.isInDoubt ? await lookUp(ctx, channel) : undefined;
  try {
    return await postOnce(ctx, input, { channel: known ?? `#${channel}` }, message);
  } catch (error) {
    if (refusalCode(error) !== "channel_not_found" || known !== undefined) throw error;
    const id = await lookUp(ctx, channel);
    if (id === undefined) throw error;
    return postOnce(ctx, input, { channel: id }, message);
  }
}

async function lookUp(ctx: Context, name: string): Promise<string | undefined> {
  const channels = await listChannels(ctx);
  return channels.find((channel) => channel.name === name && !channel.is_archived)?.id;
}
