export { snoozeReminder, switchReminders, TIMER } from "./decisions.ts";
export type { ReminderEffect } from "./effects.ts";
export { AskRule, ReminderRule, RuleId, type Target } from "./entries.ts";
export type { Ending, Place, RemindersFacet, SentReminder, WithReminders } from "./facet.ts";
export { MANNERS, type Manner } from "./manners.ts";
export { alsoOwed, planReminders } from "./plan.ts";
export { missingRoles } from "./rules.ts";
export { reminders } from "./slice.ts";
