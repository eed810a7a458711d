import type { Policy } from "../../config/index.ts";
import { channelLane, type incidentEntries } from "../incidents/index.ts";
import { type Effect, type EffectTable, PRIORITY } from "../ledger/index.ts";
import type { timelineEntries } from "../timeline/index.ts";
import type { updateEntries } from "../updates/index.ts";
import { type noticeEntries, OfferMoment } from "./entries.ts";
import type { WithNotices } from "./facet.ts";
import { isOfferOpen, roundOf } from "./offers.ts";

/** Names a notice in the record, where its words are read when it goes. */
interface OfNotice {
  readonly noticeKey: string;
}

export type NoticeEffect =
  /** To the incident's own channel: what went where, or the words to copy. */
  | Effect<"post_notice", OfNotice>
  | Effect<"share_notice", OfNotice & { readonly channel: string }>
  | Effect<"send_notice", OfNotice & { readonly userId: string }>
  /** Finds out who is in the user groups of an audience. */
  | Effect<"address_notice", OfNotice & { readonly userGroups: readonly string[] }>
  /** Live: what could be written now, or who wrote it. */
  | Effect<"offer_notice", { readonly moment: OfferMoment; readonly round: number }>;

type Seen = typeof noticeEntries &
  Pick<typeof incidentEntries, "declared" | "resolved" | "reopened" | "cancelled" | "merged_into"> &
  Pick<typeof timelineEntries, "incident_given_back"> &
  Pick<typeof updateEntries, "update_posted">;

export const noticeEffects: EffectTable<WithNotices, Seen> = {
  declared: (_entry, incident, { policy }) => newOffer("declared", incident, policy),
  resolved: (_entry, incident, { policy }) => [...standingOffers(incident), ...newOffer("resolved", incident, policy)],
  update_posted: (_entry, incident) => (incident.updates.count === 1 ? standingOffers(incident) : []),
  reopened: (_entry, incident) => standingOffers(incident),
  cancelled: (_entry, incident) => standingOffers(incident),
  merged_into: (_entry, incident) => standingOffers(incident),
  notice_sent: ({ incidentId, key, data }, incident): readonly NoticeEffect[] => {
    const of = { priority: PRIORITY.update, data: { noticeKey: key } };
    const name = `${incidentId}/notice/${key}`;
    return [
      { key: `${name}/post`, kind: "post_notice", lane: channelLane(incident), ...of },
      ...data.channels.map(
        (channel): NoticeEffect => ({
          key: `${name}/share/${channel}`,
          kind: "share_notice",
          lane: `share/${channel}`,
          priority: PRIORITY.update,
          data: { noticeKey: key, channel },
        }),
      ),
      ...data.people.map((userId) => direct(incidentId, key, userId)),
      ...(data.userGroups.length === 0 ? [] : [address(incidentId, key, data.userGroups)]),
      ...standingOffers(incident),
    ];
  },
  customers_taken_in: (_entry, incident, { policy }) =>
    incident.notices.offers.resolved ? standingOffers(incident) : newOffer("resolved", incident, policy),
  incident_given_back: (_entry, incident) => standingOffers(incident),
  notice_addressed: ({ incidentId, about, data }) =>
    about === undefined ? [] : data.userIds.map((userId) => direct(incidentId, about, userId)),
  // It may have been written while the offer was on its way.
  notice_offered: ({ data: { moment, round } }, incident, { policy }) =>
    isOfferOpen(moment, incident, policy) && roundOf(moment, incident) === round
      ? []
      : [offer(incident, moment, round)],
};

const direct = (incidentId: number, noticeKey: string, userId: string): NoticeEffect => ({
  key: `${incidentId}/notice/${noticeKey}/dm/${userId}`,
  kind: "send_notice",
  lane: `dm/${userId}`,
  priority: PRIORITY.update,
  data: { noticeKey, userId },
});

const address = (incidentId: number, noticeKey: string, userGroups: readonly string[]): NoticeEffect => ({
  key: `${incidentId}/notice/${noticeKey}/address`,
  kind: "address_notice",
  lane: `${incidentId}/address`,
  priority: PRIORITY.update,
  data: { noticeKey, userGroups },
});

const offer = (incident: WithNotices, moment: OfferMoment, round: number): NoticeEffect => ({
  key: `${incident.id}/offer/${moment}/${round}`,
  kind: "offer_notice",
  lane: channelLane(incident),
  priority: PRIORITY.cosmetic,
  data: { moment, round },
  isLive: true,
});

const newOffer = (moment: OfferMoment, incident: WithNotices, policy: Policy): NoticeEffect[] =>
  isOfferOpen(moment, incident, policy) ? [offer(incident, moment, roundOf(moment, incident))] : [];

/** The offers that stand in the channel, to be shown as things are now. */
const standingOffers = (incident: WithNotices): NoticeEffect[] =>
  OfferMoment.options.flatMap((moment) => {
    const standing = incident.notices.offers[moment];
    return standing ? [offer(incident, moment, standing.round)] : [];
  });
