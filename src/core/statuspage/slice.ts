import { defineSlice, type Effect, type EffectTable, PRIORITY, type TellTable } from "../ledger/index.ts";
import type { noticeEntries } from "../notices/index.ts";
import { statuspageEntries } from "./entries.ts";
import { carriedBy, foldStatuspage, initialStatuspage, type WithStatuspage } from "./facet.ts";
import { isPublic } from "./public-incident.ts";

/** Sends a notice on, in the order in which they went out; also to where customers know of a merged incident. */
export type StatuspageEffect = Effect<"push_notice", { readonly noticeKey: string; readonly of?: number }>;

type Seen = typeof statuspageEntries & Pick<typeof noticeEntries, "notice_sent">;

const effects: EffectTable<WithStatuspage, Seen> = {
  notice_sent: (entry, incident, { policy }): readonly StatuspageEffect[] =>
    isPublic(incident, entry, policy)
      ? [push(incident, entry.key), ...carriedBy(incident).map((of) => push(incident, entry.key, of))]
      : [],
};

/** What is still on its way of the merged one stays before it. */
const push = ({ id }: WithStatuspage, noticeKey: string, of?: number): StatuspageEffect => ({
  key: `${id}/statuspage/${noticeKey}${of === undefined ? "" : `/${of}`}`,
  kind: "push_notice",
  lane: `${of ?? id}/statuspage`,
  priority: PRIORITY.update,
  data: { noticeKey, ...(of !== undefined && { of }) },
});

const tell: TellTable<typeof statuspageEntries> = {
  statuspage_told: ({ data: { status, of } }) => ({
    text: `The notice stands on Statuspage (${status})${of === undefined ? "" : `, under what customers know of #${of}`}`,
    isKey: false,
  }),
  statuspage_failed: ({ data }) => ({
    text: `The notice could not be sent on to Statuspage (${data.reason}); put it there by hand`,
    isKey: true,
  }),
};

/** Where customers read: what the public may know, and how it is sent on. */
export const statuspage = defineSlice({
  name: "statuspage",
  entries: statuspageEntries,
  initial: initialStatuspage,
  fold: foldStatuspage,
  tell,
  effects,
});
