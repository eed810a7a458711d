import { z } from "zod";
import { hearReaction, markOf, messageKey, tsToMs } from "../../core/timeline/index.ts";
import type { Context } from "../kit/context.ts";
import type { EventInput } from "../kit/index.ts";
import { findMessage } from "./lookup.ts";

const ReactionEvent = z.object({
  user: z.string(),
  reaction: z.string(),
  item: z.object({ type: z.literal("message"), channel: z.string(), ts: z.string() }),
  event_ts: z.string(),
});

/** Until then a message that was edited may still arrive in its first words. */
const MAY_ARRIVE_MS = 2 * 3_600_000;

/** A reaction that means something, put on or taken off. */
export async function onReaction(ctx: Context, { event, eventId }: EventInput, isOn: boolean): Promise<void> {
  const parsed = ReactionEvent.safeParse(event);
  if (!parsed.success) return;
  const { user, reaction, item, event_ts: eventTs } = parsed.data;
  if (user === ctx.bot().userId || !markOf(ctx.policy().reactions, reaction)) return;
  const incidentId = await ctx.store.incidentIdOfChannel(item.channel);
  if (incidentId === undefined) return;
  const message = isOn ? await unrecorded(ctx, incidentId, item) : undefined;
  const heard = { channelId: item.channel, ts: item.ts, userId: user, emoji: reaction, eventTs, isOn, message };
  await ctx.ledger.record(incidentId, hearReaction(heard), { once: `timeline/${eventId}` });
}

async function unrecorded(ctx: Context, incidentId: number, { channel, ts }: { channel: string; ts: string }) {
  if (await ctx.store.entryByKey(incidentId, messageKey(channel, ts))) return undefined;
  const message = await findMessage(ctx, channel, ts);
  const mayArrive = message?.editedTs !== undefined && ctx.clock.now() - tsToMs(ts) < MAY_ARRIVE_MS;
  return mayArrive ? undefined : message;
}
