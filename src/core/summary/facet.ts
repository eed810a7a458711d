import type { FoldTable } from "../ledger/index.ts";
import type { WithReminders } from "../reminders/index.ts";
import type { timelineEntries } from "../timeline/index.ts";
import type { summaryEntries } from "./entries.ts";

export interface Place {
  readonly channelId: string;
  readonly ts: string;
}

export interface SummaryFacet {
  /** Where the incident was announced; the present one where it had to be posted again. */
  readonly announcement: Place | undefined;
  /** Every place of the announcement, at most one per channel; several for a private incident. */
  readonly announcements: readonly Place[];
  readonly card: Place | undefined;
  /** When each person was last told on joining what the state is (epoch milliseconds). */
  readonly caughtUpAt: Readonly<Record<string, number>>;
}

export type WithSummary = WithReminders & { readonly summary: SummaryFacet };

export const initialSummary: SummaryFacet = {
  announcement: undefined,
  announcements: [],
  card: undefined,
  caughtUpAt: {},
};

/** Who leaves and comes back within this time still knows. */
const CATCH_UP_PAUSE_MS = 10 * 60_000;

type Seen = typeof summaryEntries & Pick<typeof timelineEntries, "person_joined">;

export const foldSummary: FoldTable<SummaryFacet, Seen> = {
  announced: (facet, { data }) => ({
    ...facet,
    announcement: data,
    announcements: [...facet.announcements.filter((place) => place.channelId !== data.channelId), data],
  }),
  card_posted: (facet, { data }) => ({ ...facet, card: data }),
  person_joined: (facet, { at, data }) => {
    const last = facet.caughtUpAt[data.userId];
    if (last !== undefined && at - last < CATCH_UP_PAUSE_MS) return facet;
    return { ...facet, caughtUpAt: { ...facet.caughtUpAt, [data.userId]: at } };
  },
};
