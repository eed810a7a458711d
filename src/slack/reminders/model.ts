import { isWorkedOn } from "../../core/escalation/index.ts";
import { severityLabel, severityOf } from "../../core/incidents/index.ts";
import { personId } from "../../core/ledger/index.ts";
import type { Incident } from "../../core/product.ts";
import { alsoOwed, type Ending, missingRoles, ReminderRule, type SentReminder } from "../../core/reminders/index.ts";
import { roleLabel } from "../../core/roles/index.ts";
import { updateIntervalMs } from "../../core/updates/index.ts";
import type { Context } from "../kit/context.ts";
import type { Reminder, ReminderModel } from "./views/reminder-message.ts";

/** One reminder of one incident. */
export interface Item {
  readonly incidentId: number;
  readonly id: string;
}

/** The reminders of a message that stands in `channelId`, each with what its words need, as things are now. */
export async function modelsOf(ctx: Context, items: readonly Item[], channelId: string): Promise<ReminderModel[]> {
  const incidents = await incidentsOf(ctx, items);
  const known = items.flatMap(({ incidentId, id }) => {
    const incident = incidents.get(incidentId);
    const reminder = incident?.reminders.sent[id];
    return incident && isPlain(reminder) ? [{ incident, reminder }] : [];
  });
  const topics = (incident: Incident) =>
    known.filter((other) => other.incident === incident).map(({ reminder }) => reminder.topic);
  return Promise.all(
    known.map(({ incident, reminder }, index) => {
      const isLastOfIncident = !known.slice(index + 1).some((other) => other.incident === incident);
      const said = isLastOfIncident ? topics(incident) : undefined;
      return reminderModel(ctx, incident, reminder, { channelId, said });
    }),
  );
}

/** The incidents of reminders, by number. */
export async function incidentsOf(ctx: Context, items: readonly Item[]): Promise<Map<number, Incident>> {
  const numbers = [...new Set(items.map(({ incidentId }) => incidentId))];
  const incidents = await Promise.all(numbers.map((id) => ctx.ledger.incident(id)));
  return new Map(incidents.map((incident) => [incident.id, incident]));
}

const isPlain = (reminder: SentReminder | undefined): reminder is Reminder =>
  ReminderRule.safeParse(reminder?.rule).success;

interface Around {
  readonly channelId: string;
  /** All topics of this incident in the message; undefined where a later part of it says what else is open. */
  readonly said: readonly string[] | undefined;
}

async function reminderModel(
  ctx: Context,
  incident: Incident,
  reminder: Reminder,
  { channelId, said }: Around,
): Promise<ReminderModel> {
  const world = await ctx.ledger.world();
  const { policy } = world;
  const { facts } = incident;
  const enderId = enderOf(reminder.ending);
  const { to } = reminder;
  const isElsewhere = to.kind === "person" && channelId === facts.channel?.id;
  const owed = to.kind === "person" && said ? alsoOwed(incident, world, to.userId, said) : [];
  return {
    incidentId: incident.id,
    title: facts.title,
    channelId: facts.channel?.id,
    reminder,
    updateCount: incident.updates.count,
    snoozeMinutes: policy.reminders.snoozeMinutes,
    enderName: enderId && (await ctx.directory.person(enderId)).name,
    insteadOf: isElsewhere ? to.userId : undefined,
    alsoOpen: owed.map(({ about }) => about),
    isLastOfIncident: said !== undefined,
    facts: {
      toldAt: reminder.deliveredAt ?? ctx.clock.now(),
      severityLabel: severityLabel(policy, facts.severity),
      intervalMs: updateIntervalMs(incident, policy),
      watchPeriodMs: severityOf(policy, facts.severity)?.watchPeriodMs ?? 0,
      isOver: !facts.isOpen,
      isWorkedOn: isWorkedOn(incident),
      silentIntervals: policy.reminders.silent.afterIntervals,
      missingRoles: missingRoles(incident, policy).map((role) => roleLabel(policy, role).toLowerCase()),
      action: reminder.subject && incident.postmortem.actions[reminder.subject]?.text,
    },
  };
}

const enderOf = (ending: Ending | undefined): string | undefined =>
  ending && "by" in ending ? personId(ending.by) : undefined;
