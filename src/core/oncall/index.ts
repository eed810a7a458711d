export { type NewOncallEntry, oncallEntries } from "./entries.ts";
export { type Cover, type Handoff, overridesOf, type SetOverride, type Swap, type WithOncall } from "./facet.ts";
export { oncall } from "./slice.ts";
