export { type SnoozeInput, type SwitchInput, snoozeReminder, switchReminders } from "./decisions.ts";
export type { ReminderEffect } from "./effects.ts";
export { type NewReminderEntry, type ReminderEntry, RuleId, reminderEntries, type Target } from "./entries.ts";
export type { Ending, RemindersFacet, SentReminder, WithReminders } from "./facet.ts";
export { alsoOwed, type Planned, planReminders } from "./plan.ts";
export { missingRoles, ruleOf } from "./rules.ts";
export { reminders } from "./slice.ts";
