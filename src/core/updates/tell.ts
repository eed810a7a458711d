import { mention, personId, type TellTable } from "../ledger/index.ts";
import type { updateEntries } from "./entries.ts";

const STATUS = {
  investigating: "Investigating",
  identified: "Identified",
  monitoring: "Monitoring",
  resolved: "Resolved",
} as const;

/** A public status as people read it. */
export const statusLabel = (status: keyof typeof STATUS): string => STATUS[status];

export const tellUpdates: TellTable<typeof updateEntries> = {
  update_posted: ({ data, isRedacted }) => {
    if (isRedacted) return { text: "Update (text removed)", isKey: true };
    if (data.isNothingNew) return { text: `Update: nothing new, still ${data.status}`, isKey: false };
    const more = [
      data.actionsTaken && `Actions taken: ${data.actionsTaken}`,
      data.nextSteps && `Next: ${data.nextSteps}`,
    ];
    return { text: [`Update (${data.status}): ${data.text}`, ...more].filter(Boolean).join("\n"), isKey: true };
  },
  update_withdrawn: ({ by }) => ({ text: `${asker(personId(by))} took the update back`, isKey: true }),
  update_delivered: () => undefined,
  update_addressed: ({ data }) => ({ text: `Update sent to ${data.userIds.map(mention).join(", ")}`, isKey: false }),
  update_requested: ({ by }) => ({ text: `${asker(personId(by))} asked for an update`, isKey: false }),
  question_posted: () => undefined,
  subscribed: ({ data }) => ({ text: `${mention(data.userId)} subscribed to updates`, isKey: false }),
  unsubscribed: ({ data }) => ({ text: `${mention(data.userId)} no longer gets updates`, isKey: false }),
  verbosity_set: ({ data }) => ({ text: `Channel set to ${data.verbosity}`, isKey: false }),
};

const asker = (userId: string | undefined): string => (userId ? mention(userId) : "Somebody");
