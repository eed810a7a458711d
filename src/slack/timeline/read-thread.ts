import { z } from "zod";
import { personId } from "../../core/ledger/index.ts";
import type { Incident } from "../../core/product.ts";
import { addMessage } from "../../core/timeline/index.ts";
import type { Context } from "../kit/context.ts";
import { isOurs, isSaid, SlackMessage, toHeard } from "./slack-message.ts";

const Page = z.object({
  messages: z.array(SlackMessage).default([]),
  response_metadata: z.object({ next_cursor: z.string().optional() }).nullish(),
});

const PAGE = 200;

/**
 * Puts the thread around a message on the timeline, page by page; rejects with a SlackCallError. What stands there already is
 * left out, so that it can be read again from the beginning.
 */
export async function readThread(
  ctx: Context,
  { id, facts }: Incident,
  { channelId: channel, ts, threadTs }: NonNullable<Incident["facts"]["source"]>,
): Promise<void> {
  const by = personId(facts.declaredBy) ?? "";
  let cursor: string | undefined;
  do {
    const args = { channel, ts: threadTs ?? ts, limit: PAGE, ...(cursor && { cursor }) };
    const page = Page.parse(await ctx.slack.call("conversations.replies", args, { channel }));
    const said = page.messages.filter((message) => isSaid(message) && !isOurs(message, ctx.bot()));
    const heard = said.map((message) => toHeard(message, channel, ctx.bot()));
    await ctx.ledger.record(id, (incident, world) =>
      heard.flatMap((message) => addMessage(message, by, false, true)(incident, world)),
    );
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
}
