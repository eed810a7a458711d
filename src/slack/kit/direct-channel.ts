import { z } from "zod";
import type { Context } from "./context.ts";
import { SlackCallError } from "./speaking/failures.ts";

const opened = z.object({ channel: z.object({ id: z.string() }) });

/**
 * Where a person is written to; rejects with a refusal when they cannot be. Where the app may not open direct messages it
 * is their own id, which `chat.postMessage` takes too.
 */
export async function directChannel(
  { slack, store }: Pick<Context, "slack" | "store">,
  userId: string,
): Promise<string> {
  const known = await store.keepsake(nameOf(userId));
  if (known !== undefined) return known;
  try {
    const { channel } = opened.parse(await slack.call("conversations.open", { users: userId }));
    await store.keep(nameOf(userId), channel.id);
    return channel.id;
  } catch (error) {
    if (isMissing(error)) return userId;
    throw error;
  }
}

/** Remembers where a post to a person's own id arrived: files and edits need that channel. */
export async function keepDirectChannel(
  { store }: Pick<Context, "store">,
  userId: string,
  channelId: string,
): Promise<void> {
  if (channelId !== userId) await store.keep(nameOf(userId), channelId);
}

const nameOf = (userId: string): string => `dm/${userId}`;

const isMissing = (error: unknown): boolean =>
  error instanceof SlackCallError && error.failure.kind === "refused" && error.failure.meaning === "optional-missing";
