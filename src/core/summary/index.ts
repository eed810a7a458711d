export type { Audience, SummaryEffect } from "./effects.ts";
export type { Place, WithSummary } from "./facet.ts";
export { shiftHandoff } from "./shift-handoff.ts";
export { summary } from "./slice.ts";
export { type SummaryModel, type SummaryRole, summaryOf } from "./summary-of.ts";
