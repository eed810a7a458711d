import { channelLane, severityOf } from "../incidents/index.ts";
import { type Effect, type EffectTable, PRIORITY, type World } from "../ledger/index.ts";
import type { reminderEntries } from "./entries.ts";
import type { SentReminder, WithReminders } from "./facet.ts";
import { reachable } from "./recipients.ts";

interface Item {
  readonly incidentId: number;
  readonly id: string;
}

export type ReminderEffect =
  /** All that wait for one person go out as one message. */
  | Effect<"remind", Item & { readonly userId: string }>
  | Effect<"remind_channel", Item>
  /** Shows what has become of the reminders in a message. */
  | Effect<"settle_reminder", { readonly channelId: string; readonly ts: string; readonly items: readonly Item[] }>
  | Effect<"learn_zone", { readonly userId: string }>;

const inChannel = (incident: WithReminders, id: string): ReminderEffect => ({
  key: `${incident.id}/reminder/${id}/channel`,
  kind: "remind_channel",
  lane: channelLane(incident),
  priority: PRIORITY.update,
  data: { incidentId: incident.id, id },
});

export const reminderEffects: EffectTable<WithReminders, typeof reminderEntries> = {
  reminder_sent: ({ incidentId, data: { id, to } }, incident): readonly ReminderEffect[] =>
    to.kind === "channel"
      ? [inChannel(incident, id)]
      : [
          {
            key: `${incidentId}/reminder/${id}`,
            kind: "remind",
            lane: `dm/${to.userId}`,
            priority: PRIORITY.update,
            data: { incidentId, id, userId: to.userId },
          },
        ],
  reminder_undelivered: ({ data: { id } }, incident) =>
    incident.facts.channel && !incident.facts.channel.isArchived ? [inChannel(incident, id)] : [],
};

/** What stands in a message must be edited when it is over, also when it was over before it stood there. */
export function afterChange(before: WithReminders, after: WithReminders, { policy }: World): ReminderEffect[] {
  const over = Object.values(after.reminders.sent).filter((reminder) => {
    const known = before.reminders.sent[reminder.id];
    return reminder.place && reminder.ending && (!known?.place || !known.ending);
  });
  const severity = severityOf(policy, after.facts.severity);
  const isZoneNeeded = severity?.honoursQuietHours || !after.facts.isOpen;
  const strangers = isZoneNeeded ? reachable(after).filter((userId) => !after.reminders.zones[userId]) : [];
  return [
    ...new Map(over.flatMap(settled).map((effect) => [effect.key, effect])).values(),
    ...strangers.map((userId) => learnZone(after.id, userId)),
  ];
}

function settled({ place }: SentReminder): ReminderEffect[] {
  if (!place) return [];
  const { channelId } = place;
  return [
    {
      key: `reminder-message/${channelId}/${place.ts}`,
      kind: "settle_reminder",
      lane: `edit/${channelId}`,
      priority: PRIORITY.live,
      data: place,
      isLive: true,
    },
  ];
}

const learnZone = (incidentId: number, userId: string): ReminderEffect => ({
  key: `${incidentId}/zone/${userId}`,
  kind: "learn_zone",
  lane: `zone/${userId}`,
  priority: PRIORITY.cosmetic,
  data: { userId },
});
