import { dueAt, intervalMs, type Policy } from "../../config/index.ts";
import { severityOf } from "../incidents/index.ts";
import type { WithUpdates } from "./facet.ts";

/** Milliseconds between two updates at the present severity; undefined where none are owed. */
export function updateIntervalMs(incident: WithUpdates, policy: Policy): number | undefined {
  const severity = severityOf(policy, incident.facts.severity);
  return severity && intervalMs(severity.updateEvery);
}

/** Since when the next update has been owed: the last one, a change of severity, a reopening or the declaration. */
export function rhythmStartedAt({ facts, updates }: WithUpdates): number {
  return Math.max(facts.times.declared ?? 0, facts.severityAt, facts.reopenedAt ?? 0, updates.last?.at ?? 0);
}

/** When an update posted at `nowMs` promises the next one, if nobody says otherwise. */
export function usualNextUpdateAt(incident: WithUpdates, policy: Policy, nowMs: number): number | undefined {
  const severity = severityOf(policy, incident.facts.severity);
  if (!severity || !isRhythmKept(incident)) return undefined;
  return dueAt(severity.updateEvery, nowMs, policy.businessHours);
}

/** When the next update is owed (epoch milliseconds): as promised with the last one, or by the severity's rhythm. */
export function nextUpdateDueAt(incident: WithUpdates, policy: Policy): number | undefined {
  if (!isRhythmKept(incident)) return undefined;
  const { last } = incident.updates;
  const startedAt = rhythmStartedAt(incident);
  const isPromiseGood = last?.nextUpdateAt !== undefined && last.at >= startedAt;
  return isPromiseGood ? last.nextUpdateAt : usualNextUpdateAt(incident, policy, startedAt);
}

const isRhythmKept = ({ facts }: WithUpdates): boolean => facts.isOpen && !facts.isRetrospective;
