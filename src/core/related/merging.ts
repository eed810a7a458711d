import { type NewApprovalEntry, withdrawMerged } from "../approvals/index.ts";
import { type MergeInput, mergeInto, type NewIncidentEntry } from "../incidents/index.ts";
import { type Decision, person } from "../ledger/index.ts";
import type { WithRelated } from "./facet.ts";

/** One incident goes on in another: what waits for a yes in it is withdrawn, with a word to all who wait. */
export const merge =
  (input: MergeInput): Decision<WithRelated, NewIncidentEntry | NewApprovalEntry> =>
  (incident, world) => {
    const merged = mergeInto(input)(incident, world);
    return [...withdrawMerged({ by: person(input.userId), into: input.into.id })(incident, world), ...merged];
  };
