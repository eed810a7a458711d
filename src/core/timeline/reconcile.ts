import type { Policy } from "../../config/policy.ts";
import { type Decision, person } from "../ledger/index.ts";
import type { NewTimelineEntry } from "./entries.ts";
import type { WithTimeline } from "./facet.ts";
import { type HeardMove, type HeardNotice, hearMove, hearNotice, markOf, reactionEntry } from "./hear.ts";
import { deletedEntry, editedEntries, type HeardMessage, saidEntries } from "./heard.ts";
import { messageKey, tsToMs } from "./keys.ts";

/** A message as it stands in Slack, with who put which emoji on it. */
export interface SeenMessage extends HeardMessage {
  readonly reactions: readonly { readonly emoji: string; readonly userIds: readonly string[] }[];
}

/** What was read of a channel. */
export interface Snapshot {
  readonly channelId: string;
  /** When reading began (epoch milliseconds): nothing later is told by it. */
  readonly readAt: number;
  /** The channel's own messages are complete from here on. */
  readonly oldestTs: string;
  /** Parents of the threads whose replies are complete. */
  readonly threads: readonly string[];
  readonly messages: readonly SeenMessage[];
  /** Parents that were deleted while they had replies. */
  readonly tombstones: readonly string[];
  readonly moves: readonly HeardMove[];
  readonly notices: readonly HeardNotice[];
}

/** A message of the record, as it stood before reading began. */
export interface RecordedMessage {
  readonly ts: string;
  readonly threadTs?: string | undefined;
  readonly text: string;
  readonly editedTs: string | undefined;
}

/** What the record lacks of what was read, in the order in which it happened. */
export const reconcile =
  (recorded: readonly RecordedMessage[], snapshot: Snapshot): Decision<WithTimeline, NewTimelineEntry> =>
  (incident, world) => {
    const known = new Map(recorded.map((message) => [message.ts, message]));
    // Two messages of one millisecond stay in Slack's order: sorting by time alone keeps the order of equals.
    const messages = [...snapshot.messages].sort((a, b) => (a.ts < b.ts ? -1 : 1));
    const found = [
      ...messages.flatMap((message) => messageEntries(incident, world.policy, message, known.get(message.ts))),
      ...messages.flatMap((message) => reactionEntries(incident, world.policy, message, snapshot)),
      ...missing(incident, recorded, snapshot).map(({ ts }) =>
        deletedEntry(world.policy, { channelId: snapshot.channelId, ts, at: snapshot.readAt }),
      ),
      ...snapshot.moves.flatMap((move) => hearMove(move)(incident, world)),
      ...snapshot.notices.flatMap((notice) => hearNotice(notice)(incident, world)),
    ];
    return found.sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
  };

function messageEntries(
  incident: WithTimeline,
  policy: Policy,
  message: SeenMessage,
  known: RecordedMessage | undefined,
): readonly NewTimelineEntry[] {
  const said = known ? [] : saidEntries(incident, policy, message);
  const { editedTs } = message;
  if (editedTs === undefined || known?.editedTs === editedTs) return said;
  return [...said, ...editedEntries(incident, policy, { ...message, editedTs }, known?.text)];
}

function reactionEntries(
  incident: WithTimeline,
  policy: Policy,
  message: SeenMessage,
  { readAt }: Snapshot,
): NewTimelineEntry[] {
  const { channelId, ts } = message;
  const states = incident.timeline.reactions[messageKey(channelId, ts)] ?? {};
  const eventTs = (readAt / 1000).toFixed(6);
  const read = { channelId, ts, eventTs, at: readAt, isRead: true };
  const standing = message.reactions.flatMap(({ emoji, userIds }) => {
    const mark = markOf(policy.reactions, emoji);
    return mark ? userIds.map((userId) => ({ emoji, mark, by: person(userId) })) : [];
  });
  const added = standing.filter(({ emoji, by }) => {
    const state = states[`${emoji}/${by}`];
    return !state?.isOn && !(state && state.eventTs >= eventTs);
  });
  const names = new Set(standing.map(({ emoji, by }) => `${emoji}/${by}`));
  const removed = Object.entries(states).filter(
    ([name, state]) => state.isOn && state.eventTs < eventTs && !names.has(name),
  );
  return [
    ...added.map((reaction) => reactionEntry({ ...read, ...reaction, isOn: true })),
    ...removed.map(([name, { mark }]) => {
      const [emoji = "", userId = ""] = name.split("/person:");
      return reactionEntry({ ...read, emoji, by: person(userId), mark, isOn: false });
    }),
  ];
}

/**
 * Recorded messages that Slack no longer has. Slack's retention takes away the oldest, so a message counts as
 * deleted only when an older one is still there.
 */
function missing(
  incident: WithTimeline,
  recorded: readonly RecordedMessage[],
  snapshot: Snapshot,
): readonly RecordedMessage[] {
  const { channelId, oldestTs } = snapshot;
  const present = new Set(snapshot.messages.map((message) => message.ts));
  const threads = new Set(snapshot.threads);
  const inRange = (ts: string) => tsToMs(ts) >= tsToMs(oldestTs) && tsToMs(ts) <= snapshot.readAt;
  const oldestSeen = Math.min(
    ...[...present, ...snapshot.notices.map(({ ts }) => ts)].map(tsToMs),
    ...snapshot.moves.map(({ at }) => at),
  );
  const isLost = (ts: string) => inRange(ts) && !present.has(ts) && tsToMs(ts) > oldestSeen;
  const isGone = ({ ts, threadTs }: RecordedMessage) => {
    if (snapshot.tombstones.includes(ts)) return true;
    if (threadTs === undefined || threadTs === ts) return isLost(ts);
    const isOrphan = isLost(threadTs) && !snapshot.tombstones.includes(threadTs);
    return !present.has(ts) && (threads.has(threadTs) || isOrphan);
  };
  return recorded.filter(
    (message) => !incident.timeline.deleted.includes(messageKey(channelId, message.ts)) && isGone(message),
  );
}
