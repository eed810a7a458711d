import { z } from "zod";
import type { NewEntryOf } from "../ledger/index.ts";

/** What people are reminded of; each can be put off and turned off. */
export const ReminderRule = z.enum([
  "update",
  "no_commander",
  "unclaimed_roles",
  "unset",
  "unacknowledged",
  "unpaged",
  "silent",
  "monitoring",
  "customers_untold",
  "postmortem",
  "action_item",
]);
export type ReminderRule = z.infer<typeof ReminderRule>;

/** What somebody must answer: it goes out at once and waits for a yes or no. */
export const AskRule = z.enum(["approval", "page", "cover", "swap", "handoff"]);
export type AskRule = z.infer<typeof AskRule>;

export const RuleId = z.enum([...ReminderRule.options, ...AskRule.options]);
export type RuleId = z.infer<typeof RuleId>;

/** Who is asked: one person, the incident's channel with people named in it, or several people each by themselves. */
export const Target = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("person"), userId: z.string() }),
  z.object({ kind: z.literal("channel"), userIds: z.array(z.string()) }),
  /** With `also`, the channel too, where all of them are named. */
  z.object({ kind: z.literal("people"), userIds: z.array(z.string()), also: z.literal("channel").optional() }),
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
  /** What the record says of it beside the rule: "on-call engineer". */
  note: z.string().optional(),
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
    /** Whose direct message it is; absent in a channel, and of reminders. */
    userId: z.string().optional(),
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
  reminders_switched: z.object({ rule: ReminderRule.optional(), isOn: z.boolean() }),
  /** Where a person's clock stands, so that their quiet hours can be kept. */
  zone_learnt: z.object({ userId: z.string(), tz: z.string() }),
};
export type NewReminderEntry = NewEntryOf<typeof reminderEntries>;
