import { defineSlice } from "../ledger/index.ts";
import { confirmMarks, timelineEffects } from "./effects.ts";
import { timelineEntries } from "./entries.ts";
import { foldTimeline, initialTimeline } from "./facet.ts";
import { tellTimeline } from "./tell.ts";

/** What is said, noted and marked while an incident runs. */
export const timeline = defineSlice({
  name: "timeline",
  entries: timelineEntries,
  initial: initialTimeline,
  fold: foldTimeline,
  tell: tellTimeline,
  effects: timelineEffects,
  onChange: confirmMarks,
});
