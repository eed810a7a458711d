import type { Mark } from "../../config/policy.ts";
import type { Actor, BareIncident, FoldTable } from "../ledger/index.ts";
import { personId } from "../ledger/index.ts";
import type { From, timelineEntries } from "./entries.ts";

/** A reaction that means something, as it stands. */
interface ReactionState {
  readonly mark: Mark;
  readonly eventTs: string;
  readonly isOn: boolean;
  /** Known from the message itself, so the moment is only when it was read. */
  readonly isRead: boolean;
}

/** A person came into the channel or left it. */
interface Move {
  readonly at: number;
  readonly isIn: boolean;
}

export interface TimelineFacet {
  /** People who are in the channel now. */
  readonly members: readonly string[];
  /** Every coming and going, by person, in the order of time. */
  readonly moves: Readonly<Record<string, readonly Move[]>>;
  /** Reactions that mean something, by message key, then by `emoji/user`. */
  readonly reactions: Readonly<Record<string, Readonly<Record<string, ReactionState>>>>;
  /** Keys of messages that were deleted in Slack. */
  readonly deleted: readonly string[];
  /** When a person last said, noted or marked something (epoch milliseconds). */
  readonly lastActivityAt: number | undefined;
  readonly messageCount: number;
  /** Merged incidents, by number; of those given back nothing counts any longer. */
  readonly takenIn: Readonly<Record<string, TakenIn>>;
}

/** An incident that was merged into this one. */
export interface TakenIn {
  readonly incidentId: number;
  readonly title: string;
  readonly channelId: string | undefined;
  readonly isGivenBack: boolean;
  /** The number of its last entry that came over. */
  readonly upTo: number;
}

export type WithTimeline = BareIncident & { readonly timeline: TimelineFacet };

export const initialTimeline: TimelineFacet = {
  members: [],
  moves: {},
  reactions: {},
  deleted: [],
  lastActivityAt: undefined,
  messageCount: 0,
  takenIn: {},
};

const latest = (a: number | undefined, b: number): number => Math.max(a ?? b, b);

const active = (facet: TimelineFacet, entry: { by: Actor; at: number }): TimelineFacet =>
  personId(entry.by) ? { ...facet, lastActivityAt: latest(facet.lastActivityAt, entry.at) } : facet;

/** How far the entries of a merged incident have come over. */
function arrived(facet: TimelineFacet, from: From | undefined): TimelineFacet {
  const known = from && facet.takenIn[from.incidentId];
  if (!known || known.upTo >= from.seq) return facet;
  return { ...facet, takenIn: { ...facet.takenIn, [from.incidentId]: { ...known, upTo: from.seq } } };
}

interface Came {
  readonly by: Actor;
  readonly at: number;
  readonly data: { readonly from?: From | undefined };
}

/** Folds an entry that may have come from a merged incident. */
const moving =
  <E extends Came>(fold: (facet: TimelineFacet, entry: E) => TimelineFacet) =>
  (facet: TimelineFacet, entry: E): TimelineFacet =>
    arrived(fold(facet, entry), entry.data.from);

const said = (facet: TimelineFacet, entry: { by: Actor; at: number }): TimelineFacet =>
  personId(entry.by) ? active({ ...facet, messageCount: facet.messageCount + 1 }, entry) : facet;

interface ReactionEntry {
  readonly by: Actor;
  readonly at: number;
  readonly about: string | undefined;
  readonly data: { readonly emoji: string; readonly mark: Mark; readonly eventTs: string; readonly isRead: boolean };
}

function reacted(facet: TimelineFacet, entry: ReactionEntry, isOn: boolean): TimelineFacet {
  const { about, data } = entry;
  if (about === undefined) return facet;
  const name = `${data.emoji}/${entry.by}`;
  const ofMessage = facet.reactions[about] ?? {};
  const known = ofMessage[name];
  if (known && known.eventTs >= data.eventTs) return facet;
  const reaction: ReactionState = { mark: data.mark, eventTs: data.eventTs, isOn, isRead: data.isRead };
  return active({ ...facet, reactions: { ...facet.reactions, [about]: { ...ofMessage, [name]: reaction } } }, entry);
}

/** Membership follows Slack's time, not the order in which the news arrived. */
function moved(facet: TimelineFacet, userId: string, move: Move): TimelineFacet {
  const moves = [...(facet.moves[userId] ?? []), move].sort((a, b) => a.at - b.at);
  const others = facet.members.filter((id) => id !== userId);
  const members = moves.at(-1)?.isIn ? [...others, userId] : others;
  return { ...facet, members, moves: { ...facet.moves, [userId]: moves } };
}

export const foldTimeline: FoldTable<TimelineFacet, typeof timelineEntries> = {
  message_said: moving(said),
  message_added: moving(active),
  message_edited: moving((facet) => facet),
  message_deleted: moving<Came & { readonly about: string | undefined }>((facet, { about }) =>
    about === undefined ? facet : { ...facet, deleted: [...facet.deleted, about] },
  ),
  // Whoever notes what happened an hour ago is at work now.
  note_added: (facet, { by, recordedAt, data }) => arrived(active(facet, { by, at: recordedAt }), data.from),
  reaction_added: (facet, entry) => arrived(reacted(facet, entry, true), entry.data.from),
  reaction_removed: (facet, entry) => arrived(reacted(facet, entry, false), entry.data.from),
  entry_moved: (facet, { data }) => arrived(facet, data.from),
  incident_taken_in: (facet, { data: { incidentId, title, channelId } }) => {
    const upTo = facet.takenIn[incidentId]?.upTo ?? 0;
    const taken = { incidentId, title, channelId, isGivenBack: false, upTo };
    return { ...facet, takenIn: { ...facet.takenIn, [incidentId]: taken } };
  },
  incident_given_back: (facet, { data }) => {
    const known = facet.takenIn[data.incidentId];
    if (!known) return facet;
    return { ...facet, takenIn: { ...facet.takenIn, [data.incidentId]: { ...known, isGivenBack: true } } };
  },
  person_joined: (facet, { at, data }) => moved(facet, data.userId, { at, isIn: true }),
  person_left: (facet, { at, data }) => moved(facet, data.userId, { at, isIn: false }),
};

/** Whether it came from an incident whose merging was taken back. */
export const isGivenBack = (facet: TimelineFacet, incidentId: number): boolean =>
  facet.takenIn[incidentId]?.isGivenBack ?? false;

const isWithdrawn = ({ takenIn }: TimelineFacet, messageKey: string): boolean =>
  Object.values(takenIn).some(
    (taken) => taken.isGivenBack && taken.channelId && messageKey.startsWith(`message/${taken.channelId}/`),
  );

/** The marks that stand on a message now, each once. */
export function marksOn(facet: TimelineFacet, messageKey: string): Mark[] {
  if (isWithdrawn(facet, messageKey)) return [];
  const standing = Object.values(facet.reactions[messageKey] ?? {}).filter((reaction) => reaction.isOn);
  return [...new Set(standing.map((reaction) => reaction.mark))];
}

/** The keys of all messages that carry a mark now. */
export function markedKeys(facet: TimelineFacet): string[] {
  return Object.keys(facet.reactions).filter((key) => marksOn(facet, key).length > 0);
}
