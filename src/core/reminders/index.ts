export { snoozeReminder, switchReminders, TIMER } from "./decisions.ts";
export type { ReminderEffect } from "./effects.ts";
export { AskRule, ReminderRule } from "./entries.ts";
export type { Ending, RemindersFacet, SentReminder, WithReminders } from "./facet.ts";
export { alsoOwed, planReminders } from "./plan.ts";
export { afterQuietHours } from "./quiet-hours.ts";
export { missingRoles } from "./rules.ts";
export { reminders } from "./slice.ts";
