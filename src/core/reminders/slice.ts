import { defineSlice } from "../ledger/index.ts";
import { fireReminder, TIMER, timerOf } from "./decisions.ts";
import { afterChange, reminderEffects } from "./effects.ts";
import { reminderEntries } from "./entries.ts";
import { initialReminders, type WithReminders } from "./facet.ts";
import { foldReminders } from "./fold.ts";
import { planReminders } from "./plan.ts";
import { tellReminders } from "./tell.ts";

export const reminders = defineSlice({
  name: "reminders",
  entries: reminderEntries,
  initial: initialReminders,
  fold: foldReminders,
  tell: tellReminders,
  effects: reminderEffects,
  onChange: afterChange,
  timers: (incident: WithReminders, world) => planReminders(incident, world).map(timerOf),
  onTimer: { [TIMER]: fireReminder },
});
