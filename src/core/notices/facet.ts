import type { PublicStatus } from "../../config/policy-stages.ts";
import type { Readers } from "../../config/templates.ts";
import type { WithApprovals } from "../approvals/index.ts";
import type { Actor, FoldTable } from "../ledger/index.ts";
import type { Notice, noticeEntries, OfferMoment } from "./entries.ts";

/** What went out, without its words: those stand in the record. */
export interface SentNotice {
  readonly notice: string;
  readonly template: string;
  readonly title: string;
  readonly audience: Readers;
  readonly by: Actor;
  readonly at: number;
}

export interface PendingNotice extends Notice {
  readonly by: Actor;
  readonly at: number;
  /** The key of the entry that holds it. */
  readonly key: string;
}

/** What customers were told last. */
export interface ToldCustomers {
  readonly status: PublicStatus;
  readonly headline: string;
  readonly services: readonly string[];
  readonly at: number;
}

interface Offer {
  readonly round: number;
  readonly channelId: string;
  readonly ts: string;
}

export interface NoticesFacet {
  /** How many were ever written. */
  readonly count: number;
  /** Written and waiting for an approval. */
  readonly pending: readonly PendingNotice[];
  readonly sent: readonly SentNotice[];
  readonly customers: ToldCustomers | undefined;
  readonly offers: Readonly<Partial<Record<OfferMoment, Offer>>>;
}

export type WithNotices = WithApprovals & { readonly notices: NoticesFacet };

export const initialNotices: NoticesFacet = { count: 0, pending: [], sent: [], customers: undefined, offers: {} };

const numberOf = (notice: string): number => Number(/^n(\d+)$/.exec(notice)?.[1] ?? 0);

const without = (pending: readonly PendingNotice[], notice: string): PendingNotice[] =>
  pending.filter((waiting) => waiting.notice !== notice);

export const foldNotices: FoldTable<NoticesFacet, typeof noticeEntries> = {
  notice_submitted: (facet, { by, at, key, data }) => ({
    ...facet,
    count: Math.max(facet.count, numberOf(data.notice)),
    pending: [...without(facet.pending, data.notice), { ...data, by, at, key }],
  }),
  notice_sent: (facet, { by, at, data }) => {
    const { notice, template, title, audience, status, headline, services } = data;
    const tellsCustomers = audience === "customers" && status !== undefined;
    return {
      ...facet,
      count: Math.max(facet.count, numberOf(notice)),
      pending: without(facet.pending, notice),
      sent: [...facet.sent, { notice, template, title, audience, by, at }],
      customers: tellsCustomers ? { status, headline: headline ?? "", services, at } : facet.customers,
    };
  },
  notice_withdrawn: (facet, { data }) => ({ ...facet, pending: without(facet.pending, data.notice) }),
  notice_offered: (facet, { data: { moment, ...offer } }) => ({
    ...facet,
    offers: { ...facet.offers, [moment]: offer },
  }),
};
