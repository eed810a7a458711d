import { channelLane, type incidentEntries } from "../incidents/index.ts";
import { type Actor, type Effect, type EffectTable, PRIORITY, person, SITREP, type World } from "../ledger/index.ts";
import type { timelineEntries } from "../timeline/index.ts";
import { verbosityOf } from "../updates/index.ts";
import type { postmortemEntries } from "./entries.ts";
import type { WithPostmortem } from "./facet.ts";

export type PostmortemNews = "drafted" | "in_review" | "published";

type Nothing = Readonly<Record<string, never>>;

/** Makes the document show the present draft. */
type Show = Effect<"postmortem_show", Nothing>;
/** Says in the channel that it was drafted, is to be reviewed or was published, with its buttons. */
type Announce = Effect<"postmortem_announce", { readonly news: PostmortemNews }>;
/** Makes the action item of a message agree with its marks. */
type Follow = Effect<"follow_up_sync", { readonly messageKey: string }>;

/** Sends the whole document as a file to the one who asked. */
type Send = Effect<"postmortem_send", { readonly incidentId: number; readonly userId: string }>;

/** Tells somebody in the channel that an action item is theirs now. */
type TellAssigned = Effect<"tell_assigned", { readonly id: string; readonly ownerId: string; readonly by: Actor }>;

export type PostmortemEffect = Show | Announce | Follow | Send | TellAssigned;

/** The file that somebody asked for; `requestKey` tells two requests apart. */
export const sendPostmortem = (incidentId: number, userId: string, requestKey: string): Send => ({
  key: `${incidentId}/postmortem_file/${requestKey}`,
  kind: "postmortem_send",
  lane: `dm/${userId}/postmortem`,
  priority: PRIORITY.update,
  data: { incidentId, userId },
});

/** One pending row stands for any number of changes. */
export const showPostmortem = (incident: WithPostmortem): Show => ({
  key: `${incident.id}/postmortem`,
  kind: "postmortem_show",
  lane: `${incident.id}/postmortem`,
  priority: PRIORITY.live,
  data: {},
  isLive: true,
});

const announce = (incident: WithPostmortem, seq: number, news: PostmortemNews): Announce => ({
  key: `${incident.id}/${seq}/postmortem_announce`,
  kind: "postmortem_announce",
  lane: `${incident.id}/postmortem`,
  priority: PRIORITY.live,
  data: { news },
});

const follow = (incident: WithPostmortem, messageKey: string): Follow => ({
  key: `${incident.id}/follow_up/${messageKey}`,
  kind: "follow_up_sync",
  lane: `${incident.id}/follow_up`,
  priority: PRIORITY.live,
  data: { messageKey },
  isLive: true,
});

interface Assigned {
  readonly seq: number;
  readonly by: Actor;
  readonly data: { readonly id: string; readonly ownerId?: string | null | undefined };
}

/** Who takes an action item upon themselves knows; a silent channel stays silent, and the reminder comes anyway. */
function assigned({ seq, by, data: { id, ownerId } }: Assigned, incident: WithPostmortem, { policy }: World) {
  if (!ownerId || by === person(ownerId) || verbosityOf(incident, policy) === "silent") return [];
  const told: TellAssigned = {
    key: `${incident.id}/${seq}/assigned`,
    kind: "tell_assigned",
    lane: channelLane(incident),
    priority: PRIORITY.update,
    data: { id, ownerId, by },
  };
  return [told];
}

type Seen = typeof postmortemEntries &
  Pick<typeof incidentEntries, "channel_opened"> &
  Pick<typeof timelineEntries, "reaction_added" | "reaction_removed">;

const followed = (
  { about, data }: { about: string | undefined; data: { mark: string } },
  incident: WithPostmortem,
): readonly PostmortemEffect[] => (about !== undefined && data.mark === "follow_up" ? [follow(incident, about)] : []);

export const postmortemEffects: EffectTable<WithPostmortem, Seen> = {
  reaction_added: followed,
  reaction_removed: followed,
  action_added: assigned,
  action_changed: assigned,
  // What was over before its channel opened was drafted when there was no place for it.
  channel_opened: ({ seq }, incident) => {
    const { state, document } = incident.postmortem;
    if (state === undefined || document !== undefined) return [];
    return [showPostmortem(incident), announce(incident, seq, "drafted")];
  },
  // The lane keeps the order: the document first, so that the announcement can link to it.
  postmortem_drafted: ({ seq, by }, incident) => {
    const isNews = by === SITREP || incident.postmortem.document === undefined;
    return isNews ? [showPostmortem(incident), announce(incident, seq, "drafted")] : [showPostmortem(incident)];
  },
  postmortem_moved: ({ seq, data }, incident) =>
    data.state === "draft" ? [] : [showPostmortem(incident), announce(incident, seq, data.state)],
};

/** What a draft is made of; messages that are only said do not redraw it, marks and facts do. */
const sources = ({ facts, timeline, roles, postmortem }: WithPostmortem): readonly unknown[] => [
  facts.title,
  facts.severity,
  facts.category,
  facts.services,
  facts.description,
  facts.impact,
  facts.times,
  facts.resolution,
  timeline.reactions,
  roles.holders,
  postmortem.sections,
  postmortem.actions,
  postmortem.state,
];

/** A change of what the draft is made of shows in the document. */
export function redrawn(before: WithPostmortem, after: WithPostmortem): readonly PostmortemEffect[] {
  if (after.postmortem.draftedAt === undefined || after.postmortem.document === undefined) return [];
  const [old, fresh] = [sources(before), sources(after)];
  return old.some((value, index) => value !== fresh[index]) ? [showPostmortem(after)] : [];
}
