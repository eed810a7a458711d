export { calendarKey, calendarPath, type Feed, feedAt } from "./calendar.ts";
export {
  askCover,
  candidates,
  coverExpiresAt,
  declineCover,
  openCovers,
  takeCover,
  withdrawCover,
} from "./cover.ts";
export type { CoverNews, OncallEffect, ShiftNews, SwapNews } from "./effects.ts";
export { oncallEntries } from "./entries.ts";
export { type Cover, type Handoff, overridesOf, type SetOverride, type Swap, type WithOncall } from "./facet.ts";
export { forgetShiftWords, SHIFT_WORDED, shiftWordsOf } from "./forget.ts";
export {
  acknowledgeHandoff,
  draftOf,
  editHandoff,
  handoverOf,
  LONGEST_HANDOFF,
  mustBeEditable,
  sendHandoff,
  startHandoff,
  unacknowledgedHandoffs,
} from "./handoff.ts";
export { type LoadAddressees, loadAddressees } from "./load-warning.ts";
export type { Handover } from "./next-handover.ts";
export { removeOverride, setOverride, standingOverrides } from "./override.ts";
export { type Holder, holdersAt, onCall, type RotaWorld } from "./rota/on-call.ts";
export { nextChangeAt, nextChangeOf, type Shift, shiftsBetween } from "./rota/shifts.ts";
export { concernedBy } from "./shift-change.ts";
export { peopleIn, rotaOf, rotationLabel, rotationMeant, shiftsOf } from "./shifts-of.ts";
export { oncall } from "./slice.ts";
export { lengthWords, parseSpan, type SpokenSpan, spokenSpan, wordsBeforeSpan } from "./spans/index.ts";
export { acceptSwap, declineSwap, offerSwap, openSwaps, swapExpiresAt, withdrawSwap } from "./swap.ts";
