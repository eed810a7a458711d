export { acknowledgePage, groupFound, passPage } from "./answer.ts";
export { nextRung } from "./climb.ts";
export type { EscalationEffect } from "./effects.ts";
export { escalationEntries, type NewEscalationEntry } from "./entries.ts";
export {
  type Call,
  calledBy,
  type Escalation,
  type EscalationEnding,
  openEscalations,
  type Page,
  pagesOf,
  type WithEscalation,
  wasPaged,
} from "./facet.ts";
export { isStillNeeded, type PageOutside } from "./outside/effects.ts";
export { type Act, type NewPagingEntry, pagingEntries, WayName } from "./outside/entries.ts";
export type { WithPaging } from "./outside/facet.ts";
export { type OutsidePage, outsidePage } from "./outside/page.ts";
export { paging } from "./outside/slice.ts";
export {
  type EscalationDecision,
  escalate,
  isRaisable,
  mustBePageable,
  pagePeople,
  type RaiseInput,
  raiseEscalation,
} from "./raise.ts";
export { escalation } from "./slice.ts";
export type { TriggerEffect } from "./triggers/effects.ts";
export { triggerEntries } from "./triggers/entries.ts";
export type { AskedQuestion } from "./triggers/facet.ts";
export { answerTriggers, askedOf } from "./triggers/fire.ts";
export { triggers } from "./triggers/slice.ts";
export { type Called, isLadderSet, onCallFor, rotationsFor } from "./who.ts";
