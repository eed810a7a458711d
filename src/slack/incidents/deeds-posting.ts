import { z } from "zod";
import type { Incident } from "../../core/product.ts";
import type { Context } from "../kit/context.ts";
import type { DeedInput } from "../kit/deeds.ts";
import {
  deedMetadata,
  directChannel,
  findDeed,
  isRefused,
  keepDirectChannel,
  type Message,
  refusalCode,
  SlackCallError,
} from "../kit/index.ts";

export interface Where {
  /** An id, or `#name`. */
  readonly channel: string;
  readonly threadTs?: string | undefined;
}

export interface Posted {
  readonly channelId: string;
  readonly ts: string;
}

type Doubt = Pick<DeedInput<unknown>, "key" | "isInDoubt" | "firstTriedAt">;

/** How far Slack's clock and ours may be apart when a post of ours is looked for. */
const CLOCK_SKEW_MS = 2 * 60 * 60_000;

const posted = z.object({ channel: z.string(), ts: z.string() });

/** The incident that an effect is about, as it is now. */
export async function incidentOf(ctx: Context, { incidentId }: { incidentId: number | undefined }): Promise<Incident> {
  if (incidentId === undefined) throw new Error("this effect belongs to no incident");
  return ctx.ledger.incident(incidentId);
}

/** Where the incident is run: its channel, or without one the thread of its announcement; undefined while there is neither. */
export function roomOf({ facts, summary }: Incident): Where | undefined {
  if (facts.channel) return facts.channel.isArchived ? undefined : { channel: facts.channel.id };
  const { announcement } = summary;
  return announcement && !facts.isPrivate ? { channel: announcement.channelId, threadTs: announcement.ts } : undefined;
}

/** Where the post of a deed stands that may have gone out before; undefined when it does not, or when nothing is in doubt. */
export async function findPosted(ctx: Context, deed: Doubt, where: Where): Promise<Posted | undefined> {
  const ts = deed.isInDoubt ? await postedBefore(ctx, deed, where) : undefined;
  return ts === undefined ? undefined : { channelId: where.channel, ts };
}

/** Posts the message of a deed; one that may have gone out before is looked for first. */
export async function postOnce(ctx: Context, deed: Doubt, where: Where, message: Message): Promise<Posted> {
  // Without a doubt nothing is waited for: an announcement goes before what follows it.
  const before = deed.isInDoubt ? await findPosted(ctx, deed, where) : undefined;
  if (before) return before;
  const args = {
    channel: where.channel,
    ...message,
    metadata: deedMetadata(deed.key),
    unfurl_links: false,
    unfurl_media: false,
    ...(where.threadTs && { thread_ts: where.threadTs }),
  };
  const post = () => ctx.slack.call("chat.postMessage", args, { channel: where.channel });
  const answer = posted.parse(await joiningFirst(ctx, where.channel, post));
  return { channelId: answer.channel, ts: answer.ts };
}

/** Posts to a person; rejects with a refusal that means "person" when they cannot be reached. */
export async function postDirect(ctx: Context, deed: Doubt, userId: string, message: Message): Promise<Posted> {
  const channel = await directChannel(ctx, userId);
  const place = await postOnce(ctx, deed, { channel }, message);
  if (channel === userId) await keepDirectChannel(ctx, userId, place.channelId);
  return place;
}

/** Posts to a person, or where they cannot be reached says so in the incident's room. */
export async function postDirectOr(
  ctx: Context,
  deed: Doubt,
  userId: string,
  message: Message,
  fallback: { readonly room: Where | undefined; readonly message: Message },
): Promise<Posted> {
  try {
    return await postDirect(ctx, deed, userId, message);
  } catch (error) {
    if (!fallback.room || !isUnreachable(error)) throw error;
    return postOnce(ctx, deed, fallback.room, fallback.message);
  }
}

/** Edits a message in place; false when it is no longer there. */
export async function editPosted(ctx: Context, place: Posted, message: Message): Promise<boolean> {
  try {
    const args = { channel: place.channelId, ts: place.ts, ...message };
    await ctx.slack.call("chat.update", args, { channel: place.channelId });
    return true;
  } catch (error) {
    if (refusalCode(error) === "message_not_found") return false;
    throw error;
  }
}

const UNREACHABLE = ["person", "optional-missing"];

function isUnreachable(error: unknown): boolean {
  if (!(error instanceof SlackCallError) || error.failure.kind !== "refused") return false;
  return UNREACHABLE.includes(error.failure.meaning) || error.failure.code === "channel_not_found";
}

/** Where Slack does not let us look, the post is taken as not made: twice is better than never. */
async function postedBefore(ctx: Context, deed: Doubt, { channel, threadTs }: Where): Promise<string | undefined> {
  const oldest = ((deed.firstTriedAt - CLOCK_SKEW_MS) / 1000).toFixed(6);
  const search = { channel, key: deed.key, by: ctx.bot(), threadTs, ...(threadTs ? {} : { oldest }) };
  try {
    return await joiningFirst(ctx, channel, () => findDeed(ctx.slack, search));
  } catch (error) {
    if (isRefused(error)) return undefined;
    throw error;
  }
}

/** Does something in a channel; one that the bot is not in is joined and tried again. */
async function joiningFirst<T>(ctx: Context, channel: string, attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (refusalCode(error) !== "not_in_channel" || !(await joined(ctx, channel))) throw error;
    return attempt();
  }
}

async function joined(ctx: Context, channel: string): Promise<boolean> {
  try {
    await ctx.slack.call("conversations.join", { channel });
    return true;
  } catch (error) {
    if (isRefused(error)) return false;
    throw error;
  }
}
