import { defineSlice } from "../ledger/index.ts";
import { summaryChanges, summaryEffects } from "./effects.ts";
import { summaryEntries } from "./entries.ts";
import { foldSummary, initialSummary } from "./facet.ts";
import { tellSummary } from "./tell.ts";

export const summary = defineSlice({
  name: "summary",
  entries: summaryEntries,
  initial: initialSummary,
  fold: foldSummary,
  tell: tellSummary,
  effects: summaryEffects,
  onChange: summaryChanges,
});
