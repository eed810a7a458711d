import { dueAt, type Policy } from "../../config/index.ts";
import { awaitedUntil, commandOwedSince, isWorkedOn } from "../escalation/index.ts";
import { severityOf } from "../incidents/index.ts";
import { holderOf } from "../roles/index.ts";
import { nextUpdateDueAt, rhythmStartedAt, updateIntervalMs } from "../updates/index.ts";
import { AFTERWARDS_ASKS } from "./afterwards-asks.ts";
import { APPROVAL_ASKS } from "./approval-asks.ts";
import type { RuleId } from "./entries.ts";
import { commandRungs, ESCALATION_ASKS } from "./escalation-asks.ts";
import type { WithReminders } from "./facet.ts";
import { ONCALL_ASKS } from "./oncall-asks.ts";
import type { Cycle, Rule } from "./rule.ts";

export type { Cycle, Rule, Rung, Weight } from "./rule.ts";

const MINUTE_MS = 60_000;

/** Since when it has been worked on at the present severity. */
const workStartedAt = ({ facts }: WithReminders): number =>
  Math.max(facts.times.declared ?? 0, facts.severityAt, facts.reopenedAt ?? 0);

/** One cycle that is due so long after its start; none while the incident is not being worked on. */
function whileOpen(incident: WithReminders, isOwed: boolean, startedAt: number, due: number | undefined): Cycle[] {
  return incident.facts.isOpen && isOwed && due !== undefined ? [{ startedAt, dueAt: due }] : [];
}

const whenDue = (cycle: Cycle): number => cycle.dueAt;

const unheldRoles = (incident: WithReminders, policy: Policy): string[] =>
  policy.roles
    .filter(({ id, neededFor }) => neededFor.includes(incident.facts.severity) && holderOf(incident, id) === undefined)
    // A workstream has a lead; the other roles are held for the whole.
    .filter(({ id }) => incident.facts.parentId === undefined || id === "commander")
    .map(({ id }) => id);

/** The roles that should be held at this severity and are not; the commander has a rule of their own. */
export const missingRoles = (incident: WithReminders, policy: Policy): string[] =>
  unheldRoles(incident, policy).filter((id) => id !== "commander");

/** When somebody last did something, to the full minute, so that not each message plans every timer anew. */
function lastStirAt(incident: WithReminders): number {
  const { timeline, reminders } = incident;
  const at = Math.max(rhythmStartedAt(incident), timeline.lastActivityAt ?? 0, reminders.actedAt ?? 0);
  return Math.ceil(at / MINUTE_MS) * MINUTE_MS;
}

/** What is open and forgotten is asked about again, but never more often than its own rhythm of silence. */
function silentAgainMs(incident: WithReminders, policy: Policy): number {
  const { afterIntervals, againEveryMs } = policy.reminders.silent;
  return Math.max(againEveryMs, afterIntervals * (updateIntervalMs(incident, policy) ?? 0));
}

/** Where a severity has a word on the public page: its first one within its own time, and the last one when it is over. */
function untoldCustomers(incident: WithReminders, policy: Policy): Cycle[] {
  const { facts, notices } = incident;
  const { statusPage } = severityOf(policy, facts.severity) ?? {};
  if (facts.isPrivate || facts.isDrill || facts.isCancelled) return [];
  const told = notices.customers;
  if (!facts.isOpen) {
    const isOwed = told !== undefined && told.status !== "resolved";
    const startedAt = facts.times.resolved ?? facts.stageAt;
    return isOwed ? [{ startedAt, dueAt: startedAt + policy.reminders.customersUntold.overAfterMs }] : [];
  }
  if (told || statusPage?.audience !== "public" || !statusPage.within) return [];
  const startedAt = workStartedAt(incident);
  const due = dueAt(statusPage.within, startedAt, policy.businessHours);
  return due === undefined ? [] : [{ startedAt, dueAt: due }];
}

/** Everything that the bot asks people for. A further ask is a further row. */
export const RULES: readonly Rule[] = [
  {
    id: "update",
    about: "the next update",
    manner: "reminder",
    isUrgent: true,
    isOn: ({ reminders }) => reminders.update.enabled,
    cycles: (incident, { policy }) =>
      whileOpen(incident, true, rhythmStartedAt(incident), nextUpdateDueAt(incident, policy)),
    rungs: [
      {
        name: "early",
        weight: "early",
        to: "speaker",
        at: (cycle, _, { reminders }) => cycle.dueAt - reminders.update.earlyMs,
      },
      { name: "due", weight: "due", to: "channel", at: whenDue },
      {
        name: "late",
        weight: "late",
        to: "nextLevel",
        ignoresSnooze: true,
        at: (cycle, incident, policy) => {
          const intervalMs = updateIntervalMs(incident, policy);
          return intervalMs && cycle.dueAt + policy.reminders.update.nextLevelAfterIntervals * intervalMs;
        },
      },
    ],
  },
  {
    id: "no_commander",
    about: "a commander",
    manner: "reminder",
    isUrgent: true,
    isOn: ({ reminders }) => reminders.noCommander.enabled,
    cycles: (
      incident,
      {
        policy: {
          reminders: { noCommander },
        },
      },
    ) => {
      const isOwed =
        noCommander.severities.includes(incident.facts.severity) && holderOf(incident, "commander") === undefined;
      const startedAt = commandOwedSince(incident);
      return whileOpen(incident, isOwed, startedAt, startedAt + noCommander.afterMs);
    },
    rungs: commandRungs,
  },
  {
    id: "unclaimed_roles",
    about: "roles that nobody holds",
    manner: "reminder",
    isUrgent: true,
    isOn: ({ reminders }) => reminders.unclaimedRoles.enabled,
    cycles: (incident, { policy }) => {
      const missing = missingRoles(incident, policy);
      const vacated = missing.map((role) => incident.reminders.vacatedAt[role] ?? 0);
      const startedAt = Math.max(workStartedAt(incident), ...vacated);
      return whileOpen(incident, missing.length > 0, startedAt, startedAt + policy.reminders.unclaimedRoles.afterMs);
    },
    rungs: [{ name: "nudge", weight: "nudge", to: "room", at: whenDue }],
  },
  {
    id: "unset",
    about: "the category",
    manner: "reminder",
    isUrgent: true,
    isOn: ({ reminders }) => reminders.unset.enabled,
    cycles: (incident, { policy: { reminders } }) => {
      const startedAt = workStartedAt(incident);
      const isOwed = incident.facts.category === undefined || incident.facts.severity === "";
      return whileOpen(incident, isOwed, startedAt, startedAt + reminders.unset.afterMs);
    },
    rungs: [{ name: "nudge", weight: "nudge", to: "chair", at: whenDue }],
  },
  {
    id: "unacknowledged",
    about: "an acknowledgement",
    manner: "reminder",
    isUrgent: true,
    isOn: ({ reminders }) => reminders.unacknowledged.enabled,
    cycles: (incident, { policy }) => {
      const startedAt = Math.max(workStartedAt(incident), awaitedUntil(incident) ?? 0);
      const severity = severityOf(policy, incident.facts.severity);
      const due = severity && dueAt(severity.acknowledgeWithin, startedAt, policy.businessHours);
      const isOwed = incident.facts.times.acknowledged === undefined && !isWorkedOn(incident);
      return whileOpen(incident, isOwed, startedAt, due);
    },
    rungs: [{ name: "due", weight: "due", to: "channel", at: whenDue }],
  },
  {
    id: "silent",
    about: "a sign of life",
    manner: "reminder",
    isUrgent: true,
    isOn: ({ reminders }) => reminders.silent.enabled,
    cycles: (incident, { policy }) => {
      const intervalMs = updateIntervalMs(incident, policy);
      const startedAt = lastStirAt(incident);
      const due = intervalMs && startedAt + policy.reminders.silent.afterIntervals * intervalMs;
      return whileOpen(incident, true, startedAt, due);
    },
    rungs: [
      { name: "due", weight: "due", to: "chair", at: whenDue },
      {
        name: "again",
        weight: "late",
        to: "chair",
        at: (cycle, incident, policy) => cycle.dueAt + silentAgainMs(incident, policy),
        everyMs: (policy, incident) => silentAgainMs(incident, policy),
      },
    ],
  },
  {
    id: "monitoring",
    about: "the end of monitoring",
    manner: "reminder",
    isUrgent: true,
    isOn: ({ reminders }) => reminders.monitoring.enabled,
    cycles: (incident, { policy }) => {
      const { stage, stageAt } = incident.facts;
      const watchMs = severityOf(policy, incident.facts.severity)?.watchPeriodMs;
      const isMonitoring = policy.stages.some(({ id, status }) => id === stage && status === "monitoring");
      return whileOpen(incident, isMonitoring, stageAt, watchMs && stageAt + watchMs);
    },
    rungs: [{ name: "due", weight: "due", to: "chair", at: whenDue }],
  },
  {
    id: "customers_untold",
    about: "a notice to customers",
    manner: "reminder",
    isUrgent: true,
    isOn: ({ reminders }) => reminders.customersUntold.enabled,
    cycles: (incident, { policy }) => untoldCustomers(incident, policy),
    rungs: [
      {
        name: "due",
        weight: "due",
        to: "speaker",
        at: ({ startedAt, dueAt: at }) => Math.max(at, startedAt + MINUTE_MS),
      },
    ],
  },
  ...AFTERWARDS_ASKS,
  ...APPROVAL_ASKS,
  ...ESCALATION_ASKS,
  ...ONCALL_ASKS,
];

export const ruleOf = (id: RuleId): Rule | undefined => RULES.find((rule) => rule.id === id);
