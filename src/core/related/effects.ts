import { channelLane, type incidentEntries, invitation } from "../incidents/index.ts";
import { type Effect, type EffectTable, type Entry, PRIORITY } from "../ledger/index.ts";
import type { roleEntries } from "../roles/index.ts";
import type { timelineEntries } from "../timeline/index.ts";
import { showUpdate, type updateEntries } from "../updates/index.ts";
import type { relatedEntries } from "./entries.ts";
import type { WithRelated } from "./facet.ts";
import { TOLD, TOLD_ALOUD } from "./workstreams.ts";

type Nothing = Record<string, never>;

export type RelatedEffect =
  /** Live: everything of a merged incident that is not in the survivor yet comes over. */
  | Effect<"move_entries", Nothing>
  /** What came over no longer counts in the incident into which this one was merged. */
  | Effect<"give_back", { readonly incidentId: number }>
  /** Tells the merged incident's channel where it goes on. */
  | Effect<"point_to_survivor", { readonly seq: number }>
  /** Live: the pointer as it should read now. */
  | Effect<"show_pointer", Nothing>
  /** Tells the survivor's channel what was merged in. */
  | Effect<"tell_taken_in", { readonly incidentId: number }>
  /** Live. */
  | Effect<"show_taken_in", { readonly incidentId: number }>
  /** Live: the survivor's line follows what becomes of the merging. */
  | Effect<"refresh_survivor", { readonly incidentId: number }>
  /** The other incident of a link gets it too. */
  | Effect<"mirror_link", { readonly entryKey: string }>
  /** Tells the whole of a workstream's turn. */
  | Effect<"tell_parent", { readonly entryKey: string }>
  /** Lets the people of a private whole into its workstream. */
  | Effect<"invite_from_parent", Nothing>
  | Effect<"show_workstream", { readonly entryKey: string }>
  /** The thread around the message that an incident was declared from. */
  | Effect<"read_source_thread", Nothing>;

const moveEntries = (id: number): RelatedEffect => ({
  key: `${id}/move`,
  kind: "move_entries",
  lane: `${id}/move`,
  priority: PRIORITY.update,
  data: {},
  isLive: true,
});

/** What is still said in a merged incident's channel follows. */
const follow = (_entry: unknown, { id, facts }: WithRelated): RelatedEffect[] =>
  facts.mergedInto === undefined ? [] : [moveEntries(id)];

const tellParent = ({ id, facts }: WithRelated, entryKey: string): RelatedEffect[] =>
  facts.parentId === undefined
    ? []
    : [
        {
          key: `${id}/parent/${entryKey}`,
          kind: "tell_parent",
          lane: `${id}/parent`,
          priority: PRIORITY.update,
          data: { entryKey },
        },
      ];

const report = (entry: Entry, incident: WithRelated): RelatedEffect[] =>
  TOLD.includes(entry.kind) ? tellParent(incident, entry.key) : [];

/** `opened` stands for the beginning, which has no turn of its own. */
export const OPENED = "opened";

const begins = (incident: WithRelated): RelatedEffect[] => {
  const { id, facts } = incident;
  if (facts.parentId === undefined) return [];
  const people: RelatedEffect[] = facts.isPrivate
    ? [
        {
          key: `${id}/parent_people`,
          kind: "invite_from_parent",
          lane: `${id}/parent`,
          priority: PRIORITY.update,
          data: {},
        },
      ]
    : [];
  return [...people, ...tellParent(incident, OPENED)];
};

const mirror = (
  { key, data }: Entry<string, { readonly isMirrored: boolean }>,
  { id }: WithRelated,
): RelatedEffect[] =>
  data.isMirrored
    ? []
    : [
        {
          key: `${id}/link/${key}`,
          kind: "mirror_link",
          lane: `${id}/links`,
          priority: PRIORITY.live,
          data: { entryKey: key },
        },
      ];

type Seen = typeof relatedEntries &
  Pick<
    typeof incidentEntries,
    | "declared"
    | "channel_opened"
    | "channel_refused"
    | "merged_into"
    | "unmerged"
    | "resolved"
    | "reopened"
    | "cancelled"
    | "severity_changed"
    | "stage_changed"
    | "title_changed"
  > &
  Pick<
    typeof timelineEntries,
    | "message_said"
    | "message_added"
    | "message_edited"
    | "message_deleted"
    | "reaction_added"
    | "reaction_removed"
    | "note_added"
    | "entry_moved"
    | "incident_taken_in"
    | "incident_given_back"
  > &
  Pick<typeof updateEntries, "update_posted" | "update_withdrawn" | "update_delivered"> &
  Pick<typeof roleEntries, "role_taken">;

export const relatedEffects: EffectTable<WithRelated, Seen> = {
  declared: ({ data }, { id }): RelatedEffect[] =>
    data.source
      ? [
          {
            key: `${id}/source_thread`,
            kind: "read_source_thread",
            lane: `${id}/read`,
            priority: PRIORITY.cosmetic,
            data: {},
          },
        ]
      : [],
  channel_opened: (_entry, incident) => begins(incident),
  channel_refused: (_entry, incident) => begins(incident),

  message_said: follow,
  message_added: follow,
  message_edited: follow,
  message_deleted: follow,
  reaction_added: follow,
  reaction_removed: follow,
  note_added: follow,
  entry_moved: follow,

  merged_into: (entry, incident): RelatedEffect[] => [
    moveEntries(incident.id),
    {
      key: `${incident.id}/${entry.seq}/pointer`,
      kind: "point_to_survivor",
      lane: channelLane(incident),
      priority: PRIORITY.update,
      data: { seq: entry.seq },
    },
    ...report(entry, incident),
  ],
  unmerged: (entry, incident): RelatedEffect[] => [
    {
      key: `${incident.id}/${entry.seq}/give_back`,
      kind: "give_back",
      lane: `${incident.id}/move`,
      priority: PRIORITY.update,
      data: { incidentId: entry.data.incidentId },
    },
    ...report(entry, incident),
  ],
  incident_taken_in: ({ seq, data }, incident): readonly Effect[] => {
    const { id, facts, timeline } = incident;
    const isIn = (userId: string) => facts.invited.includes(userId) || timeline.members.includes(userId);
    const newcomers = data.userIds.filter((userId) => !isIn(userId));
    // Whoever may see a private incident was let in by somebody; a merging lets nobody in.
    const mayCome = !facts.isPrivate && facts.channel && !facts.channel.isArchived;
    const told: RelatedEffect = {
      key: `${id}/${seq}/taken_in`,
      kind: "tell_taken_in",
      lane: channelLane(incident),
      priority: PRIORITY.update,
      data: { incidentId: data.incidentId },
    };
    return [
      told,
      ...(mayCome && newcomers.length > 0 ? [invitation(id, seq, newcomers)] : []),
      ...follow(undefined, incident),
    ];
  },
  incident_given_back: ({ data }, { id }) => [showTakenIn(id, data.incidentId)],

  resolved: report,
  reopened: report,
  cancelled: report,
  severity_changed: report,
  stage_changed: report,
  title_changed: report,
  update_posted: report,
  update_withdrawn: report,
  // What was in doubt may be found with a button that is over.
  update_delivered: ({ about, data }, { id, related }) => {
    const isOver = !related.undoable.some(({ key }) => key === about);
    return about !== undefined && data.isOwnRoom && isOver ? [showUpdate(id, about)] : [];
  },
  // Whoever leads it from the beginning is named by the beginning.
  role_taken: (entry, incident) =>
    entry.data.role === "commander" && incident.facts.channel ? report(entry, incident) : [],
  workstream_told: ({ key, data }, incident): RelatedEffect[] =>
    TOLD_ALOUD.includes(data.kind) ? [showWorkstream(incident, key)] : [],
  workstream_opened: ({ key }, incident) => [showWorkstream(incident, key)],
  linked: mirror,
  unlinked: mirror,
};

const showWorkstream = (incident: WithRelated, entryKey: string): RelatedEffect => ({
  key: `${incident.id}/show/${entryKey}`,
  kind: "show_workstream",
  lane: channelLane(incident),
  priority: PRIORITY.update,
  data: { entryKey },
});

const showTakenIn = (id: number, incidentId: number): RelatedEffect => ({
  key: `${id}/taken_in/${incidentId}`,
  kind: "show_taken_in",
  lane: `${id}/taken_in`,
  priority: PRIORITY.live,
  data: { incidentId },
  isLive: true,
});
