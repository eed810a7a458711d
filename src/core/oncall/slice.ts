import { defineSlice } from "../ledger/index.ts";
import { oncallEffects } from "./effects.ts";
import { oncallEntries } from "./entries.ts";
import { foldOncall, initialOncall } from "./facet.ts";
import { tellOncall } from "./tell.ts";
import { oncallTimers, onOncallTimer } from "./timers.ts";

/** Who is on call: what people change in the rotations, and how shifts are handed over. Lives on the house's record. */
export const oncall = defineSlice({
  name: "oncall",
  entries: oncallEntries,
  initial: initialOncall,
  fold: foldOncall,
  tell: tellOncall,
  effects: oncallEffects,
  timers: oncallTimers,
  onTimer: onOncallTimer,
});
