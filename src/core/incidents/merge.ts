import { ConflictError } from "../../lib/errors.ts";
import { type Decision, person } from "../ledger/index.ts";
import type { NewIncidentEntry } from "./entries.ts";
import type { WithFacts } from "./facet.ts";
import { checkedText } from "./wording.ts";

export interface MergeInput {
  readonly userId: string;
  /** The incident in which it goes on, as it is now. */
  readonly into: WithFacts;
  readonly why?: string | undefined;
}

/** Why one incident cannot be merged into another, as a sentence; undefined when it can. */
function whyNotMerged(loser: WithFacts, into: WithFacts): string | undefined {
  const [one, other] = [loser.facts, into.facts];
  if (loser.id === into.id)
    return `#${loser.id} cannot be merged into itself. Name the other one: \`/incident merge #12\`.`;
  if (one.mergedInto !== undefined) return `#${loser.id} was merged into #${one.mergedInto} already.`;
  if (other.mergedInto !== undefined) {
    const where = other.mergedInto === loser.id ? "that is this one" : `merge into #${other.mergedInto} instead`;
    return `#${into.id} was itself merged into #${other.mergedInto}; ${where}.`;
  }
  if (one.isCancelled) return `#${loser.id} was cancelled, so there is nothing to merge.`;
  if (other.isCancelled)
    return `#${into.id} was cancelled, so nothing can go on there. \`/incident #${into.id} reopen\` brings it back.`;
  if (one.isClosed) return `#${loser.id} is closed. \`/incident link\` ties it to #${into.id} instead.`;
  if (one.isPrivate !== other.isPrivate) return privacySentence(loser, into);
  if (one.isDrill !== other.isDrill)
    return "One of them is a drill and the other is not, so they cannot be one incident.";
  if (other.parentId === loser.id) return `#${into.id} is a workstream of #${loser.id}. Merge it the other way round.`;
  return undefined;
}

const privacySentence = (loser: WithFacts, into: WithFacts): string =>
  loser.facts.isPrivate
    ? `#${loser.id} is private and #${into.id} is not: what was said in private would be told to everybody. \`/incident link\` ties them together for those who may see both.`
    : `#${into.id} is private and #${loser.id} is not: its card and announcement would tell everybody of a private incident. \`/incident link\` ties them together for those who may see both.`;

/** It is the same as another incident and goes on there; ConflictError with the reason when that cannot be. */
export const mergeInto =
  ({ userId, into, why }: MergeInput): Decision<WithFacts, NewIncidentEntry> =>
  (incident, { policy }) => {
    const reason = whyNotMerged(incident, into);
    if (reason !== undefined) throw new ConflictError(reason);
    const text = checkedText(why, "why", policy);
    return [{ kind: "merged_into", by: person(userId), data: { incidentId: into.id, ...(text && { text }) } }];
  };

/** What was practised has become serious; ConflictError when it is no drill, or over. */
export const makeReal =
  (userId: string, why: string | undefined): Decision<WithFacts, NewIncidentEntry> =>
  ({ facts }, { policy }) => {
    if (!facts.isDrill) throw new ConflictError("It is no drill: it counts as a real incident already.");
    if (!facts.isOpen) throw new ConflictError("This drill is over. Declare what really happens: `/incident declare`.");
    const text = checkedText(why, "why", policy) ?? "This is not a drill any longer";
    return [{ kind: "made_real", by: person(userId), data: { text } }];
  };
