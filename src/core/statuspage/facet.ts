import type { incidentEntries } from "../incidents/index.ts";
import type { FoldTable } from "../ledger/index.ts";
import type { noticeEntries, WithNotices } from "../notices/index.ts";
import type { timelineEntries } from "../timeline/index.ts";
import type { statuspageEntries } from "./entries.ts";

interface StatuspageFacet {
  /** The incident's id on the page that notices are sent on to. */
  readonly remoteId?: string;
  /** By what was merged into this one: as which incidents customers know of that. */
  readonly carried: Readonly<Record<string, readonly number[]>>;
  /** When a drill became a real incident: what was written before was an exercise, and nobody approved it. */
  readonly realSince?: number;
}

export const initialStatuspage: StatuspageFacet = { carried: {} };

export type WithStatuspage = WithNotices & { readonly statuspage: StatuspageFacet };

type Seen = typeof statuspageEntries &
  Pick<typeof incidentEntries, "made_real"> &
  Pick<typeof noticeEntries, "customers_taken_in"> &
  Pick<typeof timelineEntries, "incident_given_back">;

export const foldStatuspage: FoldTable<StatuspageFacet, Seen> = {
  statuspage_told: (facet, { data }) => (data.of === undefined ? { ...facet, remoteId: data.remoteId } : facet),
  customers_taken_in: (facet, { data: { incidentId, knownAs } }) => ({
    ...facet,
    carried: { ...facet.carried, [incidentId]: knownAs },
  }),
  incident_given_back: (facet, { data: { incidentId } }) => {
    const { [incidentId]: gone, ...carried } = facet.carried;
    return gone ? { ...facet, carried } : facet;
  },
  made_real: (facet, { at }) => ({ ...facet, realSince: at }),
};

/** The merged incidents under which customers know of this one too. */
export const carriedBy = ({ statuspage }: WithStatuspage): number[] => [
  ...new Set(Object.values(statuspage.carried).flat()),
];
