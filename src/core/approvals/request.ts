import type { ApprovalStep } from "../../config/index.ts";
import { ConflictError, ForbiddenError, NotFoundError } from "../../lib/errors.ts";
import { ownOf } from "../../lib/own.ts";
import { type Actor, type Decision, person, personId } from "../ledger/index.ts";
import type { NewApprovalEntry, Payload } from "./entries.ts";
import { type Approval, idOf, openApprovals, type WithApprovals } from "./facet.ts";

export type ApprovalDecision = Decision<WithApprovals, NewApprovalEntry>;

export interface RequestInput {
  readonly step: ApprovalStep;
  readonly by: Actor;
  /** What exactly will be done, in words for the approver: "Close #12 Checkout errors (SEV-2)". */
  readonly what: string;
  readonly why?: string | undefined;
  /** Which of several things of this step; only one of each waits at a time. */
  readonly subject?: string | undefined;
  /** What carrying it out needs later. */
  readonly payload: Payload;
}

/** Asks for a yes. ConflictError where the same is being asked already. */
export const requestApproval =
  ({ step, by, what, why, subject, payload }: RequestInput): ApprovalDecision =>
  (incident, { policy, now }) => {
    const waiting = openApprovals(incident).find((other) => other.step === step && other.subject === subject);
    if (waiting) {
      throw new ConflictError(
        "That waits for approval already: `/incident approve` shows it to those who may say yes.",
      );
    }
    const { expiresAfterMs, userGroups } = policy.approvals[step];
    const id = idOf(step, incident.approvals.count + 1);
    const again = unanswered(incident, { step, by, subject })?.id;
    const data = {
      id,
      step,
      what,
      why,
      subject,
      payload,
      expiresAt: now + expiresAfterMs,
      groups: [...userGroups],
      again,
    };
    return [{ kind: "approval_requested", by, key: `approval/${id}`, data }];
  };

/** Asks anew for what nobody answered in time, in the same words. */
export const askAgain =
  ({ id, userId }: { id: string; userId: string }): ApprovalDecision =>
  (incident, world) => {
    const before = approvalOf(incident, id);
    if (!before.ending) throw new ConflictError("It still waits for an answer, so there is no need to ask again.");
    if (before.requestedBy !== person(userId)) {
      throw new ForbiddenError("Only whoever asked can ask again. You can ask for it yourself.");
    }
    if (before.ending.how !== "expired") throw new ConflictError(endedWords(before));
    const { step, what, why, subject, payload } = before;
    return requestApproval({ step, by: person(userId), what, why, subject, payload })(incident, world);
  };

/** Whoever asked needs it no longer. */
export const withdrawApproval =
  ({ id, userId }: { id: string; userId: string }): ApprovalDecision =>
  (incident) => {
    const { requestedBy, ending, what } = approvalOf(incident, id);
    if (ending?.how === "withdrawn") return [];
    if (ending) throw new ConflictError(endedWords(approvalOf(incident, id)));
    if (personId(requestedBy) !== userId)
      throw new ForbiddenError("Only whoever asked can withdraw it. You can decline.");
    return [{ kind: "approval_withdrawn", by: person(userId), key: `approval/${id}/end`, data: { id, what } }];
  };

interface WithdrawMergedInput {
  /** Who merged. */
  readonly by: Actor;
  /** The incident in which it goes on. */
  readonly into: number;
}

/** What was asked for an incident that is merged is not what its survivor needs: there it can be asked again. */
export const withdrawMerged =
  ({ by, into }: WithdrawMergedInput): ApprovalDecision =>
  (incident) =>
    openApprovals(incident).map(({ id, what }) => ({
      kind: "approval_withdrawn",
      by,
      key: `approval/${id}/end`,
      data: { id, what, into },
    }));

/** What was withdrawn because the incident was merged, at that moment or later. */
export const withdrawnByMerging = ({ approvals }: WithApprovals, since: number): Approval[] =>
  Object.values(approvals.asked).filter(
    ({ ending }) => ending?.how === "withdrawn" && ending.into !== undefined && ending.at >= since,
  );

/** The request with this id; NotFoundError. */
export function approvalOf(incident: WithApprovals, id: string): Approval {
  const approval = ownOf(incident.approvals.asked, id);
  if (!approval) throw new NotFoundError("Nothing like that was ever asked for here.");
  return approval;
}

/** Why there is nothing left to decide. */
export function endedWords({ ending }: Approval): string {
  switch (ending?.how) {
    case "approved":
      return "It was approved already, so there is nothing left to decide.";
    case "declined":
      return "It was declined already. Whoever needs it can ask anew.";
    case "withdrawn":
      return ending.into === undefined
        ? "Whoever asked has withdrawn it, so there is nothing left to decide."
        : `It was withdrawn when this incident was merged into #${ending.into}. Whoever needs it can ask again there.`;
    case "expired":
      return "Nobody answered in time, so it has expired. Whoever needs it can ask again.";
    case "overtaken":
      return `There is nothing left to approve: somebody ${ending.what} meanwhile.`;
    default:
      return "It still waits for an answer.";
  }
}

/** The latest of the same that the same person asked for, if nobody answered it. */
function unanswered({ approvals }: WithApprovals, same: Pick<RequestInput, "step" | "by" | "subject">) {
  const before = Object.values(approvals.asked)
    .filter(({ step, subject }) => step === same.step && subject === same.subject)
    .at(-1);
  return before?.ending?.how === "expired" && before.requestedBy === same.by ? before : undefined;
}
