import { type NewEntry, SITREP } from "../../core/ledger/index.ts";
import { type Incident, isVisibleTo } from "../../core/product.ts";
import type { ReminderEffect } from "../../core/reminders/index.ts";
import { editPosted, incidentOf, postOnce, roomOf } from "../incidents/index.ts";
import type { Context } from "../kit/context.ts";
import type { DeedInput, DeedTable } from "../kit/deeds.ts";
import { SlackCallError } from "../kit/index.ts";
import { findGathered, type GatheredPost, type ItemName, postGathered } from "./gathered-post.ts";
import { reminderModel } from "./model.ts";
import { type ReminderModel, reminderMessage } from "./views/reminder-message.ts";

type RemindData = Extract<ReminderEffect, { kind: "remind" }>["data"];

interface Item {
  readonly incidentId: number;
  readonly id: string;
}

/** How reminders reach people, and how they are taken back when they are over. */
export function reminderDeeds(ctx: Context): DeedTable<ReminderEffect> {
  return {
    remind: {
      carryOut: (input) => remind(ctx, input),
      whenRefused: "drop",
      isGathered: true,
    },
    remind_channel: {
      async carryOut(input) {
        const incident = await incidentOf(ctx, input);
        const reminder = incident.reminders.sent[input.data.id];
        const room = roomOf(incident);
        if (!reminder || !room) return [];
        if (reminder.ending && !input.isInDoubt) return [withdrawn(reminder.id)];
        const insteadOf = reminder.to.kind === "person" ? reminder.to.userId : undefined;
        const model = await reminderModel(ctx, incident, reminder, insteadOf);
        const { channelId, ts } = await postOnce(ctx, input, room, reminderMessage([model]));
        return [delivered([reminder.id], { channelId, ts, items: [nameOf(input.data)] })];
      },
      whenRefused: { note: "A reminder could not be posted in the channel" },
    },
    settle_reminder: {
      async carryOut({ data: { channelId, ts, items } }) {
        const models = await modelsOf(ctx, items);
        if (models.length > 0) await editPosted(ctx, { channelId, ts }, reminderMessage(models));
        return [];
      },
      whenRefused: "drop",
    },
    learn_zone: {
      async carryOut({ data: { userId } }) {
        const { id, name, tz } = await ctx.directory.person(userId);
        // Who could not be looked up is called by their id; their clock is not known then.
        return name === id ? [] : [{ kind: "zone_learnt", by: SITREP, key: `zone/${userId}`, data: { userId, tz } }];
      },
      whenRefused: "drop",
    },
  };
}

/** All that is due to one person goes out as one message; each incident's record learns of its own part. */
async function remind(ctx: Context, input: DeedInput<RemindData>): Promise<readonly NewEntry[]> {
  const { userId } = input.data;
  const due = [input.data, ...input.companions.map(({ data }) => data)];
  const before = input.isInDoubt ? await findGathered(ctx, userId, nameOf(input.data)) : undefined;
  if (before) return recordFor(ctx, input.incidentId, due, ({ id }) => delivered([id], before));

  const stillDue = await open(ctx, due, userId);
  const moot = due.filter((item) => !stillDue.includes(item));
  const own = await recordFor(ctx, input.incidentId, moot, ({ id }) => withdrawn(id));
  if (stillDue.length === 0) return own;
  const message = reminderMessage(await modelsOf(ctx, stillDue));
  try {
    const place = await postGathered(ctx, input.key, userId, stillDue.map(nameOf), message);
    return [...own, ...(await recordFor(ctx, input.incidentId, stillDue, ({ id }) => delivered([id], place)))];
  } catch (error) {
    const why = unreachable(error);
    if (!why) throw error;
    return [...own, ...(await recordFor(ctx, input.incidentId, stillDue, ({ id }) => undelivered(id, userId, why)))];
  }
}

/** Writes what concerns other incidents, and gives what concerns this one. */
async function recordFor(
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

/** Those that nobody answered on the way here, of incidents that the person may still know of. */
async function open(ctx: Context, items: readonly RemindData[], userId: string): Promise<RemindData[]> {
  const incidents = await incidentsOf(ctx, items);
  return items.filter(({ incidentId, id }) => {
    const incident = incidents.get(incidentId);
    const reminder = incident?.reminders.sent[id];
    return incident && reminder && !reminder.ending && isVisibleTo(incident, userId);
  });
}

async function modelsOf(ctx: Context, items: readonly Item[]): Promise<ReminderModel[]> {
  const incidents = await incidentsOf(ctx, items);
  const models = items.map(({ incidentId, id }) => {
    const incident = incidents.get(incidentId);
    const reminder = incident?.reminders.sent[id];
    return incident && reminder ? [reminderModel(ctx, incident, reminder)] : [];
  });
  return Promise.all(models.flat());
}

async function incidentsOf(ctx: Context, items: readonly Item[]): Promise<Map<number, Incident>> {
  const numbers = [...new Set(items.map(({ incidentId }) => incidentId))];
  const incidents = await Promise.all(numbers.map((id) => ctx.ledger.incident(id)));
  return new Map(incidents.map((incident) => [incident.id, incident]));
}

const nameOf = ({ incidentId, id }: Item): ItemName => `${incidentId}:${id}`;

function itemOf(name: ItemName): Item {
  const at = name.indexOf(":");
  return { incidentId: Number(name.slice(0, at)), id: name.slice(at + 1) };
}

const delivered = (ids: readonly string[], { channelId, ts, items }: GatheredPost): NewEntry => ({
  kind: "reminder_delivered",
  by: SITREP,
  data: { ids, channelId, ts, items: items.map(itemOf) },
});

const withdrawn = (id: string): NewEntry => ({
  kind: "reminder_withdrawn",
  by: SITREP,
  key: `withdrawn/${id}`,
  data: { id },
});

const undelivered = (id: string, userId: string, why: string): NewEntry => ({
  kind: "reminder_undelivered",
  by: SITREP,
  key: `undelivered/${id}`,
  data: { id, userId, why },
});

/** Slack's word for why a person cannot be written to; undefined when it failed for another reason. */
function unreachable(error: unknown): string | undefined {
  if (!(error instanceof SlackCallError) || error.failure.kind !== "refused") return undefined;
  const { meaning, code } = error.failure;
  return ["person", "optional-missing", "permanent"].includes(meaning) || code === "channel_not_found"
    ? code
    : undefined;
}
