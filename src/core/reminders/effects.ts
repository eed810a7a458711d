import { troubleOf } from "../escalation/index.ts";
import { channelLane, severityOf } from "../incidents/index.ts";
import { type Effect, type EffectTable, PRIORITY, type World } from "../ledger/index.ts";
import type { RuleId, reminderEntries } from "./entries.ts";
import type { Place, SentReminder, WithReminders } from "./facet.ts";
import { MANNERS } from "./manners.ts";
import { reachable } from "./recipients.ts";
import { ruleOf } from "./rules.ts";

interface Item {
  readonly incidentId: number;
  readonly id: string;
}

export type ReminderEffect =
  /** All that wait for one person go out as one message. */
  | Effect<"remind", Item & { readonly userId: string }>
  | Effect<"remind_channel", Item>
  /** What waits for a yes or no goes out by itself. */
  | Effect<"ask", Item & { readonly userId: string }>
  | Effect<"ask_channel", Item>
  /** Shows what has become of the reminders in a message. */
  | Effect<"settle_reminder", Omit<Place, "userId"> & { readonly userId?: string }>
  | Effect<"learn_zone", { readonly userId: string }>;

const mannerOf = (rule: RuleId) => MANNERS[ruleOf(rule)?.manner ?? "reminder"];

const inChannel = (incident: WithReminders, id: string, rule: RuleId): ReminderEffect => {
  const { isGathered, priority } = mannerOf(rule);
  return {
    key: `${incident.id}/reminder/${id}/channel`,
    kind: isGathered ? "remind_channel" : "ask_channel",
    lane: channelLane(incident),
    priority,
    data: { incidentId: incident.id, id },
  };
};

const byMessage = (incidentId: number, id: string, userId: string, rule: RuleId): ReminderEffect => {
  const { isGathered, priority } = mannerOf(rule);
  const data = { incidentId, id, userId };
  const key = `${incidentId}/reminder/${id}`;
  return isGathered
    ? { key, kind: "remind", lane: `dm/${userId}`, priority, data }
    : { key: `${key}/${userId}`, kind: "ask", lane: `ask/${userId}`, priority, data };
};

const isArchived = ({ facts }: WithReminders): boolean => facts.channel?.isArchived === true;

export const reminderEffects: EffectTable<WithReminders, typeof reminderEntries> = {
  reminder_sent: ({ incidentId, data: { id, rule, to } }, incident): readonly ReminderEffect[] => {
    switch (to.kind) {
      case "channel":
        return [inChannel(incident, id, rule)];
      case "person":
        return [byMessage(incidentId, id, to.userId, rule)];
      case "people":
        return [
          ...to.userIds.map((userId) => byMessage(incidentId, id, userId, rule)),
          // A channel that is being opened is waited for.
          ...(to.also && !isArchived(incident) ? [inChannel(incident, id, rule)] : []),
        ];
    }
  },
  /** Of several the others were asked, or the channel was. */
  reminder_undelivered: ({ data: { id } }, incident) => {
    const ask = incident.reminders.sent[id];
    const isAlone = ask === undefined || ask.to.kind === "person";
    return isAlone && incident.facts.channel && !isArchived(incident)
      ? [inChannel(incident, id, ask?.rule ?? "update")]
      : [];
  },
};

/** A page also says that a way outside fails, and opens again when what seemed its answer was none. */
function isPageChanged(
  { rule, subject }: SentReminder,
  before: WithReminders,
  after: WithReminders,
  isNewPlace: boolean,
): boolean {
  const page = rule === "page" ? subject?.split("/")[0] : undefined;
  const escalation = page && after.escalation.pages[page]?.escalation;
  if (!page || !escalation) return false;
  const trouble = (incident: WithReminders) => Object.values(troubleOf(incident, page)).join("/");
  const isTroubled = trouble(after) !== "/";
  const ending = ({ escalation: { raised } }: WithReminders) => raised[escalation]?.ending;
  return trouble(before) !== trouble(after) || (isNewPlace && isTroubled) || ending(before)?.at !== ending(after)?.at;
}

/** Whoever cannot cover a shift has said so for themselves only: their message says it, the others go on asking. */
function declined(before: WithReminders, after: WithReminders): ReminderEffect[] {
  const decliners = ({ oncall }: WithReminders, { subject }: SentReminder) =>
    oncall.covers[subject ?? ""]?.declinedBy ?? [];
  return Object.values(after.reminders.sent)
    .filter(({ rule, ending }) => rule === "cover" && !ending)
    .flatMap((ask) => {
      const known = before.reminders.sent[ask.id]?.places.length ?? 0;
      const isNews = ({ userId = "" }: Place, index: number) =>
        decliners(after, ask).includes(userId) && (index >= known || !decliners(before, ask).includes(userId));
      return settled({ ...ask, places: ask.places.filter(isNews) });
    });
}

/** What stands in a message must be edited when it is over, also when it was over before it stood there. */
export function afterChange(before: WithReminders, after: WithReminders, { policy }: World): ReminderEffect[] {
  const over = Object.values(after.reminders.sent).filter((reminder) => {
    const known = before.reminders.sent[reminder.id];
    const isNewPlace = (known?.places.length ?? 0) < reminder.places.length;
    return (reminder.ending && (!known?.ending || isNewPlace)) || isPageChanged(reminder, before, after, isNewPlace);
  });
  const severity = severityOf(policy, after.facts.severity);
  const isZoneNeeded = severity?.honoursQuietHours || !after.facts.isOpen;
  const strangers = isZoneNeeded ? reachable(after).filter((userId) => !after.reminders.zones[userId]) : [];
  return [
    ...new Map([...over.flatMap(settled), ...declined(before, after)].map((effect) => [effect.key, effect])).values(),
    ...strangers.map((userId) => learnZone(after.id, userId)),
  ];
}

const settled = ({ places }: SentReminder): ReminderEffect[] =>
  places.map(({ userId, channelId, ts, items }) => ({
    key: `reminder-message/${channelId}/${ts}`,
    kind: "settle_reminder",
    lane: `edit/${channelId}`,
    priority: PRIORITY.live,
    data: { channelId, ts, items, ...(userId && { userId }) },
    isLive: true,
  }));

const learnZone = (incidentId: number, userId: string): ReminderEffect => ({
  key: `${incidentId}/zone/${userId}`,
  kind: "learn_zone",
  lane: `zone/${userId}`,
  priority: PRIORITY.cosmetic,
  data: { userId },
});
