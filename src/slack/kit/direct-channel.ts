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
  const name = `dm/${userId}`;
  const known = await store.keepsake(name);
  if (known !== undefined) return known;
  try {
    const { channel } = opened.parse(await slack.call("conversations.open", { users: userId }));
    await store.keep(name, channel.id);
    return channel.id;
  } catch (error) {
    if (isMissing(error)) return userId;
    throw error;
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof SlackCallError && error.failure.kind === "refused" && error.failure.meaning === "optional-missing";
