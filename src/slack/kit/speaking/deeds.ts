import { z } from "zod";
import type { SlackCaller } from "./caller.ts";

const EVENT_TYPE = "sitrep_deed";
const PAGE = 200;

/** Metadata that names the deed which a post is, so that it can be found again; Slack has no idempotency key. */
export function deedMetadata(key: string): { event_type: string; event_payload: { key: string } } {
  return { event_type: EVENT_TYPE, event_payload: { key } };
}

const page = z.object({
  messages: z
    .array(
      z.object({
        ts: z.string(),
        user: z.string().optional(),
        bot_id: z.string().optional(),
        metadata: z.unknown().optional(),
      }),
    )
    .default([]),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

const deed = z.object({ event_type: z.literal(EVENT_TYPE), event_payload: z.object({ key: z.string() }) });

export interface DeedSearch {
  channel: string;
  key: string;
  /** Who we are: any app may put metadata like ours on its posts. */
  by: { readonly userId: string; readonly botId: string };
  threadTs?: string | undefined;
  /** Slack's own time of something earlier; the search goes no further back. */
  oldest?: string | undefined;
}

/**
 * The `ts` of our post with this key, or undefined when the channel has none. Rejects with a SlackCallError when Slack
 * cannot be asked.
 */
export async function findDeed(caller: SlackCaller, search: DeedSearch): Promise<string | undefined> {
  const method = search.threadTs ? "conversations.replies" : "conversations.history";
  let cursor: string | undefined;
  do {
    const answer = page.parse(
      await caller.call(
        method,
        {
          channel: search.channel,
          include_all_metadata: true,
          limit: PAGE,
          ...(search.threadTs && { ts: search.threadTs }),
          ...(search.oldest && { oldest: search.oldest, inclusive: true }),
          ...(cursor && { cursor }),
        },
        { channel: search.channel },
      ),
    );
    const found = answer.messages.find(
      ({ user, bot_id: botId, metadata }) =>
        (user === search.by.userId || botId === search.by.botId) && keyOf(metadata) === search.key,
    );
    if (found) return found.ts;
    cursor = answer.response_metadata?.next_cursor;
  } while (cursor);
  return undefined;
}

function keyOf(metadata: unknown): string | undefined {
  const parsed = deed.safeParse(metadata);
  return parsed.success ? parsed.data.event_payload.key : undefined;
}
