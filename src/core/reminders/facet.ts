import type { Actor } from "../ledger/index.ts";
import type { WithPostmortem } from "../postmortems/index.ts";
import type { HeldBy, ReminderRule, RuleId, Target } from "./entries.ts";

/** How far one cycle of a topic has come. */
export interface Progress {
  readonly cycle: string;
  /** The last turn of each rung that was sent or skipped. */
  readonly turns: Readonly<Record<string, number>>;
  readonly snooze: { readonly until: number; readonly userId: string } | undefined;
}

/** Why a reminder is no longer open. */
export type Ending =
  | { readonly how: "answered"; readonly at: number; readonly by: Actor; readonly what: string }
  | { readonly how: "overtaken"; readonly at: number }
  | { readonly how: "snoozed"; readonly at: number; readonly by: Actor; readonly until: number }
  | { readonly how: "switched_off"; readonly at: number; readonly by: Actor };

/** One message in which an ask stands, maybe with others. */
export interface Place {
  /** Whose direct message it is; undefined in a channel, and of reminders. */
  readonly userId: string | undefined;
  readonly channelId: string;
  readonly ts: string;
  readonly items: readonly { readonly incidentId: number; readonly id: string }[];
}

/** A reminder that was sent, as it stands in somebody's messages. */
export interface SentReminder {
  readonly id: string;
  readonly rule: RuleId;
  readonly topic: string;
  readonly subject: string | undefined;
  readonly rung: string;
  readonly to: Target;
  readonly startedAt: number;
  readonly dueAt: number;
  readonly heldBy: HeldBy | undefined;
  /** When it was decided; Slack may get it later. */
  readonly sentAt: number;
  readonly deliveredAt: number | undefined;
  /** Everywhere it stands. */
  readonly places: readonly Place[];
  readonly ending: Ending | undefined;
}

export interface RemindersFacet {
  readonly isOff: boolean;
  readonly offRules: readonly ReminderRule[];
  readonly progress: Readonly<Record<string, Progress>>;
  readonly sent: Readonly<Record<string, SentReminder>>;
  /** When a role was last given up, and an action item last given a new date. */
  readonly vacatedAt: Readonly<Record<string, number>>;
  readonly retimedAt: Readonly<Record<string, number>>;
  /** When a person last did something through the bot. */
  readonly actedAt: number | undefined;
  readonly zones: Readonly<Record<string, string>>;
}

export type WithReminders = WithPostmortem & { readonly reminders: RemindersFacet };

export const initialReminders: RemindersFacet = {
  isOff: false,
  offRules: [],
  progress: {},
  sent: {},
  vacatedAt: {},
  retimedAt: {},
  actedAt: undefined,
  zones: {},
};

/** The rung of a reminder that comes again because its reader asked for that. */
export const SNOOZED = "snoozed";
