export { acknowledge, takingPart } from "./acknowledge.ts";
export { archiveAt, objectToArchive } from "./archive.ts";
export { assessImpact } from "./assess-impact.ts";
export { AssessedImpact, Assessment, UserShare } from "./assessment.ts";
export { adviseCategory } from "./category-advice.ts";
export { changeSeverity } from "./change-severity.ts";
export { channelNameOf, channelNames } from "./channel-name.ts";
export { type Correction, correct } from "./correct.ts";
export { correctTimes, type Times } from "./correct-times.ts";
export { type Answers, type Criterion, criteriaOf, openCriteria, stageOf } from "./criteria.ts";
export { parseDeclaration } from "./declaration-words.ts";
export { type DeclareInput, declare } from "./declare.ts";
export { withDerivedTimes } from "./derived-times.ts";
export { type IncidentEffect, invitation } from "./effect-kinds.ts";
export { announcementLane, channelLane } from "./effects.ts";
export { incidentEntries, Moment, type NewIncidentEntry, Resolution } from "./entries.ts";
export type { IncidentFacts, WithFacts } from "./facet.ts";
export {
  type CloseInput,
  cancel,
  close,
  mustBeCancellable,
  mustBeClosable,
  mustBeReopenable,
  openForClosing,
  reopen,
} from "./finish.ts";
export { type MergeInput, makeReal, mergeInto } from "./merge.ts";
export { moveStage, movesOf, mustBeReachable, stageMeant, tickCriterion } from "./move-stage.ts";
export { refuseMerged, standingOf } from "./refuse-merged.ts";
export { mustBeResolvable, type ResolveInput, resolve, VERIFICATION } from "./resolve.ts";
export {
  severityLabel,
  severityMeant,
  severityOf,
} from "./severity.ts";
export { adviseSeverity } from "./severity-advice.ts";
export { incidents } from "./slice.ts";
export { parseCorrection, parseSeverityChange } from "./typed-changes.ts";
export { checkedText, cleaned, LONGEST, neededText } from "./wording.ts";
