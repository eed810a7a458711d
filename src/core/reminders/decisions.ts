import { ConflictError } from "../../lib/errors.ts";
import { type Decision, person, SITREP, type Timer } from "../ledger/index.ts";
import type { HeldBy, NewReminderEntry, ReminderRule, SkipReason, Target } from "./entries.ts";
import type { WithReminders } from "./facet.ts";
import { MANNERS } from "./manners.ts";
import { cycleId, type Planned, planReminders } from "./plan.ts";
import { ruleOf } from "./rules.ts";

type ReminderDecision = Decision<WithReminders, NewReminderEntry>;

export const TIMER = "reminder";

/** A timer that fires later than this was not late by its own tick: the bot was away. */
const ON_TIME_MS = 60_000;

export const timerOf = ({ id, at }: Planned): Timer => ({ key: `${TIMER}/${id}`, kind: TIMER, at });

/** A reminder is due: it is sent, or the record says why it was not. */
export const fireReminder =
  (timer: Timer): ReminderDecision =>
  (incident, world) => {
    const { now } = world;
    const planned = planReminders(incident, world);
    const due = planned.find((reminder) => timerOf(reminder).key === timer.key && reminder.at <= now);
    if (!due) return [];
    const why = reasonAgainst(due, planned, incident, now);
    const { id, rule, topic, cycle, rung, to } = due;
    const occasion = {
      id,
      rule: rule.id,
      topic,
      subject: cycle.subject,
      note: cycle.note,
      cycle: cycleId(cycle),
      rung,
      turn: turnAt(due, now),
      startedAt: cycle.startedAt,
      dueAt: cycle.dueAt,
    };
    const key = `${TIMER}/${id}`;
    if (why || !to || isNobody(to)) {
      return [{ kind: "reminder_skipped", by: SITREP, key, data: { ...occasion, why: why ?? "nobody" } }];
    }
    const heldBy: HeldBy | undefined = due.heldBy ?? (now - due.at > ON_TIME_MS ? "away" : undefined);
    return [{ kind: "reminder_sent", by: SITREP, key, data: { ...occasion, to, heldBy } }];
  };

const isNobody = (to: Target): boolean => to.kind === "people" && to.userIds.length === 0 && !to.also;

function reasonAgainst(
  due: Planned,
  planned: readonly Planned[],
  { reminders }: WithReminders,
  now: number,
): SkipReason | undefined {
  // Words that were heard late begin a new count; what was asked after that count ran out still stands.
  const isAsked = Object.values(reminders.sent).some(
    ({ topic, rung, sentAt, ending }) => topic === due.topic && rung === due.rung && !ending && sentAt >= due.at,
  );
  if (isAsked) return "overtaken";
  const isOff = reminders.isOff || reminders.offRules.some((id) => id === due.rule.id);
  if (isOff && MANNERS[due.rule.manner].isSwitchable) return "switched_off";
  if (due.isUnwanted) return "silent_channel";
  // After an absence several rungs are due at once; the last one says it all.
  const { rank } = due;
  const isOvertaken =
    rank !== undefined &&
    planned.some(
      (other) => other.topic === due.topic && (other.rank ?? -1) > rank && other.at <= now && !other.isUnwanted,
    );
  return isOvertaken ? "overtaken" : undefined;
}

/** Turns that were missed while away count as one. */
const turnAt = ({ turn, everyMs, at }: Planned, now: number): number =>
  everyMs === undefined ? turn : turn + Math.floor((now - at) / everyMs);

interface SnoozeInput {
  readonly userId: string;
  readonly id: string;
  readonly minutes: number;
}

/** The reader wants to be asked again later. */
export const snoozeReminder =
  ({ userId, id, minutes }: SnoozeInput): ReminderDecision =>
  ({ reminders }, { now }) => {
    const reminder = reminders.sent[id];
    if (!reminder || reminder.ending) throw new ConflictError("This reminder is over, so there is nothing to snooze.");
    if (!MANNERS[ruleOf(reminder.rule)?.manner ?? "reminder"].maySnooze) {
      throw new ConflictError("This waits for an answer and cannot be put off.");
    }
    const until = now + minutes * 60_000;
    return [{ kind: "reminder_snoozed", by: person(userId), data: { id, topic: reminder.topic, userId, until } }];
  };

interface SwitchInput {
  readonly userId: string;
  /** All of them when absent. */
  readonly rule?: ReminderRule | undefined;
  readonly isOn: boolean;
}

/** Turns reminders of this incident on or off. */
export const switchReminders =
  ({ userId, rule, isOn }: SwitchInput): ReminderDecision =>
  ({ reminders }) => {
    const isAlready = rule
      ? reminders.offRules.includes(rule) !== isOn
      : reminders.isOff !== isOn && (!isOn || reminders.offRules.length === 0);
    return isAlready ? [] : [{ kind: "reminders_switched", by: person(userId), data: { rule, isOn } }];
  };
