import { ConflictError } from "../../lib/errors.ts";
import { type Decision, person } from "../ledger/index.ts";
import type { NewUpdateEntry, Verbosity } from "./entries.ts";
import type { WithUpdates } from "./facet.ts";

type UpdateDecision = Decision<WithUpdates, NewUpdateEntry>;

/** Somebody with a stake wants to hear more; asking twice changes nothing. */
export const requestUpdate =
  ({ userId }: { userId: string }): UpdateDecision =>
  ({ facts, updates, id }) => {
    if (!facts.isOpen) throw new ConflictError(`Incident #${id} is over, so there is no update to ask for.`);
    if (updates.requestedBy.includes(userId)) return [];
    return [{ kind: "update_requested", by: person(userId), data: {} }];
  };

/** The person gets every update of this incident by direct message. */
export const subscribe =
  ({ userId }: { userId: string }): UpdateDecision =>
  ({ updates }) =>
    updates.subscribers.includes(userId) ? [] : [{ kind: "subscribed", by: person(userId), data: { userId } }];

export const unsubscribe =
  ({ userId }: { userId: string }): UpdateDecision =>
  ({ updates }) =>
    updates.subscribers.includes(userId) ? [{ kind: "unsubscribed", by: person(userId), data: { userId } }] : [];

/** How much the bot says in the incident's channel. */
export const setVerbosity =
  ({ userId, verbosity }: { userId: string; verbosity: Verbosity }): UpdateDecision =>
  ({ updates }) =>
    updates.verbosity === verbosity ? [] : [{ kind: "verbosity_set", by: person(userId), data: { verbosity } }];
