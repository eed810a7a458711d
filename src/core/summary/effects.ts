import { announcementLane, channelLane, type incidentEntries } from "../incidents/index.ts";
import { type Effect, type EffectTable, PRIORITY, personId, type World } from "../ledger/index.ts";
import type { timelineEntries } from "../timeline/index.ts";
import type { summaryEntries } from "./entries.ts";
import type { WithSummary } from "./facet.ts";
import { isShownAnew } from "./summary-of.ts";

export type Audience =
  | { readonly kind: "incidents_channel" }
  | { readonly kind: "person"; readonly userId: string }
  /** An id, or a name without "#". */
  | { readonly kind: "channel"; readonly channel: string };

type Nothing = Record<string, never>;

export type SummaryEffect =
  | Effect<"announce", { readonly to: Audience }>
  /** Who of a user group may know of a private incident. */
  | Effect<"find_entitled", { readonly groupId: string }>
  /** Live: edits the announcement wherever it stands. */
  | Effect<"show_announcement", Nothing>
  /** Live: posts or edits the summary card. */
  | Effect<"show_card", Nothing>
  | Effect<"pin_card", { readonly channelId: string; readonly ts: string }>
  /** Makes the card one press away at the channel's head. */
  | Effect<"bookmark_card", { readonly channelId: string; readonly ts: string }>
  | Effect<"catch_up", { readonly userId: string }>;

/** The declarer, and those who are let in with the declaration, saw it begin. */
const BEGINNING_MS = 5 * 60_000;

/** Names the deed and, for a private incident, its lane: one closed door must not keep the news from the others. */
const nameOf = (to: Audience): string => {
  switch (to.kind) {
    case "incidents_channel":
      return "announce";
    case "person":
      return `announce/${to.userId}`;
    case "channel":
      return `announce/${to.channel}`;
  }
};

/** Without a channel the announcement is the room, and what was said meanwhile waits for it. */
function announcingLane(incident: WithSummary, to: Audience): string {
  if (incident.facts.isPrivate) return `${incident.id}/${nameOf(to)}`;
  return incident.facts.channel ? announcementLane(incident.id) : channelLane(incident);
}

/** The key names the place, so that nobody is told twice who is entitled twice. */
const announcing = (incident: WithSummary, to: Audience): SummaryEffect => ({
  key: `${incident.id}/${nameOf(to)}`,
  kind: "announce",
  lane: announcingLane(incident, to),
  priority: incident.facts.isRetrospective && incident.facts.channel ? PRIORITY.cosmetic : PRIORITY.open,
  data: { to },
});

function announcements(incident: WithSummary, { policy }: World): SummaryEffect[] {
  if (!incident.facts.isPrivate) return [announcing(incident, { kind: "incidents_channel" })];
  const { people, userGroups, channels } = policy.privacy.entitled;
  return [
    ...toPeople(incident, people),
    ...channels.map((channel) => announcing(incident, { kind: "channel", channel })),
    ...userGroups.map(
      (groupId): SummaryEffect => ({
        key: `${incident.id}/entitled/${groupId}`,
        kind: "find_entitled",
        lane: `${incident.id}/entitled/${groupId}`,
        priority: PRIORITY.update,
        data: { groupId },
      }),
    ),
  ];
}

function toPeople(incident: WithSummary, userIds: readonly string[]): SummaryEffect[] {
  const declarer = personId(incident.facts.declaredBy);
  const others = userIds.filter((userId) => userId !== declarer);
  return others.map((userId) => announcing(incident, { kind: "person", userId }));
}

const showCard = (id: number): SummaryEffect => ({
  key: `${id}/card`,
  kind: "show_card",
  lane: `${id}/card`,
  priority: PRIORITY.live,
  data: {},
  isLive: true,
});

const showAnnouncement = (id: number): SummaryEffect => ({
  key: `${id}/announcement`,
  kind: "show_announcement",
  lane: announcementLane(id),
  priority: PRIORITY.live,
  data: {},
  isLive: true,
});

type Seen = typeof summaryEntries &
  Pick<typeof incidentEntries, "channel_opened" | "channel_refused"> &
  Pick<typeof timelineEntries, "person_joined">;

export const summaryEffects: EffectTable<WithSummary, Seen> = {
  // A workstream is told of where the whole is run.
  channel_opened: (_entry, incident, world) =>
    incident.facts.parentId === undefined ? announcements(incident, world) : [],
  // A private incident without a private channel ends there: nobody hears of it.
  channel_refused: (_entry, incident, world) => (incident.facts.isPrivate ? [] : announcements(incident, world)),
  entitled_found: ({ data }, incident) => toPeople(incident, data.userIds),
  announced: (_entry, { id, facts }) => {
    // Its lane is another than that of its edits, so what changed while it was on its way has to be shown now.
    if (facts.isPrivate) return [showAnnouncement(id)];
    // Without a channel the incident runs in the thread of its announcement, and so does the card.
    return facts.channel ? [] : [showAnnouncement(id), showCard(id)];
  },
  card_posted: ({ seq, data }, { id }) => [
    { key: `${id}/${seq}/pin`, kind: "pin_card", lane: `${id}/card`, priority: PRIORITY.cosmetic, data },
    {
      key: `${id}/${seq}/bookmark_card`,
      kind: "bookmark_card",
      lane: `${id}/bookmarks`,
      priority: PRIORITY.cosmetic,
      data,
    },
  ],
  person_joined: ({ at, data }, { id, facts, summary }) => {
    if (summary.caughtUpAt[data.userId] !== at || !facts.channel) return [];
    const isDeclarer = personId(facts.declaredBy) === data.userId;
    if (isDeclarer && at - (facts.times.declared ?? 0) < BEGINNING_MS) return [];
    return [
      {
        key: `${id}/catchup/${data.userId}/${at}`,
        kind: "catch_up",
        lane: `catchup/${data.userId}`,
        priority: PRIORITY.update,
        data: { userId: data.userId },
      },
    ];
  },
};

/** Keeps card and announcement true: one pending edit of each stands for any number of changes. */
export function summaryChanges(before: WithSummary, after: WithSummary, { policy, now }: World): Effect[] {
  if (before.version === 0 || !isShownAnew(before, after, policy, now)) return [];
  const { channel, channelRefused, isPrivate } = after.facts;
  const hasRoom = channel ? !channel.isArchived : channelRefused !== undefined && !isPrivate;
  // The first announcement is asked for by the entry itself, and shows the present state when it goes out.
  const isOpening = before.facts.channel?.id !== channel?.id || before.facts.channelRefused !== channelRefused;
  const isFirst = isOpening && after.summary.announcements.length === 0;
  const isTold = channel !== undefined || (channelRefused !== undefined && !isPrivate);
  return [...(hasRoom ? [showCard(after.id)] : []), ...(isTold && !isFirst ? [showAnnouncement(after.id)] : [])];
}
