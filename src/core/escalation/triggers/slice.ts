import { defineSlice } from "../../ledger/index.ts";
import { afterTriggers } from "./effects.ts";
import { triggerEntries } from "./entries.ts";
import { foldTriggers, initialTriggers } from "./facet.ts";
import { fireTrigger, TRIGGER, triggerTimers } from "./fire.ts";
import { followTriggers } from "./follow.ts";
import { tellTriggers } from "./tell.ts";

/** When the bot escalates by itself, or asks whether to. */
export const triggers = defineSlice({
  name: "triggers",
  entries: triggerEntries,
  initial: initialTriggers,
  fold: foldTriggers,
  tell: tellTriggers,
  follow: followTriggers,
  onChange: afterTriggers,
  timers: triggerTimers,
  onTimer: { [TRIGGER]: fireTrigger },
});
