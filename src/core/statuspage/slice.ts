import { defineSlice, type Effect, type EffectTable, PRIORITY, type TellTable } from "../ledger/index.ts";
import type { noticeEntries } from "../notices/index.ts";
import { statuspageEntries } from "./entries.ts";
import { foldStatuspage, type WithStatuspage } from "./facet.ts";
import { isPublic } from "./public-incident.ts";

/** Sends a notice on, in the order in which they went out. */
export type StatuspageEffect = Effect<"push_notice", { readonly noticeKey: string }>;

type Seen = typeof statuspageEntries & Pick<typeof noticeEntries, "notice_sent">;

const effects: EffectTable<WithStatuspage, Seen> = {
  notice_sent: (entry, incident, { policy }): readonly StatuspageEffect[] =>
    isPublic(incident, entry, policy)
      ? [
          {
            key: `${incident.id}/statuspage/${entry.key}`,
            kind: "push_notice",
            lane: `${incident.id}/statuspage`,
            priority: PRIORITY.update,
            data: { noticeKey: entry.key },
          },
        ]
      : [],
};

const tell: TellTable<typeof statuspageEntries> = {
  statuspage_told: ({ data }) => ({ text: `The notice stands on Statuspage (${data.status})`, isKey: false }),
  statuspage_failed: ({ data }) => ({
    text: `The notice could not be sent on to Statuspage (${data.reason}); put it there by hand`,
    isKey: true,
  }),
};

/** Where customers read: what the public may know, and how it is sent on. */
export const statuspage = defineSlice({
  name: "statuspage",
  entries: statuspageEntries,
  initial: {},
  fold: foldStatuspage,
  tell,
  effects,
});
