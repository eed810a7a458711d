import type { Policy } from "../../config/index.ts";
import { ConflictError, InvalidInputError } from "../../lib/errors.ts";
import { neededText, refuseMerged } from "../incidents/index.ts";
import { type Decision, person } from "../ledger/index.ts";
import type { NewRoleEntry } from "./entries.ts";
import { holderOf, type WithRoles } from "./facet.ts";
import { roleLabel } from "./role-named.ts";

export type RoleDecision = Decision<WithRoles, NewRoleEntry>;

export interface TakeRoleInput {
  readonly role: string;
  /** Who shall hold it. */
  readonly userId: string;
  /** Who asked for that. */
  readonly by: string;
  /** Whom the asker knows to hold it, and means to replace. */
  readonly replaces?: string | undefined;
}

/**
 * Gives a role to a person. Somebody else's role is only taken by whoever names its holder: without that nothing
 * changes, and the incident tells who holds it.
 */
export const takeRole =
  ({ role, userId, by, replaces }: TakeRoleInput): RoleDecision =>
  (incident, { policy }) => {
    mustBeChangeable(incident, policy, role);
    const before = holderOf(incident, role);
    if (before === userId || before !== replaces) return [];
    const how = userId === by ? "claimed" : "assigned";
    return [{ kind: "role_taken", by: person(by), data: { role, userId, before, how } }];
  };

/** Gives a role back; nobody holds it then. */
export const releaseRole =
  ({ role, by }: { readonly role: string; readonly by: string }): RoleDecision =>
  (incident, { policy }) => {
    mustBeChangeable(incident, policy, role);
    mustHold(incident, policy, role, by);
    return [{ kind: "role_released", by: person(by), data: { role, userId: by } }];
  };

export interface OfferInput {
  readonly role: string;
  readonly from: string;
  readonly to: string;
  /** The one line that the new holder should know. */
  readonly text: string;
}

/** Asks another person to take over; until they say yes the holder keeps the role. */
export const offerHandover =
  ({ role, from, to, text }: OfferInput): RoleDecision =>
  (incident, { policy }) => {
    mustBeChangeable(incident, policy, role);
    mustHold(incident, policy, role, from);
    if (to === from) throw new InvalidInputError("You hold this role already. Choose somebody else.", "to");
    const line = neededText(text, "text", policy, "Write one line that the new holder should know.");
    return [{ kind: "handover_offered", by: person(from), data: { role, from, to, text: line } }];
  };

export interface AnswerInput {
  readonly role: string;
  readonly userId: string;
}

/** The new holder's yes. */
export const acceptHandover =
  ({ role, userId }: AnswerInput): RoleDecision =>
  (incident, { policy }) => {
    mustBeChangeable(incident, policy, role);
    const { from, text } = offerTo(incident, policy, role, userId);
    const data = { role, userId, before: from, how: "handed_over", text } as const;
    return [{ kind: "role_taken", by: person(userId), data }];
  };

/** The new holder's no: the leaver keeps the role. */
export const declineHandover =
  ({ role, userId }: AnswerInput): RoleDecision =>
  (incident, { policy }) => {
    const { from } = offerTo(incident, policy, role, userId);
    return [{ kind: "handover_declined", by: person(userId), data: { role, from, to: userId } }];
  };

function mustBeChangeable({ id, facts }: WithRoles, policy: Policy, role: string): void {
  refuseMerged(facts);
  if (facts.isCancelled) throw new ConflictError(`Incident #${id} was cancelled, so its roles stay as they were.`);
  if (facts.isClosed) throw new ConflictError(`Incident #${id} is closed, so its roles stay as they were.`);
  if (policy.roles.some((known) => known.id === role)) return;
  const known = policy.roles.map(({ label }) => label.toLowerCase()).join(", ");
  throw new InvalidInputError(`There is no role “${role}” any more. The roles are: ${known}.`);
}

function mustHold(incident: WithRoles, policy: Policy, role: string, userId: string): void {
  if (holderOf(incident, role) === userId) return;
  const label = roleLabel(policy, role).toLowerCase();
  throw new ConflictError(`You are not ${label} of incident #${incident.id}, so there is nothing of yours to give.`);
}

function offerTo(incident: WithRoles, policy: Policy, role: string, userId: string) {
  const offer = incident.roles.offers[role];
  if (offer?.to === userId && holderOf(incident, role) === offer.from) return offer;
  const label = roleLabel(policy, role).toLowerCase();
  throw new ConflictError(`The offer to become ${label} of incident #${incident.id} no longer stands.`);
}
