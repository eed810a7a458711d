import { intervalMs } from "../../../config/index.ts";
import { type Draft, severityAt } from "./record.ts";

export interface Silence {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A shorter pause says nothing, whatever the rhythm. */
const SHORTEST_MS = 15 * 60_000;

/**
 * Times between declaration and resolution at which no person and no app left an entry for longer than the severity's
 * update interval.
 */
export function silencesOf(draft: Draft): Silence[] {
  const { entries, incident, declaredAt } = draft;
  const endAt = incident.facts.times.resolved;
  if (endAt === undefined || incident.facts.isRetrospective) return [];
  const heard = entries.filter(({ by, at }) => by !== "sitrep" && at > declaredAt && at < endAt).map(({ at }) => at);
  const moments = [declaredAt, ...heard, endAt];
  return moments.slice(1).flatMap((toMs, index) => {
    const fromMs = moments[index] ?? declaredAt;
    const severity = severityAt(draft, fromMs);
    const longest = severity && intervalMs(severity.updateEvery);
    return longest !== undefined && toMs - fromMs > Math.max(longest, SHORTEST_MS) ? [{ fromMs, toMs }] : [];
  });
}
