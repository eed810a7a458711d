import { severityLabel, severityOf } from "../../core/incidents/index.ts";
import { personId } from "../../core/ledger/index.ts";
import type { Incident } from "../../core/product.ts";
import { type Ending, missingRoles, type SentReminder } from "../../core/reminders/index.ts";
import { roleLabel } from "../../core/roles/index.ts";
import { updateIntervalMs } from "../../core/updates/index.ts";
import type { Context } from "../kit/context.ts";
import type { ReminderModel } from "./views/reminder-message.ts";

/** A reminder with what its words need, from the incident as it is now. */
export async function reminderModel(
  ctx: Context,
  incident: Incident,
  reminder: SentReminder,
  insteadOf?: string,
): Promise<ReminderModel> {
  const policy = ctx.policy();
  const { facts } = incident;
  const enderId = enderOf(reminder.ending);
  return {
    incidentId: incident.id,
    title: facts.title,
    channelId: facts.channel?.id,
    reminder,
    snoozeMinutes: policy.reminders.snoozeMinutes,
    enderName: enderId && (await ctx.directory.person(enderId)).name,
    insteadOf,
    facts: {
      severityLabel: severityLabel(policy, facts.severity),
      intervalMs: updateIntervalMs(incident, policy),
      watchPeriodMs: severityOf(policy, facts.severity)?.watchPeriodMs ?? 0,
      silentIntervals: policy.reminders.silent.afterIntervals,
      missingRoles: missingRoles(incident, policy).map((role) => roleLabel(policy, role).toLowerCase()),
      action: reminder.subject && incident.postmortem.actions[reminder.subject]?.text,
    },
  };
}

const enderOf = (ending: Ending | undefined): string | undefined =>
  ending && "by" in ending ? personId(ending.by) : undefined;
