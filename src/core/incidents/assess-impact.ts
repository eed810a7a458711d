import { type Decision, person } from "../ledger/index.ts";
import { blastRadius } from "../services/index.ts";
import type { Assessment } from "./assessment.ts";
import type { NewIncidentEntry } from "./entries.ts";
import type { WithFacts } from "./facet.ts";
import { adviseSeverity } from "./severity-advice.ts";

export interface AssessImpactInput {
  readonly userId: string;
  readonly assessment: Assessment;
}

/** Puts on record how bad it is by a person's answers, and which severity they speak for; changes none. */
export const assessImpact =
  ({ userId, assessment }: AssessImpactInput): Decision<WithFacts, NewIncidentEntry> =>
  ({ facts }, { policy }) => {
    const { severity, reasons } = adviseSeverity(assessment, blastRadius(policy.services, facts.services), policy);
    const data = { ...assessment, advised: severity.id, reasons: [...reasons] };
    return [{ kind: "impact_assessed", by: person(userId), data }];
  };
