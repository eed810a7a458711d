export { askedInPerson, mayApprove, mayDecideAlone } from "./approvers.ts";
export { AUTHORITY, authorityOf } from "./authority.ts";
export { closeApproved, closeOrRequest } from "./close.ts";
export { type CarryOutTable, decideApproval } from "./decide.ts";
export type { ApprovalEffect } from "./effects.ts";
export { approvalEntries, type NewApprovalEntry } from "./entries.ts";
export { EXPIRY } from "./expire.ts";
export {
  type Approval,
  type ApprovalEnding,
  isOvertaken,
  type Overtaking,
  openApprovals,
  type WithApprovals,
} from "./facet.ts";
export {
  approvalOf,
  askAgain,
  endedWords,
  requestApproval,
  withdrawApproval,
  withdrawMerged,
  withdrawnByMerging,
} from "./request.ts";
export { proposeSeverity, setApprovedSeverity } from "./severity.ts";
export { approvals } from "./slice.ts";
