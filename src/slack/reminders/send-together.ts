import { type NewEntry, SITREP } from "../../core/ledger/index.ts";
import type { Incident } from "../../core/product.ts";
import type { Where } from "../incidents/index.ts";
import type { Context } from "../kit/context.ts";
import type { DeedInput } from "../kit/deeds.ts";
import { findGathered, type GatheredPost, type ItemName, postGathered } from "./gathered-post.ts";
import { type Item, incidentsOf, modelsOf } from "./model.ts";
import { reminderMessage } from "./views/reminder-message.ts";

interface Destination {
  readonly room: Where;
  mayBeTold(incident: Incident): boolean;
}

/** Sends all that is due in one place as one message; each incident's record learns of its own part. */
export async function sendTogether<Data extends Item>(
  ctx: Context,
  input: DeedInput<Data>,
  { room, mayBeTold }: Destination,
): Promise<readonly NewEntry[]> {
  const due = [input.data, ...input.companions.map(({ data }) => data)];
  const before = input.isInDoubt ? await findGathered(ctx, room, nameOf(input.data)) : undefined;
  if (before) return recordFor(ctx, input.incidentId, due, ({ id }) => delivered(id, before));

  const incidents = await incidentsOf(ctx, due);
  const stillDue = due.filter(({ incidentId, id }) => {
    const incident = incidents.get(incidentId);
    const reminder = incident?.reminders.sent[id];
    return incident && reminder && !reminder.ending && mayBeTold(incident);
  });
  const moot = due.filter((item) => !stillDue.includes(item));
  const own = await recordFor(ctx, input.incidentId, moot, ({ id }) => withdrawn(id));
  if (stillDue.length === 0) return own;
  const message = reminderMessage(await modelsOf(ctx, stillDue, room.channel));
  const place = await postGathered(ctx, input.key, room, stillDue.map(nameOf), message);
  return [...own, ...(await recordFor(ctx, input.incidentId, stillDue, ({ id }) => delivered(id, place)))];
}

/** Writes what concerns other incidents, and gives what concerns this one. */
export async function recordFor(
  ctx: Context,
  ownId: number | undefined,
  items: readonly Item[],
  entryOf: (item: Item) => NewEntry,
): Promise<NewEntry[]> {
  for (const item of items.filter(({ incidentId }) => incidentId !== ownId)) {
    await ctx.ledger.record(item.incidentId, () => [entryOf(item)]);
  }
  return items.filter(({ incidentId }) => incidentId === ownId).map(entryOf);
}

const nameOf = ({ incidentId, id }: Item): ItemName => `${incidentId}:${id}`;

function itemOf(name: ItemName): Item {
  const at = name.indexOf(":");
  return { incidentId: Number(name.slice(0, at)), id: name.slice(at + 1) };
}

const delivered = (id: string, { channelId, ts, items }: GatheredPost): NewEntry => ({
  kind: "reminder_delivered",
  by: SITREP,
  key: `delivered/${channelId}/${id}`,
  data: { id, channelId, ts, items: items.map(itemOf) },
});

export const withdrawn = (id: string, name = id): NewEntry => ({
  kind: "reminder_withdrawn",
  by: SITREP,
  key: `withdrawn/${name}`,
  data: { id },
});

export const undelivered = (id: string, userId: string, why: string, name = id): NewEntry => ({
  kind: "reminder_undelivered",
  by: SITREP,
  key: `undelivered/${name}`,
  data: { id, userId, why },
});
