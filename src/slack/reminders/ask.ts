import { type NewEntry, SITREP } from "../../core/ledger/index.ts";
import { type Incident, isVisibleTo } from "../../core/product.ts";
import { AskRule, type SentReminder } from "../../core/reminders/index.ts";
import { findPosted, postDirect, postOnce, roomOf } from "../incidents/index.ts";
import type { AskView, AskViews } from "../kit/asks.ts";
import type { Context } from "../kit/context.ts";
import type { DeedInput } from "../kit/deeds.ts";
import { directChannel } from "../kit/index.ts";
import type { Item } from "./model.ts";
import { undelivered, withdrawn } from "./send-together.ts";
import { unreachable } from "./unreachable.ts";

interface Found {
  readonly incident: Incident;
  readonly ask: SentReminder;
  readonly view: AskView;
}

/** Why somebody is not told of a private incident that they are not in. */
const OUTSIDE = "not_in_incident";

/** Sends an ask to one person; one that is over is withdrawn, or known where it may stand, so that its buttons go. Who cannot be reached, or may not know of it, is recorded. */
export async function askPerson(
  ctx: Context,
  views: AskViews,
  input: DeedInput<Item & { readonly userId: string }>,
): Promise<readonly NewEntry[]> {
  const { id, userId } = input.data;
  const found = await findOpen(ctx, views, input.data);
  if (!found) {
    const place = input.isInDoubt && (await findPosted(ctx, input, { channel: await directChannel(ctx, userId) }));
    return [place ? delivered(input.data, place) : withdrawn(id, `${id}/${userId}`)];
  }
  const missed = (why: string): NewEntry[] => [
    undelivered(id, userId, why, `${id}/${userId}`),
    ...(found.view.unreachable?.({ ...found, userId, why }) ?? []),
  ];
  if (!isVisibleTo(found.incident, userId)) return missed(OUTSIDE);
  const refusal = await found.view.refusal?.({ ...found, userId });
  if (refusal !== undefined) return missed(refusal);
  const message = await found.view.message({ ...found, userId });
  try {
    return [delivered(input.data, await postDirect(ctx, input, userId, message))];
  } catch (error) {
    const why = unreachable(error);
    if (why === undefined) throw error;
    return missed(why);
  }
}

/** Sends an ask to where the incident is run. */
export async function askChannel(ctx: Context, views: AskViews, input: DeedInput<Item>): Promise<readonly NewEntry[]> {
  const found = await findOpen(ctx, views, input.data);
  if (!found) {
    const where = roomOf(await ctx.ledger.incident(input.data.incidentId));
    const place = where && (await findPosted(ctx, input, where));
    return [place ? delivered(input.data, place) : withdrawn(input.data.id)];
  }
  const room = roomOf(found.incident);
  if (!room) return [];
  const message = await found.view.message({ ...found, userId: undefined });
  return [delivered(input.data, await postOnce(ctx, input, room, message))];
}

/** How an ask looks now, open or over; undefined for what is none, for what is forgotten, and for who may not see it. */
export async function askAsItIs(
  ctx: Context,
  views: AskViews,
  { incidentId, id, userId }: Item & { readonly userId?: string | undefined },
) {
  const found = await find(ctx, views, { incidentId, id });
  if (!found || (userId !== undefined && !isVisibleTo(found.incident, userId))) return undefined;
  return found.view.message({ ...found, userId });
}

async function findOpen(ctx: Context, views: AskViews, item: Item): Promise<Found | undefined> {
  const found = await find(ctx, views, item);
  return found?.ask.ending ? undefined : found;
}

async function find(ctx: Context, views: AskViews, { incidentId, id }: Item): Promise<Found | undefined> {
  const incident = await ctx.ledger.incident(incidentId);
  const ask = incident.reminders.sent[id];
  const rule = AskRule.safeParse(ask?.rule).data;
  const view = rule && views[rule];
  if (rule && !view) throw new Error(`no room brings the words of the ask ${rule}`);
  return ask && view ? { incident, ask, view } : undefined;
}

const delivered = (
  { incidentId, id, userId }: Item & { readonly userId?: string },
  { channelId, ts }: { readonly channelId: string; readonly ts: string },
): NewEntry => ({
  kind: "reminder_delivered",
  by: SITREP,
  key: `delivered/${channelId}/${id}`,
  data: { id, channelId, ts, items: [{ incidentId, id }], ...(userId && { userId }) },
});
