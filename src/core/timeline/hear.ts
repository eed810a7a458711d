import type { Policy } from "../../config/policy.ts";
import { ownOf } from "../../lib/own.ts";
import type { Actor, Decision } from "../ledger/index.ts";
import { person } from "../ledger/index.ts";
import type { NewTimelineEntry } from "./entries.ts";
import type { TimelineFacet, WithTimeline } from "./facet.ts";
import { deletedEntry, editedEntries, type HeardMessage, saidEntries, storable } from "./heard.ts";
import { messageKey, tsToMs } from "./keys.ts";

type Heard = Decision<WithTimeline, NewTimelineEntry>;

/** A message was said in the channel. */
export const hearMessage =
  (message: HeardMessage): Heard =>
  (incident, { policy }) =>
    saidEntries(incident, policy, message);

export interface Edit {
  readonly after: HeardMessage & { readonly editedTs: string };
  readonly before: HeardMessage;
}

/**
 * A message got new words. When this comes before the message itself, the old words stand for it, but only those
 * that were never edited are what was said.
 */
export const hearEdit =
  ({ before, after }: Edit): Heard =>
  (incident, { policy }) => [
    ...(before.editedTs === undefined ? saidEntries(incident, policy, before) : []),
    ...editedEntries(incident, policy, after, before.text),
  ];

/** A message was deleted. */
export const hearDeletion =
  (place: { channelId: string; ts: string; at: number }): Heard =>
  (_incident, { policy }) => [deletedEntry(policy, place)];

export interface HeardReaction {
  readonly channelId: string;
  readonly ts: string;
  readonly userId: string;
  readonly emoji: string;
  readonly eventTs: string;
  readonly isOn: boolean;
  /** The message, when the record does not have it yet. */
  readonly message?: HeardMessage | undefined;
}

/** The mark of an emoji, whatever the colour of its skin; undefined for one that says nothing. */
export const markOf = <M>(reactions: Readonly<Record<string, M>>, emoji: string): M | undefined =>
  ownOf(reactions, emoji.replace(/::skin-tone-\d$/, ""));

/** Somebody put a mark on a message or took it off. */
export const hearReaction =
  (heard: HeardReaction): Heard =>
  (incident, { policy }) => {
    const mark = markOf(policy.reactions, heard.emoji);
    if (!mark) return [];
    const about = messageKey(heard.channelId, heard.ts);
    const by = person(heard.userId);
    const known = incident.timeline.reactions[about]?.[`${heard.emoji}/${by}`];
    // Read off the message meanwhile: this is the same reaction, heard late.
    if (known?.isRead && known.isOn === heard.isOn && known.eventTs >= heard.eventTs) return [];
    return [
      ...(heard.message ? saidEntries(incident, policy, heard.message) : []),
      reactionEntry({ ...heard, by, mark, at: tsToMs(heard.eventTs), isRead: false }),
    ];
  };

type MarkName = Extract<NewTimelineEntry, { kind: "reaction_added" }>["data"]["mark"];

/** The entry of a mark put on or taken off. */
export function reactionEntry(of: {
  channelId: string;
  ts: string;
  emoji: string;
  by: Actor;
  mark: MarkName;
  eventTs: string;
  at: number;
  isOn: boolean;
  isRead: boolean;
}): NewTimelineEntry {
  const about = messageKey(of.channelId, of.ts);
  const kind = of.isOn ? "reaction_added" : "reaction_removed";
  return {
    kind,
    by: of.by,
    at: of.at,
    key: `${kind}/${of.channelId}/${of.ts}/${of.emoji}/${of.by}/${of.eventTs}`,
    about,
    data: { emoji: of.emoji, mark: of.mark, eventTs: of.eventTs, isRead: of.isRead },
  };
}

export interface HeardMove {
  readonly channelId: string;
  readonly userId: string;
  readonly at: number;
  readonly isIn: boolean;
}

/** The event of a joining and the channel's own line about it tell of one moment in two times. */
const SAME_MOVE_MS = 10_000;

const isKnownMove = ({ moves }: TimelineFacet, { userId, at, isIn }: HeardMove): boolean =>
  (moves[userId] ?? []).some((move) => move.isIn === isIn && Math.abs(move.at - at) <= SAME_MOVE_MS);

/** Somebody came into the channel or left it. */
export const hearMove =
  (move: HeardMove): Heard =>
  (incident) =>
    isKnownMove(incident.timeline, move) ? [] : [moveEntry(move)];

function moveEntry({ channelId, userId, at, isIn }: HeardMove): NewTimelineEntry {
  const kind = isIn ? "person_joined" : "person_left";
  return { kind, by: person(userId), at, key: `${kind}/${channelId}/${userId}/${at}`, data: { userId } };
}

export interface HeardNotice {
  readonly kind: "topic" | "name";
  readonly channelId: string;
  readonly ts: string;
  readonly by: Actor;
  readonly text: string;
}

/** The channel got another topic or name. */
export const hearNotice =
  (notice: HeardNotice): Heard =>
  (_incident, { policy }) => [noticeEntry(notice, policy)];

function noticeEntry({ kind, channelId, ts, by, text }: HeardNotice, policy: Policy): NewTimelineEntry {
  const fact = { by, at: tsToMs(ts), key: `${kind}/${channelId}/${ts}` };
  if (kind === "name") return { ...fact, kind: "channel_renamed", data: { name: text } };
  return { ...fact, kind: "topic_changed", data: { text: storable(text, policy).text } };
}
