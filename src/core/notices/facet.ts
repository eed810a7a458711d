import type { PublicStatus } from "../../config/policy-stages.ts";
import type { Readers } from "../../config/templates.ts";
import type { WithEscalation } from "../escalation/index.ts";
import type { incidentEntries } from "../incidents/index.ts";
import type { Actor, FoldTable } from "../ledger/index.ts";
import type { timelineEntries } from "../timeline/index.ts";
import type { noticeEntries, OfferMoment } from "./entries.ts";

/** What went out, without its words: those stand in the record. */
export interface SentNotice {
  readonly key: string;
  readonly template: string;
  readonly title: string;
  readonly audience: Readers;
  readonly by: Actor;
  readonly at: number;
}

/** What customers were told last. */
export interface ToldCustomers {
  readonly status: PublicStatus;
  readonly headline: string;
  readonly services: readonly string[];
  readonly at: number;
}

/** The offer to write one, as it stands in the channel. */
export interface Offer {
  readonly round: number;
  readonly channelId: string;
  readonly ts: string;
}

export interface NoticesFacet {
  readonly sent: readonly SentNotice[];
  readonly customers: ToldCustomers | undefined;
  /** The same by incident, as far as this one or one merged into it told them, and nothing has been said since for all. */
  readonly standing: Readonly<Record<string, ToldCustomers>>;
  readonly offers: Readonly<Partial<Record<OfferMoment, Offer>>>;
  /** How often it was resolved: each time those outside may want to know. */
  readonly endings: number;
}

export type WithNotices = WithEscalation & { readonly notices: NoticesFacet };

export const initialNotices: NoticesFacet = { sent: [], customers: undefined, standing: {}, offers: {}, endings: 0 };

type Seen = typeof noticeEntries &
  Pick<typeof incidentEntries, "resolved" | "made_real"> &
  Pick<typeof timelineEntries, "incident_given_back">;

type Standing = NoticesFacet["standing"];

/** Of several, one that goes on says more than one that is over. */
function stood(facet: NoticesFacet, standing: Standing): NoticesFacet {
  const newestFirst = Object.values(standing).sort((a, b) => b.at - a.at);
  const customers = newestFirst.find(({ status }) => status !== "resolved") ?? newestFirst[0];
  return { ...facet, standing, customers };
}

export const foldNotices: FoldTable<NoticesFacet, Seen> = {
  /** What was practised reached nobody. */
  made_real: (facet) => ({ ...facet, sent: [], standing: {}, customers: undefined }),
  resolved: (facet) => ({ ...facet, endings: facet.endings + 1 }),
  notice_sent: (facet, { key, by, at, data }) => {
    const { template, title, audience, status, headline, services } = data;
    const told = { ...facet, sent: [...facet.sent, { key, template, title, audience, by, at }] };
    const isPublic = audience === "customers" && status !== undefined;
    return isPublic ? stood(told, { own: { status, headline: headline ?? "", services, at } }) : told;
  },
  customers_taken_in: (facet, { data: { incidentId, status, services, toldAt: at } }) =>
    stood(facet, { ...facet.standing, [incidentId]: { status, headline: "", services, at } }),
  incident_given_back: (facet, { data: { incidentId } }) => {
    const { [incidentId]: gone, ...rest } = facet.standing;
    return gone ? stood(facet, rest) : facet;
  },
  notice_offered: (facet, { data: { moment, ...offer } }) => ({
    ...facet,
    offers: { ...facet.offers, [moment]: offer },
  }),
};
