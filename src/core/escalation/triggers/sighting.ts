import type { Policy, TriggerId } from "../../../config/index.ts";
import { severityOf } from "../../incidents/index.ts";
import type { World } from "../../ledger/index.ts";
import type { WithTriggers } from "./facet.ts";

/** That a trigger holds, or will if nothing changes until `at`. */
export interface Sighting {
  /** Names what it holds for, within its trigger. */
  readonly cause: string;
  /** Read after "because": "open for 2 h". */
  readonly evidence: string;
  /** Epoch milliseconds; may lie ahead. */
  readonly at: number;
  readonly does: "page" | "ask";
}

/** One reason to escalate; pure over the record. */
export interface Trigger<Id extends TriggerId = TriggerId> {
  readonly id: Id;
  /** It measures time in which nothing happens, so it rests where the severity never escalates. */
  readonly isOfTime?: boolean;
  sightings(incident: WithTriggers, world: World, policy: Policy["escalation"]["triggers"][Id]): readonly Sighting[];
}

/** States a trigger with the type of its own part of the policy. */
export const defineTrigger = <Id extends TriggerId>(trigger: Trigger<Id>): Trigger<Id> => trigger;

/** Since when it has been open. */
export const openedAt = ({ facts }: WithTriggers): number => facts.reopenedAt ?? facts.times.declared ?? 0;

/** Since when it has been worked on at the present severity. */
export const workStartedAt = (incident: WithTriggers): number =>
  Math.max(openedAt(incident), incident.facts.severityAt);

/** The fix is in and is being watched: silence is what everybody hopes for. */
export const isBeingWatched = ({ facts }: WithTriggers): boolean => facts.stage === "verification";

export const ofSeverity = (incident: WithTriggers, policy: Policy) => severityOf(policy, incident.facts.severity);

/** Whether the policy lets this severity escalate by itself. */
export const mayEscalate = (incident: WithTriggers, policy: Policy): boolean => {
  const due = ofSeverity(incident, policy)?.escalateAfter;
  return due !== undefined && due.kind !== "never";
};
