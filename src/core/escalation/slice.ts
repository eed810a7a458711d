import { defineSlice } from "../ledger/index.ts";
import { escalationEffects } from "./effects.ts";
import { escalationEntries } from "./entries.ts";
import { initialEscalation } from "./facet.ts";
import { foldEscalation } from "./fold.ts";
import { followPresence } from "./presence.ts";
import { tellEscalation } from "./tell.ts";
import { escalationTimers, onEscalationTimer } from "./timers.ts";

/** Who is called, and who answers. How a page looks and reaches people is for the reminders. */
export const escalation = defineSlice({
  name: "escalation",
  entries: escalationEntries,
  initial: initialEscalation,
  fold: foldEscalation,
  tell: tellEscalation,
  follow: followPresence,
  effects: escalationEffects,
  timers: escalationTimers,
  onTimer: onEscalationTimer,
});
