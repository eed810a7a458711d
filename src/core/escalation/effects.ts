import { channelLane, type incidentEntries, invitation } from "../incidents/index.ts";
import { type Effect, type EffectTable, PRIORITY, personId } from "../ledger/index.ts";
import { messagePlace, type timelineEntries } from "../timeline/index.ts";
import type { escalationEntries } from "./entries.ts";
import type { WithEscalation } from "./facet.ts";
import { calledBy, openEscalations, pagesOf } from "./pages.ts";

export type EscalationEffect =
  /** Who is in a user group that is paged. */
  | Effect<"find_group", { readonly page: string; readonly group: string }>
  /** Everybody was called and nobody has answered. */
  | Effect<"tell_exhausted", { readonly escalation: string }>
  /** In private, to whoever marked a message as one that asks for escalation. */
  | Effect<"offer_escalation", { readonly userId: string; readonly channelId: string }>;

/** Whoever is called is let into the channel, as far as they are not in it. */
function letIn(incident: WithEscalation, seq: number, userIds: readonly string[]): readonly Effect[] {
  const { channel } = incident.facts;
  const outside = userIds.filter((userId) => !incident.timeline.members.includes(userId));
  return channel && !channel.isArchived && outside.length > 0 ? [invitation(incident.id, seq, outside)] : [];
}

/** Everybody who is still called. */
const awaited = (incident: WithEscalation): readonly string[] =>
  openEscalations(incident).flatMap(({ id }) => pagesOf(incident, id).flatMap(calledBy));

/** Whoever acknowledged before there was a channel to come to. */
const come = ({ facts, escalation }: WithEscalation): readonly string[] =>
  Object.values(escalation.raised).flatMap(({ ending }) =>
    facts.isOpen && ending?.how === "acknowledged" ? (personId(ending.by) ?? []) : [],
  );

type Seen = typeof escalationEntries &
  Pick<typeof incidentEntries, "channel_opened"> &
  Pick<typeof timelineEntries, "reaction_added">;

export const escalationEffects: EffectTable<WithEscalation, Seen> = {
  channel_opened: ({ seq }, incident) => letIn(incident, seq, [...new Set([...awaited(incident), ...come(incident)])]),
  paged: ({ seq, data: { page, userIds, userGroups } }, incident) => [
    ...letIn(incident, seq, userIds),
    ...userGroups.map((group) => ({
      key: `${incident.id}/group/${page}/${group}`,
      kind: "find_group",
      lane: `${incident.id}/groups`,
      priority: PRIORITY.page,
      data: { page, group },
    })),
  ],
  reaction_added: ({ seq, by, about, data }, incident) => {
    const userId = personId(by);
    const place = messagePlace(about ?? "");
    const { isOpen, isRetrospective, isDrill } = incident.facts;
    const isIdle = !isOpen || isRetrospective || isDrill;
    if (data.mark !== "escalation_asked" || data.isRead || data.from || userId === undefined || !place || isIdle)
      return [];
    return [
      {
        key: `${incident.id}/${seq}/offer_escalation`,
        kind: "offer_escalation",
        lane: `whisper/${userId}`,
        priority: PRIORITY.page,
        data: { userId, channelId: place.channelId },
      },
    ];
  },
  group_found: ({ seq, data }, incident) => letIn(incident, seq, data.userIds),
  ladder_exhausted: ({ seq, data }, incident) => [
    {
      key: `${incident.id}/${seq}/exhausted`,
      kind: "tell_exhausted",
      lane: channelLane(incident),
      priority: PRIORITY.page,
      data: { escalation: data.escalation },
    },
  ],
};
