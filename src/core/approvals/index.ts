export { askedInPerson, type MayApprove, mayApprove, mayDecideAlone, othersFor } from "./approvers.ts";
export { AUTHORITY, type Authority, authorityOf } from "./authority.ts";
export { closeApproved, closeOrRequest } from "./close.ts";
export { type CarryOut, type CarryOutTable, type DecideInput, decideApproval } from "./decide.ts";
export type { ApprovalEffect } from "./effects.ts";
export { approvalEntries } from "./entries.ts";
export { EXPIRY } from "./expire.ts";
export {
  type Approval,
  type ApprovalEnding,
  isOvertaken,
  type Overtaking,
  openApprovals,
  type WithApprovals,
} from "./facet.ts";
export { approvalOf, askAgain, endedWords, type RequestInput, requestApproval, withdrawApproval } from "./request.ts";
export { type ProposeInput, proposeSeverity, setApprovedSeverity } from "./severity.ts";
export { approvals } from "./slice.ts";
