import { z } from "zod";
import { ReminderRule } from "../../core/reminders/index.ts";
import { actionId } from "../kit/action-ids.ts";

const incidentId = z.coerce.number().int().positive();

/** Puts a reminder off; the button's value names the reminder. */
export const snooze = actionId("reminder_snooze", { incidentId, minutes: z.coerce.number().int().positive() });

/** Says that an action item is done; the value is its id. */
export const finishAction = actionId("reminder_done", { incidentId });

/** Turns one kind of reminder off for one incident. */
export const turnOff = actionId("reminder_off", { incidentId, rule: ReminderRule });
