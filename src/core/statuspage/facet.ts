import type { incidentEntries } from "../incidents/index.ts";
import type { FoldTable } from "../ledger/index.ts";
import type { WithNotices } from "../notices/index.ts";
import type { statuspageEntries } from "./entries.ts";

interface StatuspageFacet {
  /** The incident's id on the page that notices are sent on to. */
  readonly remoteId?: string;
  /** When a drill became a real incident: what was written before was an exercise, and nobody approved it. */
  readonly realSince?: number;
}

export type WithStatuspage = WithNotices & { readonly statuspage: StatuspageFacet };

type Seen = typeof statuspageEntries & Pick<typeof incidentEntries, "made_real">;

export const foldStatuspage: FoldTable<StatuspageFacet, Seen> = {
  statuspage_told: (facet, { data }) => ({ ...facet, remoteId: data.remoteId }),
  made_real: (facet, { at }) => ({ ...facet, realSince: at }),
};
