import type { Policy } from "../../config/index.ts";
import { type EffectTable, type EntryOf, PRIORITY, personId } from "../ledger/index.ts";
import { channelNameOf, slugOf } from "./channel-name.ts";
import { type IncidentEffect, invitation } from "./effect-kinds.ts";
import type { incidentEntries } from "./entries.ts";
import type { WithFacts } from "./facet.ts";
import { inviteForServices, runbookBookmarks } from "./service-effects.ts";

/** What is said in the channel waits behind its opening, and from then on for what was said before. */
export const channelLane = ({ id, facts }: WithFacts): string => (facts.channel ? `${id}/channel` : `${id}/open`);

/** What stands under the announcement waits for it. */
export const announcementLane = (incidentId: number): string => `${incidentId}/announcement`;

const openChannel = ({ id, facts }: WithFacts, key: string, policy: Policy): IncidentEffect => ({
  key,
  kind: "open_channel",
  lane: `${id}/open`,
  priority: PRIORITY.open,
  data: {
    name: channelNameOf(policy.channel.nameTemplate, id, facts.title),
    isPrivate: facts.isPrivate,
    declaredAt: facts.times.declared ?? facts.severityAt,
  },
});

/** A channel that is on record this soon after it was made has heard nobody yet. */
const SOON_MS = 1_000;

/** People may have come and spoken before we knew the channel for ours, and such events are nobody's. */
const wasOpenUnknown = ({ at, data }: Extract<EntryOf<typeof incidentEntries>, { kind: "channel_opened" }>): boolean =>
  data.isAdopted === true || (data.madeAt !== undefined && Math.abs(at - data.madeAt) > SOON_MS);

const readChannel = (id: number, seq: number): IncidentEffect => ({
  key: `${id}/${seq}/read`,
  kind: "read_channel",
  lane: `${id}/read`,
  priority: PRIORITY.update,
  data: {},
});

const setTopic = (id: number): IncidentEffect => ({
  key: `${id}/topic`,
  kind: "set_topic",
  lane: `${id}/dress`,
  priority: PRIORITY.cosmetic,
  data: {},
  isLive: true,
});

function dressed({ id, facts }: WithFacts, seq: number): IncidentEffect[] {
  const declaredAt = facts.times.declared ?? facts.severityAt;
  return [
    setTopic(id),
    {
      key: `${id}/${seq}/purpose`,
      kind: "set_purpose",
      lane: `${id}/dress`,
      priority: PRIORITY.cosmetic,
      data: { declaredAt },
    },
  ];
}

/** Behind the card in its lane, so that it stands below. */
const checklist = ({ id, facts }: WithFacts, policy: Policy): IncidentEffect[] =>
  facts.isRetrospective || !facts.isOpen || policy.checklist.firstFiveMinutes.length === 0
    ? []
    : [{ key: `${id}/checklist`, kind: "post_checklist", lane: `${id}/card`, priority: PRIORITY.cosmetic, data: {} }];

function bookmarks({ id, facts }: WithFacts, seq: number, policy: Policy): IncidentEffect[] {
  return policy.bookmarks.map(({ title, url }, index) => ({
    key: `${id}/${seq}/bookmark/${index}`,
    kind: "add_bookmark",
    lane: `${id}/bookmarks`,
    priority: PRIORITY.cosmetic,
    data: {
      title,
      url: url
        .replaceAll("{number}", String(id))
        .replaceAll("{slug}", slugOf(facts.title) || String(id))
        .replaceAll("{severity}", encodeURIComponent(facts.severity)),
    },
  }));
}

/** Before anything else that waits for the channel, so that it is not said to nobody. */
const unarchive = (id: number, seq: number): IncidentEffect => ({
  key: `${id}/${seq}/unarchive`,
  kind: "unarchive_channel",
  lane: `${id}/channel`,
  priority: PRIORITY.open,
  data: {},
});

const retopic = (_entry: unknown, { id, facts }: WithFacts): IncidentEffect[] =>
  facts.channel && !facts.channel.isArchived ? [setTopic(id)] : [];

/** Reopened, or never finished: what became of a channel that was on its way out. */
const isWanted = ({ isOpen, archive }: WithFacts["facts"]): boolean => isOpen || archive.dueAt === undefined;

export const incidentEffects: EffectTable<WithFacts, typeof incidentEntries> = {
  declared: (_entry, incident, { policy }) => [openChannel(incident, `${incident.id}/open`, policy)],
  channel_opened: (entry, incident, world) => {
    const { seq } = entry;
    const { policy } = world;
    const { services } = incident.facts;
    const declarer = personId(incident.facts.declaredBy);
    return [
      ...(declarer === undefined ? [] : [invitation(incident.id, seq, [declarer])]),
      ...(wasOpenUnknown(entry) ? [readChannel(incident.id, seq)] : []),
      ...dressed(incident, seq),
      ...checklist(incident, policy),
      ...bookmarks(incident, seq, policy),
      ...runbookBookmarks(incident, seq, services, world),
      // A workstream begins with its lead; those of the services are in the whole.
      ...(incident.facts.parentId === undefined ? inviteForServices(incident, seq, services, world) : []),
    ];
  },
  channel_refused: ({ seq, data }, { id, facts }) => {
    const declarer = personId(facts.declaredBy);
    if (!facts.isPrivate || declarer === undefined) return [];
    return [
      {
        key: `${id}/${seq}/channel_refused`,
        kind: "tell_channel_refused",
        lane: `dm/${declarer}`,
        priority: PRIORITY.page,
        data: { userId: declarer, reason: data.reason },
      },
    ];
  },
  people_invited: ({ seq, data }, { id }) =>
    data.failed.length === 0
      ? []
      : [
          {
            key: `${id}/${seq}/not_invited`,
            kind: "tell_not_invited",
            lane: `${id}/channel`,
            priority: PRIORITY.update,
            data: { failed: data.failed },
          },
        ],
  services_changed: ({ seq, data }, incident, world) => {
    const added = data.services.filter((name) => !data.before.includes(name));
    return [...inviteForServices(incident, seq, added, world), ...runbookBookmarks(incident, seq, added, world)];
  },
  title_changed: retopic,
  severity_changed: retopic,
  resolved: retopic,
  cancelled: retopic,
  reopened: ({ seq }, incident, { policy }) => {
    const { id, facts } = incident;
    if (!facts.channel) return [openChannel(incident, `${id}/${seq}/open`, policy)];
    return facts.channel.isArchived ? [unarchive(id, seq)] : [setTopic(id)];
  },
  // It was reopened, or its merging taken back, while its channel was on the way out.
  channel_archived: ({ seq, data }, { id, facts }) => (isWanted(facts) && !data.byHand ? [unarchive(id, seq)] : []),
  channel_unarchived: retopic,
  merged_into: retopic,
  unmerged: ({ seq }, { id, facts }) => {
    if (!facts.channel) return [];
    return facts.channel.isArchived ? [unarchive(id, seq)] : [setTopic(id)];
  },
  made_real: (entry, incident, world) => [
    ...retopic(entry, incident),
    ...inviteForServices(incident, entry.seq, incident.facts.services, world),
  ],
  archive_warned: ({ seq, data }, { id }) => [
    {
      key: `${id}/${seq}/archive_warning`,
      kind: "warn_archive",
      lane: `${id}/channel`,
      priority: PRIORITY.cosmetic,
      data,
    },
  ],
  archive_due: ({ seq }, { id }) => [
    {
      key: `${id}/${seq}/archive`,
      kind: "archive_channel",
      lane: `${id}/channel`,
      priority: PRIORITY.cosmetic,
      data: {},
    },
  ],
};
