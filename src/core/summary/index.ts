export type { Audience, SummaryEffect } from "./effects.ts";
export { type NewSummaryEntry, type SummaryEntry, summaryEntries } from "./entries.ts";
export type { Place, SummaryFacet, WithSummary } from "./facet.ts";
export { summary } from "./slice.ts";
export { type SummaryModel, type SummaryRole, summaryOf } from "./summary-of.ts";
