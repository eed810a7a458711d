import { ConflictError } from "../../lib/errors.ts";
import { type Decision, person } from "../ledger/index.ts";
import type { NewIncidentEntry } from "./entries.ts";
import type { WithFacts } from "./facet.ts";

/** Who takes part acknowledges by it: the entry for the first one, nothing for those after. */
export function takingPart({ facts }: WithFacts, userId: string): NewIncidentEntry[] {
  const isAwaited = facts.isOpen && !facts.isRetrospective && facts.times.acknowledged === undefined;
  return isAwaited ? [{ kind: "acknowledged", by: person(userId), key: "acknowledged", data: {} }] : [];
}

/** "I see it": ConflictError when somebody else said so before, or when it is over. */
export const acknowledge =
  (userId: string): Decision<WithFacts, NewIncidentEntry> =>
  (incident) => {
    const { facts } = incident;
    if (!facts.isOpen) throw new ConflictError("This incident is over, so there is nothing left to acknowledge.");
    if (facts.times.acknowledged === undefined) {
      return [{ kind: "acknowledged", by: person(userId), key: "acknowledged", data: {} }];
    }
    if (facts.acknowledgedBy === userId) return [];
    throw new ConflictError("Somebody was faster: it is acknowledged already. You can still take a role.");
  };
