import { z } from "zod";
import type { Context } from "../kit/context.ts";
import { refusalCode } from "../kit/index.ts";
import { type Posted, postOnce } from "./deeds-posting.ts";

const ListedChannel = z.object({
  id: z.string(),
  name: z.string().default(""),
  creator: z.string().default(""),
  /** Seconds since the epoch. */
  created: z.number().default(0),
  is_archived: z.boolean().default(false),
  is_private: z.boolean().default(false),
  purpose: z.object({ value: z.string().default("") }).default({ value: "" }),
});
export type ListedChannel = z.infer<typeof ListedChannel>;

const page = z.object({
  channels: z.array(ListedChannel),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

const PAGE = 999;
const PUBLIC = "public_channel";

/** Every channel that the bot can see, archived ones too; private ones only where the app may list them. */
export async function listChannels(ctx: Context): Promise<ListedChannel[]> {
  try {
    return await listed(ctx, `${PUBLIC},private_channel`);
  } catch (error) {
    if (refusalCode(error) === "missing_scope") return listed(ctx, PUBLIC);
    throw error;
  }
}

async function listed(ctx: Context, types: string): Promise<ListedChannel[]> {
  const found: ListedChannel[] = [];
  let cursor: string | undefined;
  do {
    const args = { types, limit: PAGE, exclude_archived: false, ...(cursor && { cursor }) };
    const answer = page.parse(await ctx.slack.call("conversations.list", args));
    found.push(...answer.channels);
    cursor = answer.response_metadata?.next_cursor;
  } while (cursor);
  return found;
}

const isId = (channel: string): boolean => /^[CG][A-Z0-9]{7,}$/.test(channel);

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
  if (isId(channel)) return postOnce(ctx, input, { channel }, message);
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
