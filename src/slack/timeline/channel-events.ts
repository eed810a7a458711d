import { z } from "zod";
import type { NewIncidentEntry } from "../../core/incidents/index.ts";
import type { Decision } from "../../core/ledger/index.ts";
import { type Actor, person } from "../../core/ledger/index.ts";
import type { Incident } from "../../core/product.ts";
import { hearMove, tsToMs } from "../../core/timeline/index.ts";
import type { Context } from "../kit/context.ts";
import type { EventInput } from "../kit/index.ts";

const MoveEvent = z.object({ user: z.string(), channel: z.string(), event_ts: z.string() });
const ArchiveEvent = z.object({ user: z.string().optional(), channel: z.string(), event_ts: z.string() });

/** A person came into the channel or left it; the bot's own coming is no person's. */
export async function onMove(ctx: Context, { event, eventId }: EventInput, isIn: boolean): Promise<void> {
  const parsed = MoveEvent.safeParse(event);
  if (!parsed.success || parsed.data.user === ctx.bot().userId) return;
  const { user: userId, channel: channelId, event_ts: eventTs } = parsed.data;
  const incidentId = await ctx.store.incidentIdOfChannel(channelId);
  if (incidentId === undefined) return;
  const move = { channelId, userId, at: tsToMs(eventTs), isIn };
  await ctx.ledger.record(incidentId, hearMove(move), { once: `timeline/${eventId}` });
}

/** Somebody archived the channel by hand, or brought it back. */
export async function onArchive(ctx: Context, { event, eventId }: EventInput, isArchived: boolean): Promise<void> {
  const parsed = ArchiveEvent.safeParse(event);
  if (!parsed.success || parsed.data.user === ctx.bot().userId) return;
  const { user, channel, event_ts: eventTs } = parsed.data;
  const incidentId = await ctx.store.incidentIdOfChannel(channel);
  if (incidentId === undefined) return;
  const by: Actor = user ? person(user) : "app:Slack";
  await ctx.ledger.record(incidentId, archivedByHand({ by, eventTs, channel, isArchived }), {
    once: `timeline/${eventId}`,
  });
}

interface ArchiveSeen {
  readonly by: Actor;
  readonly eventTs: string;
  readonly channel: string;
  readonly isArchived: boolean;
}

/** What was done by hand in Slack, unless the record knows it already. */
export const archivedByHand =
  ({ by, eventTs, channel, isArchived }: ArchiveSeen): Decision<Incident, NewIncidentEntry> =>
  ({ facts }) => {
    if (!facts.channel || facts.channel.isArchived === isArchived) return [];
    const fact = { by, at: tsToMs(eventTs), key: `${isArchived ? "archived" : "unarchived"}/${channel}/${eventTs}` };
    return isArchived
      ? [{ ...fact, kind: "channel_archived", data: { byHand: true } }]
      : [{ ...fact, kind: "channel_unarchived", data: {} }];
  };
