import { z } from "zod";
import type { NewEntryOf } from "../ledger/index.ts";

export const RuleId = z.enum([
  "update",
  "no_commander",
  "unclaimed_roles",
  "unset",
  "unacknowledged",
  "silent",
  "monitoring",
  "postmortem",
  "action_item",
]);
export type RuleId = z.infer<typeof RuleId>;

/** Who is reminded: one person, or the incident's channel with people named in it. */
export const Target = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("person"), userId: z.string() }),
  z.object({ kind: z.literal("channel"), userIds: z.array(z.string()) }),
]);
export type Target = z.infer<typeof Target>;

/** Why a reminder comes later than its time. */
export const HeldBy = z.enum(["snooze", "quiet_hours", "away"]);
export type HeldBy = z.infer<typeof HeldBy>;

export const SkipReason = z.enum(["switched_off", "silent_channel", "overtaken", "answered", "nobody"]);
export type SkipReason = z.infer<typeof SkipReason>;

/** One turn of one rung of one rule; `id` is unique within the incident. */
const Occasion = z.object({
  id: z.string(),
  rule: RuleId,
  /** The rule, and what of several things it is about. */
  topic: z.string(),
  subject: z.string().optional(),
  cycle: z.string(),
  rung: z.string(),
  turn: z.number(),
  /** Since when it has been owed, epoch milliseconds. */
  startedAt: z.number().optional(),
  /** When the thing itself is or was due, epoch milliseconds. */
  dueAt: z.number(),
});

/** What was asked of whom and why not; the record of the bot's own nagging. */
export const reminderEntries = {
  reminder_sent: Occasion.extend({ to: Target, heldBy: HeldBy.optional() }),
  reminder_skipped: Occasion.extend({ why: SkipReason }),
  /** Where it stands; `items` are all reminders in that message, also those of other incidents. */
  reminder_delivered: z.object({
    id: z.string(),
    channelId: z.string(),
    ts: z.string(),
    items: z.array(z.object({ incidentId: z.number(), id: z.string() })),
  }),
  /** The person cannot be reached; the channel is told instead. */
  reminder_undelivered: z.object({ id: z.string(), userId: z.string(), why: z.string() }),
  /** Answered between its decision and its delivery, so it was not sent. */
  reminder_withdrawn: z.object({ id: z.string() }),
  reminder_snoozed: z.object({ id: z.string(), topic: z.string(), userId: z.string(), until: z.number() }),
  /** Without a rule, all of them. */
  reminders_switched: z.object({ rule: RuleId.optional(), isOn: z.boolean() }),
  /** Where a person's clock stands, so that their quiet hours can be kept. */
  zone_learnt: z.object({ userId: z.string(), tz: z.string() }),
};
export type NewReminderEntry = NewEntryOf<typeof reminderEntries>;
