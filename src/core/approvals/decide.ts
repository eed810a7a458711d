import type { ApprovalStep } from "../../config/index.ts";
import { ConflictError, DomainError, ForbiddenError } from "../../lib/errors.ts";
import { checkedText } from "../incidents/index.ts";
import { type Decision, type NewEntry, person, personId, type World } from "../ledger/index.ts";
import { roleLabel } from "../roles/index.ts";
import { mayApprove } from "./approvers.ts";
import type { Approval, WithApprovals } from "./facet.ts";
import { approvalOf, endedWords } from "./request.ts";

/** Does what was approved, with the incident as it is now; a DomainError says why it can no longer be done. */
export type CarryOut<I> = (incident: I, approval: Approval, world: World) => readonly NewEntry[];

/** How each step is done once it is approved. */
export type CarryOutTable<I> = Readonly<Record<ApprovalStep, CarryOut<I>>>;

export interface DecideInput<I> {
  readonly id: string;
  readonly userId: string;
  readonly verdict: "approved" | "declined";
  readonly why?: string | undefined;
  readonly carryOut: CarryOutTable<I>;
}

/** Says yes, which does it in the same change, or no. ConflictError when it is over, ForbiddenError for who may not. */
export const decideApproval =
  <I extends WithApprovals>({ id, userId, verdict, why, carryOut }: DecideInput<I>): Decision<I> =>
  (incident, world) => {
    const { policy, now } = world;
    const approval = approvalOf(incident, id);
    if (approval.ending) throw new ConflictError(endedWords(approval));
    if (now >= approval.expiresAt) {
      throw new ConflictError("The time for an answer has just run out. Whoever needs it can ask again.");
    }
    const may = mayApprove(incident, approval, userId, policy);
    if (may === "own" && verdict === "approved") throw new ForbiddenError(ownWords(approval.step));
    if (may === "not_entitled") throw new ForbiddenError(notEntitledWords(approval, world));
    const by = person(userId);
    const decided = (couldNot?: string): NewEntry => ({
      kind: "approval_decided",
      by,
      key: `approval/${id}/end`,
      data: {
        id,
        what: approval.what,
        verdict,
        why: checkedText(why, "why", policy),
        isOwn:
          verdict === "approved" &&
          personId(approval.requestedBy) === userId &&
          policy.approvals[approval.step].twoPerson,
        couldNot,
      },
    });
    if (verdict === "declined") return [decided()];
    try {
      return [decided(), ...carryOut[approval.step](incident, approval, world)];
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return [decided(error.message)];
    }
  };

const DOING: Readonly<Record<ApprovalStep, string>> = {
  close: "closing it",
  customer_message: "a message to customers",
  set_severity: "a severity that Sitrep proposes",
};

const ownWords = (step: ApprovalStep): string =>
  `You asked for this yourself, and ${DOING[step]} needs a second person's yes. \`/incident page\` reaches somebody.`;

function notEntitledWords({ step }: Approval, { policy }: World): string {
  const { people, userGroups, roles, responders } = policy.approvals[step];
  const isKept = people.length + userGroups.length > 0;
  const holders = roles.map((role) => `the ${roleLabel(policy, role).toLowerCase()}`);
  const others = isKept ? ["whom the policy names for it"] : responders ? ["whoever is in its channel"] : [];
  return `${DOING[step].replace(/^./, (first) => first.toUpperCase())} can be approved by ${either([...holders, ...others])}. The policy says so under approvals.${step}.`;
}

const either = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? "nobody") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
