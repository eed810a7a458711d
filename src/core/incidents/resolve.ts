import { ConflictError, InvalidInputError } from "../../lib/errors.ts";
import { type Decision, person } from "../ledger/index.ts";
import { takingPart } from "./acknowledge.ts";
import { type Answers, openCriteria } from "./criteria.ts";
import type { NewIncidentEntry } from "./entries.ts";
import type { IncidentFacts, WithFacts } from "./facet.ts";
import { refuseMerged } from "./refuse-merged.ts";
import { severityOf } from "./severity.ts";
import { checkedText, neededText } from "./wording.ts";

/** What must be true before people may be told that it is over, with the field that asks for it. */
export const VERIFICATION = [
  { field: "restored", label: "Service restored", of: "isRestored" },
  { field: "metrics", label: "Metrics normal", of: "areMetricsNormal" },
  { field: "users", label: "Users confirm", of: "doUsersConfirm" },
] as const;

export interface ResolveInput<I extends WithFacts> {
  readonly userId: string;
  readonly fix: string | undefined;
  readonly rootCause?: string | undefined;
  readonly impact?: string | undefined;
  readonly isRestored: boolean;
  readonly areMetricsNormal: boolean;
  readonly doUsersConfirm: boolean;
  readonly followUps?: readonly string[];
  /** When it was over, in epoch milliseconds, where that was not just now. */
  readonly resolvedAt?: number | undefined;
  /** What slices above know, asked with fresh state. */
  readonly known: (incident: I) => Answers;
}

/** Ends the work. InvalidInputError where the severity needs verification and it is missing. */
export const resolve =
  <I extends WithFacts>(input: ResolveInput<I>): Decision<I, NewIncidentEntry> =>
  (incident, world) => {
    const { facts } = incident;
    const { policy } = world;
    mustBeResolvable(facts);
    const fix = neededText(
      input.fix,
      "fix",
      policy,
      "Say what fixed it; the next one who meets this will look here first.",
    );
    const rootCause = checkedText(input.rootCause, "root_cause", policy);
    const impact = checkedText(input.impact, "impact", policy) ?? facts.impact ?? "";
    const followUps = (input.followUps ?? []).flatMap((line) => checkedText(line, "follow_ups", policy) ?? []);
    const severity = severityOf(policy, facts.severity);
    if (severity?.verificationRequired) refuseUnverified(input, severity.label);
    const { isRestored, areMetricsNormal, doUsersConfirm } = input;
    const skipped = openCriteria("resolution", incident, known(input, incident, rootCause), world).map(({ id }) => id);
    return [
      ...takingPart(incident, input.userId),
      {
        kind: "resolved",
        by: person(input.userId),
        at: checkedEnd(input.resolvedAt, facts.times.started ?? 0, world.now),
        data: { fix, rootCause, impact, isRestored, areMetricsNormal, doUsersConfirm, followUps, skipped },
      },
    ];
  };

/** ConflictError, with the reason, when it cannot be resolved. */
export function mustBeResolvable(facts: IncidentFacts): void {
  refuseMerged(facts);
  if (facts.isCancelled) throw new ConflictError("It was cancelled, so there is nothing to resolve.");
  if (!facts.isOpen) throw new ConflictError("It is resolved already. `/incident reopen` brings it back.");
}

/** What the form itself says counts as much as a tick on the checklist. */
function known<I extends WithFacts>(input: ResolveInput<I>, incident: I, rootCause: string | undefined): Answers {
  return {
    ...input.known(incident),
    ...(rootCause !== undefined && { cause_recorded: true }),
    ...(input.isRestored && { mitigated: true }),
    ...(input.areMetricsNormal && { metrics_normal: true }),
    acknowledged: true,
  };
}

function refuseUnverified(input: ResolveInput<never>, label: string): void {
  const missing = VERIFICATION.filter(({ of }) => !input[of]);
  const [first] = missing;
  if (!first) return;
  const list = missing.map(({ label: name }) => `“${name}”`).join(", ");
  throw new InvalidInputError(
    `A ${label} is resolved only once it is verified, so that nobody is told it is over while users still suffer. Not confirmed: ${list}. Until then, move it to verification.`,
    first.field,
  );
}

function checkedEnd(resolvedAt: number | undefined, startedAt: number, now: number): number | undefined {
  if (resolvedAt === undefined) return undefined;
  if (resolvedAt > now)
    throw new InvalidInputError("That has not happened yet. Choose a time that has passed.", "ended");
  if (resolvedAt < startedAt) throw new InvalidInputError("It cannot have ended before it started.", "ended");
  return resolvedAt;
}
