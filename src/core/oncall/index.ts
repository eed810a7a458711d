export { type NewOncallEntry, oncallEntries } from "./entries.ts";
export { type Cover, type Handoff, overridesOf, type SetOverride, type Swap, type WithOncall } from "./facet.ts";
export { type Holder, type Holders, holdersAt, type OnCall, onCall, type RotaWorld } from "./rota/on-call.ts";
export { currentShift, nextChangeAt, nextChangeOf, type Shift, shiftsBetween } from "./rota/shifts.ts";
export { oncall } from "./slice.ts";
