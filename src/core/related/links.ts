import { ConflictError } from "../../lib/errors.ts";
import { checkedText, type WithFacts } from "../incidents/index.ts";
import { type Decision, person } from "../ledger/index.ts";
import type { NewRelatedEntry } from "./entries.ts";
import type { WithRelated } from "./facet.ts";

type LinkDecision = Decision<WithRelated, NewRelatedEntry>;

/** A public record is read by everybody, so it may only name what everybody may know of. */
export const mayName = (record: WithFacts, other: WithFacts): boolean =>
  record.facts.isPrivate || !other.facts.isPrivate;

export interface LinkInput {
  readonly userId: string;
  /** The other one, as it is now. */
  readonly other: WithFacts;
  readonly why?: string | undefined;
}

/** Ties two incidents together; ConflictError when they are already, or are one. */
export const link =
  ({ userId, other, why }: LinkInput): LinkDecision =>
  (incident, { policy }) => {
    if (other.id === incident.id) throw new ConflictError("An incident cannot be linked to itself.");
    if (incident.related.links[other.id])
      throw new ConflictError(`#${incident.id} and #${other.id} are linked already.`);
    const text = checkedText(why, "why", policy);
    const data = { incidentId: other.id, isHidden: other.facts.isPrivate, isMirrored: false, ...(text && { text }) };
    return [{ kind: "linked", by: person(userId), data }];
  };

/** Takes the tie off again. */
export const unlink =
  ({ userId, other }: Omit<LinkInput, "why">): LinkDecision =>
  (incident) => {
    if (!incident.related.links[other.id]) {
      throw new ConflictError(`#${incident.id} and #${other.id} are not linked, so there is nothing to take off.`);
    }
    const data = { incidentId: other.id, isHidden: other.facts.isPrivate, isMirrored: false };
    return [{ kind: "unlinked", by: person(userId), data }];
  };
