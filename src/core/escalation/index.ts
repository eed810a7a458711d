export { acknowledgePage, groupFound, passPage } from "./answer.ts";
export { awaitedUntil, commandOwedSince } from "./awaited.ts";
export { CALLING_TIMERS } from "./by-itself.ts";
export { carryOnCalls, endCarriedOn } from "./carry-on.ts";
export { nextRung } from "./climb.ts";
export type { EscalationEffect } from "./effects.ts";
export { escalationEntries } from "./entries.ts";
export type { EscalationEnding, Page, WithEscalation } from "./facet.ts";
export { type Interrupt, interruptsOf, type PageLoad, pageLoads, weekStarts } from "./load/index.ts";
export { isStillNeeded, type PageOutside } from "./outside/effects.ts";
export { type Act, type NewPagingEntry, pagingEntries, WayName } from "./outside/entries.ts";
export { troubleOf, type WithPaging } from "./outside/facet.ts";
export { type OutsidePage, outsidePage } from "./outside/page.ts";
export { paging } from "./outside/slice.ts";
export { waysWords } from "./outside/tell.ts";
export { calledBy, ladderCall, openEscalations, pagesInRound, pagesOf, wasPaged } from "./pages.ts";
export { followWork } from "./presence.ts";
export {
  type EscalationDecision,
  escalate,
  mayCall,
  mustBePageable,
  pagePeople,
} from "./raise.ts";
export { escalation } from "./slice.ts";
export { BY_NAME, needlessWords, shownWords } from "./tell.ts";
export { isWorkedOn } from "./triggers/at-work.ts";
export type { TriggerEffect } from "./triggers/effects.ts";
export { triggerEntries } from "./triggers/entries.ts";
export type { AskedQuestion } from "./triggers/facet.ts";
export { answerTriggers, askedOf } from "./triggers/fire.ts";
export { triggers } from "./triggers/slice.ts";
export { type Called, isLadderSet, onCallFor } from "./who.ts";
