import { ReminderRule, type RemindersFacet, switchReminders } from "../../core/reminders/index.ts";
import { InvalidInputError } from "../../lib/errors.ts";
import { andList } from "../../lib/lists.ts";
import type { Context } from "../kit/context.ts";
import { type Mrkdwn, mrkdwn, type Reply } from "../kit/index.ts";
import type { Verb } from "../kit/verbs.ts";

const spoken = (rule: ReminderRule): string => rule.replaceAll("_", " ");

/** The words of `/incident` about reminders. */
export function reminderVerbs(ctx: Context): readonly Verb[] {
  return [
    {
      name: "reminders",
      usage: "reminders off | on [which]",
      help: "Turns the reminders of this incident off or on: all of them, or one kind.",
      act: ({ words }) => (words === "" ? "look" : "reminders"),
      needs: "incident",
      offers: "all",
      async run({ incident, words, userId, requestKey }) {
        if (words === "") return said(standing(incident.reminders));
        const { isOn, rule } = parseSwitch(words);
        const decision = switchReminders({ userId, rule, isOn });
        const recorded = await ctx.ledger.record(incident.id, decision, { once: requestKey });
        return said(standing(recorded.incident.reminders));
      },
    },
  ];
}

/** Reads "off", "on", "off silent", "on action item". */
export function parseSwitch(words: string): { isOn: boolean; rule: ReminderRule | undefined } {
  const [, word, rest = ""] = /^(on|off)(?:\s+(.+))?$/i.exec(words.trim()) ?? [];
  const rule = ReminderRule.options.find(
    (id) =>
      id ===
      rest
        .trim()
        .toLowerCase()
        .replace(/[\s-]+/g, "_"),
  );
  if (word === undefined || (rest !== "" && !rule)) {
    const kinds = ReminderRule.options.map(spoken).join(", ");
    throw new InvalidInputError(
      `Say \`/incident reminders off\` or \`on\`, alone for all of them or with one kind: ${kinds}.`,
    );
  }
  return { isOn: word.toLowerCase() === "on", rule };
}

const said = (text: Mrkdwn): Reply => ({ text: text.value });

function standing({ isOff, offRules }: RemindersFacet): Mrkdwn {
  if (isOff) return mrkdwn`All reminders of this incident are off. \`/incident reminders on\` turns them on.`;
  if (offRules.length === 0) {
    return mrkdwn`All reminders of this incident are on. \`/incident reminders off\` turns them off, \`off silent\` only one kind.`;
  }
  const off = andList(offRules.map(spoken));
  return mrkdwn`Reminders of this incident are on, but for: ${off}. \`/incident reminders on\` turns those on too.`;
}
