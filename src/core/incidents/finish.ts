import { ConflictError } from "../../lib/errors.ts";
import { type Decision, person } from "../ledger/index.ts";
import { type Answers, type Criterion, criteriaOf, stageOf } from "./criteria.ts";
import type { NewIncidentEntry } from "./entries.ts";
import type { IncidentFacts, WithFacts } from "./facet.ts";
import { refuseMerged } from "./refuse-merged.ts";
import { VERIFICATION } from "./resolve.ts";
import { severityOf } from "./severity.ts";
import { neededText } from "./wording.ts";

/** ConflictError, with the reason, when it cannot be brought back. */
export function mustBeReopenable(facts: IncidentFacts): void {
  if (facts.isOpen) throw new ConflictError("It is open, so there is nothing to reopen.");
  refuseMerged(facts);
}

/** ConflictError, with the reason, when it cannot be taken back. */
export function mustBeCancellable(facts: IncidentFacts): void {
  refuseMerged(facts);
  if (facts.isCancelled) throw new ConflictError("It was cancelled already.");
  if (!facts.isOpen) throw new ConflictError("It is resolved, so it was no mistake; it stays in the record.");
}

/** ConflictError, with the reason, when it cannot be closed. */
export function mustBeClosable(facts: IncidentFacts): void {
  if (facts.isClosed) throw new ConflictError("It is closed already.");
  refuseMerged(facts);
  if (facts.isCancelled) throw new ConflictError("It was cancelled; there is nothing to close.");
  if (facts.isOpen) throw new ConflictError("It is still open. Resolve it first: `/incident resolve`.");
}

/** Brings a resolved or cancelled incident back. */
export const reopen =
  (userId: string, why: string | undefined): Decision<WithFacts, NewIncidentEntry> =>
  ({ facts }, { policy }) => {
    mustBeReopenable(facts);
    const text = neededText(why, "why", policy, "Say what brings it back, so that everybody knows what has changed.");
    return [{ kind: "reopened", by: person(userId), data: { text } }];
  };

/** Takes back what was declared by mistake; what was really worked on is resolved instead. */
export const cancel =
  (userId: string, why: string | undefined): Decision<WithFacts, NewIncidentEntry> =>
  ({ facts }, { policy }) => {
    mustBeCancellable(facts);
    const text = neededText(why, "why", policy, "Say why, in a few words, for those who were called.");
    return [{ kind: "cancelled", by: person(userId), data: { text } }];
  };

export interface CloseInput<I extends WithFacts> {
  readonly userId: string;
  /** What slices above know, asked with fresh state. */
  readonly known: (incident: I) => Answers;
  /** The person was shown what is open, and closes all the same. */
  readonly isSkipping: boolean;
}

type World = Parameters<Decision<WithFacts>>[1];

/** What is still open between being resolved and being done with. */
export function openForClosing(incident: WithFacts, known: Answers, world: World): Criterion[] {
  const left =
    incident.facts.stage === "resolution" ? (["resolution", "postmortem"] as const) : (["postmortem"] as const);
  return left
    .filter((stage) => stage !== "postmortem" || isPostmortemOwed(incident, world))
    .flatMap((stage) => criteriaOf(stageOf(world.policy, stage), incident, known, world))
    .filter((criterion) => !criterion.isMet);
}

const isPostmortemOwed = ({ facts }: WithFacts, { policy }: World): boolean =>
  policy.severities.some(({ id, postmortem }) => id === facts.severity && postmortem.need === "required");

/** What was resolved at a lower severity may have been resolved unverified; nothing is closed like that (AUTH-3). */
function mustBeVerified({ severity: id, resolution }: IncidentFacts, { policy }: World): void {
  const severity = severityOf(policy, id);
  if (!severity?.verificationRequired) return;
  const missing = VERIFICATION.filter(({ of }) => resolution?.[of] !== true).map(({ label }) => `“${label}”`);
  if (missing.length === 0) return;
  throw new ConflictError(
    `A ${severity.label} is closed only once it is verified. Not confirmed when it was resolved: ${missing.join(", ")}. \`/incident reopen\` it, and resolve it with that confirmed.`,
  );
}

/** Puts the file away. ConflictError unless it is resolved, and where open criteria would be skipped unasked. */
export const close =
  <I extends WithFacts>({ userId, known, isSkipping }: CloseInput<I>): Decision<I, NewIncidentEntry> =>
  (incident, world) => {
    mustBeClosable(incident.facts);
    mustBeVerified(incident.facts, world);
    const by = person(userId);
    const skipped = openForClosing(incident, known(incident), world);
    if (skipped.length > 0 && !isSkipping) {
      throw new ConflictError(
        `Still open: ${skipped.map(({ label }) => label).join("; ")}. Look again and say whether to close it.`,
      );
    }
    return [{ kind: "closed", by, data: { skipped: skipped.map(({ id }) => id) } }];
  };
