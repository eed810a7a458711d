import type { FoldTable } from "../../ledger/index.ts";
import type { WithTriggers } from "../triggers/facet.ts";
import { type pagingEntries, WayName } from "./entries.ts";

/** How far a page came on one way. */
export type Fate = "delivered" | "failed" | "delayed" | "withdrawn";

export interface PagingFacet {
  /** By page, then by way. */
  readonly fates: Readonly<Record<string, Readonly<Partial<Record<WayName, Fate>>>>>;
}

export type WithPaging = WithTriggers & { readonly paging: PagingFacet };

export const initialPaging: PagingFacet = { fates: {} };

/** The ways that a page did not get through on: given up, or not taken yet. */
export function troubleOf({ paging }: WithPaging, page: string): { failed: WayName[]; delayed: WayName[] } {
  const fates = paging.fates[page] ?? {};
  const ways = (fate: Fate) => WayName.options.filter((way) => fates[way] === fate);
  return { failed: ways("failed"), delayed: ways("delayed") };
}

const fated = ({ fates }: PagingFacet, page: string, way: WayName, fate: Fate): PagingFacet => ({
  fates: { ...fates, [page]: { ...fates[page], [way]: fate } },
});

export const foldPaging: FoldTable<PagingFacet, typeof pagingEntries> = {
  page_delivered: (facet, { data: { page, way, act } }) =>
    act === "trigger" ? fated(facet, page, way, "delivered") : facet,
  page_failed: (facet, { data: { page, way, act } }) => (act === "trigger" ? fated(facet, page, way, "failed") : facet),
  page_delayed: (facet, { data: { page, way } }) => fated(facet, page, way, "delayed"),
  page_withdrawn: (facet, { data: { page, way } }) => fated(facet, page, way, "withdrawn"),
};
