import type { FoldTable } from "../ledger/index.ts";
import type { WithReminders } from "../reminders/index.ts";
import type { summaryEntries } from "./entries.ts";

interface Place {
  readonly channelId: string;
  readonly ts: string;
}

export interface SummaryFacet {
  readonly announcement: Place | undefined;
  readonly card: Place | undefined;
}

export type WithSummary = WithReminders & { readonly summary: SummaryFacet };

export const initialSummary: SummaryFacet = { announcement: undefined, card: undefined };

export const foldSummary: FoldTable<SummaryFacet, typeof summaryEntries> = {
  announced: (facet, { data }) => ({ ...facet, announcement: data }),
  card_posted: (facet, { data }) => ({ ...facet, card: data }),
};
