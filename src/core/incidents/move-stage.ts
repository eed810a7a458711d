import type { Policy, StageId } from "../../config/index.ts";
import { ConflictError, InvalidInputError } from "../../lib/errors.ts";
import { type Decision, person } from "../ledger/index.ts";
import { type Answers, openCriteria, stageOf } from "./criteria.ts";
import type { NewIncidentEntry } from "./entries.ts";
import type { IncidentFacts, WithFacts } from "./facet.ts";
import { refuseMerged } from "./refuse-merged.ts";

/** Where an incident may be moved by hand; the rest is reached by resolving and reopening. */
const MOVABLE = {
  open: ["detection", "triage", "assignment", "investigation", "remediation", "verification"],
  resolved: ["resolution", "postmortem"],
} satisfies Record<string, StageId[]>;

/** The stages that an incident may be moved to from where it is. */
export function movesOf(facts: IncidentFacts): readonly StageId[] {
  if (facts.isCancelled || facts.isClosed) return [];
  const reachable: readonly StageId[] = facts.isOpen ? MOVABLE.open : MOVABLE.resolved;
  return reachable.filter((stage) => stage !== facts.stage);
}

export interface MoveStageInput<I extends WithFacts> {
  readonly userId: string;
  readonly to: StageId;
  /** What slices above know, asked with fresh state. */
  readonly known: (incident: I) => Answers;
  /** The person was shown what is open, and moves on all the same. */
  readonly isSkipping: boolean;
}

/** Moves on or back. ConflictError where open criteria would be skipped unasked, and for a stage out of reach. */
export const moveStage =
  <I extends WithFacts>({ userId, to, known, isSkipping }: MoveStageInput<I>): Decision<I, NewIncidentEntry> =>
  (incident, world) => {
    const { facts } = incident;
    mustBeReachable(facts, to, world.policy);
    const open = openCriteria(to, incident, known(incident), world);
    if (open.length > 0 && !isSkipping) {
      throw new ConflictError(
        `Still open: ${open.map(({ label }) => label).join("; ")}. Look again and say whether to move on.`,
      );
    }
    const skipped = open.map(({ id }) => id);
    return [{ kind: "stage_changed", by: person(userId), data: { before: facts.stage, stage: to, skipped } }];
  };

/** ConflictError, with the reason, for a stage that cannot be moved to by hand. */
export function mustBeReachable(facts: IncidentFacts, to: StageId, policy: Policy): void {
  if (movesOf(facts).includes(to)) return;
  const { label } = stageOf(policy, to);
  refuseMerged(facts);
  if (facts.isCancelled) throw new ConflictError("It was cancelled. `/incident reopen` brings it back first.");
  if (facts.isClosed) throw new ConflictError("It is closed. `/incident reopen` brings it back first.");
  if (facts.stage === to) throw new ConflictError(`It is in ${label} already.`);
  if (facts.isOpen) throw new ConflictError(`${label} comes with resolving it: \`/incident resolve\`.`);
  throw new ConflictError(`It is resolved. \`/incident reopen\` comes before ${label}.`);
}

/** Ticks an exit criterion, or takes the tick away. */
export const tickCriterion =
  (userId: string, criterion: string, isMet: boolean): Decision<WithFacts, NewIncidentEntry> =>
  (incident, { policy }) => {
    const isKnown = policy.stages.some(({ exit }) => exit.some(({ id }) => id === criterion));
    if (!isKnown) throw new InvalidInputError("That line is no longer on the checklist. Open it again.");
    if ((incident.facts.ticked[criterion] ?? false) === isMet) return [];
    return [{ kind: "criterion_ticked", by: person(userId), data: { criterion, isMet } }];
  };

/** The stage that a word means: its id, its label, or the first with that public status. */
export function stageMeant(policy: Policy, word: string): StageId {
  const meant = word
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, "");
  const byName = policy.stages.find(({ id, label }) =>
    [id, label.toLowerCase().replace(/[\s_-]+/g, "")].some((name) => name === meant),
  );
  const byStatus = meant === "investigating" ? policy.stages.find(({ id }) => id === "investigation") : undefined;
  const stage = byName ?? byStatus ?? policy.stages.find(({ status }) => status === meant);
  if (stage) return stage.id;
  const labels = policy.stages.map(({ label }) => label.toLowerCase()).join(", ");
  throw new InvalidInputError(
    `There is no stage “${word.slice(0, 30)}”. The stages are ${labels}; investigating, identified, monitoring and resolved work too.`,
  );
}
