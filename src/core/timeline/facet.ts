import type { Mark } from "../../config/policy.ts";
import type { Actor, BareIncident, FoldTable } from "../ledger/index.ts";
import { personId } from "../ledger/index.ts";
import type { timelineEntries } from "./entries.ts";

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
}

export type WithTimeline = BareIncident & { readonly timeline: TimelineFacet };

export const initialTimeline: TimelineFacet = {
  members: [],
  moves: {},
  reactions: {},
  deleted: [],
  lastActivityAt: undefined,
  messageCount: 0,
};

const latest = (a: number | undefined, b: number): number => Math.max(a ?? b, b);

const active = (facet: TimelineFacet, entry: { by: Actor; at: number }): TimelineFacet =>
  personId(entry.by) ? { ...facet, lastActivityAt: latest(facet.lastActivityAt, entry.at) } : facet;

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
  message_said: said,
  message_added: active,
  message_deleted: (facet, { about }) =>
    about === undefined ? facet : { ...facet, deleted: [...facet.deleted, about] },
  // Whoever notes what happened an hour ago is at work now.
  note_added: (facet, { by, recordedAt }) => active(facet, { by, at: recordedAt }),
  reaction_added: (facet, entry) => reacted(facet, entry, true),
  reaction_removed: (facet, entry) => reacted(facet, entry, false),
  person_joined: (facet, { at, data }) => moved(facet, data.userId, { at, isIn: true }),
  person_left: (facet, { at, data }) => moved(facet, data.userId, { at, isIn: false }),
};

/** The marks that stand on a message now, each once. */
export function marksOn(facet: TimelineFacet, messageKey: string): Mark[] {
  const standing = Object.values(facet.reactions[messageKey] ?? {}).filter((reaction) => reaction.isOn);
  return [...new Set(standing.map((reaction) => reaction.mark))];
}

/** The keys of all messages that carry a mark now. */
export function markedKeys(facet: TimelineFacet): string[] {
  return Object.keys(facet.reactions).filter((key) => marksOn(facet, key).length > 0);
}
