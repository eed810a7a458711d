import { andList } from "../../lib/lists.ts";
import { mention, type TellTable } from "../ledger/index.ts";
import type { HeldBy, RuleId, reminderEntries, SkipReason, Target } from "./entries.ts";
import { ruleOf } from "./rules.ts";

const SKIPPED: Record<SkipReason, string> = {
  switched_off: "reminders of it are off here",
  silent_channel: "the channel is set to silent",
  overtaken: "a later one was due as well",
  answered: "it was answered meanwhile",
  nobody: "there is nobody to remind",
};

const HELD: Record<HeldBy, string> = {
  snooze: ", as asked by snoozing",
  quiet_hours: ", after quiet hours",
  away: ", late because Sitrep was away",
};

const about = (rule: RuleId): string => ruleOf(rule)?.about ?? rule;

function named(to: Target): string {
  switch (to.kind) {
    case "person":
      return mention(to.userId);
    case "channel":
      return "the channel";
    case "people":
      return andList(to.userIds.map(mention)) || "the channel";
  }
}

const asked = ({ rule, to, note }: { rule: RuleId; to: Target; note?: string | undefined }): string =>
  ruleOf(rule)?.told?.(named(to), note) ?? `Reminded ${named(to)} of ${about(rule)}`;

export const tellReminders: TellTable<typeof reminderEntries> = {
  reminder_sent: ({ data }) => ({
    text: `${asked(data)}${data.heldBy ? HELD[data.heldBy] : ""}`,
    isKey: false,
  }),
  reminder_skipped: ({ data }) => ({
    text: `No reminder of ${about(data.rule)}: ${SKIPPED[data.why]}`,
    isKey: false,
  }),
  reminder_delivered: () => undefined,
  reminder_undelivered: ({ data }) => ({
    text: `${mention(data.userId)} could not be reached by direct message (${data.why})`,
    isKey: false,
  }),
  reminder_withdrawn: () => ({ text: "A reminder was held back: there was no need for it any more", isKey: false }),
  reminder_snoozed: ({ data }) => ({ text: `${mention(data.userId)} snoozed a reminder`, isKey: false }),
  reminders_switched: ({ data }) => ({
    text: `Reminders${data.rule ? ` of ${about(data.rule)}` : ""} turned ${data.isOn ? "on" : "off"}`,
    isKey: false,
  }),
  zone_learnt: () => undefined,
};
