import type { ReminderRule, SentReminder } from "../../../core/reminders/index.ts";
import { orList } from "../../../lib/lists.ts";
import { date, durationWords, type Mrkdwn, mrkdwn } from "../../kit/index.ts";

/** What a reminder says, beside what it carries itself. */
export interface ReminderFacts {
  /** When the person read or reads it first, epoch milliseconds. */
  readonly toldAt: number;
  readonly severityLabel: string;
  /** How long between two updates, in milliseconds; undefined where none are owed. */
  readonly intervalMs: number | undefined;
  readonly watchPeriodMs: number;
  readonly silentIntervals: number;
  /** Labels of the roles that nobody holds. */
  readonly missingRoles: readonly string[];
  /** The action item that it is about. */
  readonly action: string | undefined;
  readonly isOver: boolean;
  /** Somebody holds a role, or the work moved on, though nobody said that it is theirs. */
  readonly isWorkedOn: boolean;
}

type Words = (reminder: SentReminder, facts: ReminderFacts) => Mrkdwn;

/** A reminder of something that is due is at its time when it is less than this early or late. */
const MINUTE_MS = 60_000;

/** "is due at 14:15", "is due now", "has been due since 14:15". */
function when({ dueAt }: SentReminder, { toldAt }: ReminderFacts): Mrkdwn {
  if (dueAt - toldAt >= MINUTE_MS) return mrkdwn`is due ${date(dueAt, "dateTime")}`;
  return toldAt - dueAt < MINUTE_MS ? mrkdwn`is due now` : mrkdwn`has been due since ${date(dueAt, "dateTime")}`;
}

const DAY_MS = 86_400_000;

/** "every 30 min", "every day", "every week". */
function every({ intervalMs }: ReminderFacts): string {
  if (intervalMs === undefined) return "";
  if (intervalMs === DAY_MS) return "every day";
  return intervalMs === 7 * DAY_MS ? "every week" : `every ${durationWords(intervalMs)}`;
}

/** What is asked. */
export const ASKS: Record<ReminderRule, Words> = {
  update: (reminder, facts) =>
    reminder.rung === "late"
      ? mrkdwn`An update ${when(reminder, facts)}, and nobody has posted one.`
      : mrkdwn`An update ${when(reminder, facts)}.`,
  no_commander: (_, { severityLabel }) => mrkdwn`Nobody has taken command of this ${severityLabel} incident.`,
  unclaimed_roles: (_, { missingRoles }) => mrkdwn`Nobody is ${orList(missingRoles) || "a role"} yet.`,
  unset: () => mrkdwn`The category of this incident is not set.`,
  unacknowledged: () => mrkdwn`Nobody has acknowledged this incident.`,
  unpaged: (_, { isWorkedOn }) =>
    isWorkedOn
      ? mrkdwn`Nobody has been paged for this incident.`
      : mrkdwn`Nobody has been paged for this incident, and nobody has acknowledged it.`,
  silent: (reminder, facts) =>
    mrkdwn`Nothing has been heard here for ${durationWords(facts.toldAt - reminder.dueAt + facts.silentIntervals * (facts.intervalMs ?? 0))}. Is somebody on it?`,
  monitoring: (_, { watchPeriodMs }) =>
    mrkdwn`It has been in monitoring for ${durationWords(watchPeriodMs)}, as long as it is to be watched. Resolve it?`,
  customers_untold: (_, { isOver }) =>
    isOver
      ? mrkdwn`It is over, and customers have not been told so.`
      : mrkdwn`Customers have not been told of this incident.`,
  postmortem: (reminder, facts) =>
    mrkdwn`The post-mortem ${when(reminder, facts)}: \`/incident postmortem\` in its channel opens it.`,
  action_item: (reminder, facts) => mrkdwn`An action item ${when(reminder, facts)}: ${facts.action ?? "(dropped)"}`,
};

/** Why it came. */
export const REASONS: Record<ReminderRule, Words> = {
  update: (_, facts) => mrkdwn`${facts.severityLabel} asks for an update ${every(facts)}`,
  no_commander: (_, { severityLabel }) => mrkdwn`${severityLabel} needs a commander`,
  unclaimed_roles: (_, { severityLabel }) => mrkdwn`${severityLabel} needs these roles`,
  unset: () => mrkdwn`lists and figures go by category`,
  unacknowledged: (_, { severityLabel }) =>
    mrkdwn`the time in which a ${severityLabel} is to be acknowledged has passed`,
  unpaged: (_, { severityLabel }) => mrkdwn`a ${severityLabel} needs somebody who knows that it is theirs`,
  silent: ({ rung }, facts) =>
    rung === "again"
      ? mrkdwn`it is still open; if it is over, resolve it`
      : mrkdwn`that is ${facts.silentIntervals} times the rhythm of ${facts.severityLabel}`,
  monitoring: (_, { severityLabel }) => mrkdwn`the watch period of ${severityLabel} has passed`,
  customers_untold: (_, { severityLabel, isOver }) =>
    isOver
      ? mrkdwn`the last that they read is that it goes on`
      : mrkdwn`a ${severityLabel} has a word on the status page`,
  postmortem: (_, { severityLabel }) => mrkdwn`${severityLabel} asks for a published post-mortem`,
  action_item: () => mrkdwn`it has a date and is not done`,
};
