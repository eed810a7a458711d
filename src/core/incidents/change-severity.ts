import { ConflictError } from "../../lib/errors.ts";
import { type Decision, person } from "../ledger/index.ts";
import type { NewIncidentEntry } from "./entries.ts";
import type { WithFacts } from "./facet.ts";
import { checkedSeverity } from "./severity.ts";
import { checkedText } from "./wording.ts";

export interface ChangeSeverityInput {
  readonly userId: string;
  /** A severity's id, label, name or alias. */
  readonly severity: string;
  readonly why?: string | undefined;
}

/** Sets the severity; ConflictError when it is that already. */
export const changeSeverity =
  ({ userId, severity: word, why }: ChangeSeverityInput): Decision<WithFacts, NewIncidentEntry> =>
  (incident, { policy }) => {
    const before = incident.facts.severity;
    const severity = checkedSeverity(policy, word);
    const text = checkedText(why, "why", policy);
    if (severity.id === before) {
      throw new ConflictError(`It is ${severity.label} already; \`/incident edit\` corrects anything else.`);
    }
    return [{ kind: "severity_changed", by: person(userId), data: { before, severity: severity.id, text } }];
  };
