import { dueAt } from "../../../config/index.ts";
import { type Draft, ofKind, severityAt } from "./record.ts";

/** Who answers a reminder within this time is on time. */
const GRACE_MS = 60_000;

/** One update that was owed. */
export interface Owed {
  readonly dueAt: number;
  /** Undefined when none came before the incident was resolved. */
  readonly postedAt: number | undefined;
  /** Milliseconds; 0 when on time. */
  readonly lateByMs: number;
}

/**
 * Each update against the rhythm: owed as the last one promised, else by the interval of the severity in force;
 * a change of severity and a reopening begin a new interval.
 */
export function updatesOwed(draft: Draft): Owed[] {
  const { entries, incident, policy, declaredAt } = draft;
  if (incident.facts.isRetrospective) return [];
  const owedFrom = (ms: number) => {
    const severity = severityAt(draft, ms);
    return severity && dueAt(severity.updateEvery, ms, policy.businessHours);
  };
  const owed: Owed[] = [];
  let due = owedFrom(declaredAt);
  for (const step of stepsOf(entries)) {
    if (step.kind === "posted" && due !== undefined)
      owed.push({ dueAt: due, postedAt: step.at, ...lateness(due, step.at) });
    if (step.kind === "resolved" && due !== undefined && step.at > due + GRACE_MS) {
      owed.push({ dueAt: due, postedAt: undefined, lateByMs: step.at - due });
    }
    due = step.kind === "resolved" ? undefined : (step.promise ?? owedFrom(step.at));
  }
  return owed;
}

function lateness(due: number, postedAt: number): { lateByMs: number } {
  return { lateByMs: postedAt - due > GRACE_MS ? postedAt - due : 0 };
}

interface Step {
  readonly at: number;
  readonly kind: "posted" | "restarted" | "resolved";
  readonly promise?: number | undefined;
}

function stepsOf(entries: Draft["entries"]): Step[] {
  const posted = ofKind(entries, "update_posted").map(({ at, seq, data }) => ({
    at,
    seq,
    kind: "posted" as const,
    promise: data.nextUpdateAt,
  }));
  const restarted = [...ofKind(entries, "severity_changed"), ...ofKind(entries, "reopened")].map(({ at, seq }) => ({
    at,
    seq,
    kind: "restarted" as const,
  }));
  const resolved = ofKind(entries, "resolved").map(({ at, seq }) => ({ at, seq, kind: "resolved" as const }));
  return [...posted, ...restarted, ...resolved].sort((a, b) => a.at - b.at || a.seq - b.seq);
}
