import { SITREP } from "../../core/ledger/index.ts";
import { type Incident, isVisibleTo } from "../../core/product.ts";
import type { ReminderEffect } from "../../core/reminders/index.ts";
import { editPosted, incidentOf, roomOf } from "../incidents/index.ts";
import type { AskViews } from "../kit/asks.ts";
import type { Context } from "../kit/context.ts";
import type { DeedTable } from "../kit/deeds.ts";
import { directChannel } from "../kit/index.ts";
import { askAsItIs, askChannel, askPerson } from "./ask.ts";
import { type Item, incidentsOf, modelsOf } from "./model.ts";
import { recordFor, sendTogether, undelivered } from "./send-together.ts";
import { unreachable } from "./unreachable.ts";
import { reminderMessage } from "./views/reminder-message.ts";

/** How reminders reach people, and how they are taken back when they are over. */
export function reminderDeeds(ctx: Context, views: AskViews): DeedTable<ReminderEffect> {
  return {
    remind: {
      async carryOut(input) {
        const { userId } = input.data;
        try {
          return await sendTogether(ctx, input, {
            room: { channel: await directChannel(ctx, userId) },
            mayBeTold: (incident) => isVisibleTo(incident, userId),
          });
        } catch (error) {
          const why = unreachable(error);
          if (!why) throw error;
          const due = [input.data, ...input.companions.map(({ data }) => data)];
          const incidents = await incidentsOf(ctx, due);
          const stillDue = due.filter(({ incidentId, id }) => !incidents.get(incidentId)?.reminders.sent[id]?.ending);
          return recordFor(ctx, input.incidentId, stillDue, ({ id }) => undelivered(id, userId, why));
        }
      },
      whenRefused: "drop",
      isGathered: true,
    },
    remind_channel: {
      async carryOut(input) {
        const room = roomOf(await incidentOf(ctx, input));
        return room ? sendTogether(ctx, input, { room, mayBeTold: () => true }) : [];
      },
      whenRefused: { note: "A reminder could not be posted in the channel" },
      isGathered: true,
    },
    ask: { carryOut: (input) => askPerson(ctx, views, input), whenRefused: { note: "Somebody could not be asked" } },
    ask_channel: {
      carryOut: (input) => askChannel(ctx, views, input),
      whenRefused: { note: "A question could not be posted in the channel" },
    },
    settle_reminder: {
      async carryOut({ data: { channelId, ts, items, userId } }) {
        const ask = items[0] && (await askAsItIs(ctx, views, { ...items[0], userId }));
        if (ask) {
          await editPosted(ctx, { channelId, ts }, ask);
          return [];
        }
        const incidents = await incidentsOf(ctx, items);
        const models = await modelsOf(ctx, items.filter(readableIn(channelId, incidents)), channelId);
        if (models.length > 0) await editPosted(ctx, { channelId, ts }, reminderMessage(models));
        return [];
      },
      whenRefused: "drop",
    },
    learn_zone: {
      async carryOut({ data: { userId } }) {
        const { tz, isUnknown } = await ctx.directory.person(userId);
        return isUnknown ? [] : [{ kind: "zone_learnt", by: SITREP, key: `zone/${userId}`, data: { userId, tz } }];
      },
      whenRefused: "drop",
    },
  };
}

/** Who left a private incident is not shown by an edit what became of it. */
const readableIn =
  (channelId: string, incidents: ReadonlyMap<number, Incident>) =>
  ({ incidentId, id }: Item): boolean => {
    const incident = incidents.get(incidentId);
    const to = incident?.reminders.sent[id]?.to;
    const isDirect = to?.kind === "person" && channelId !== incident?.facts.channel?.id;
    return incident !== undefined && (!isDirect || isVisibleTo(incident, to.userId));
  };
