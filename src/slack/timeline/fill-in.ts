import { fromRow } from "../../core/ledger/index.ts";
import type { Incident } from "../../core/product.ts";
import {
  hearMessage,
  messagePlace,
  type NewTimelineEntry,
  type RecordedMessage,
  reconcile,
  type Snapshot,
  type TimelineEntry,
} from "../../core/timeline/index.ts";
import type { Context } from "../kit/context.ts";
import { archivedByHand } from "./channel-events.ts";
import { findMessage } from "./lookup.ts";
import { type Reader, readChannel } from "./read-channel.ts";
import { authorOf } from "./slack-message.ts";

/** Transactions are to take milliseconds. */
const ENTRIES_AT_ONCE = 200;

const MOST_LOOKUPS = 50;

export interface FillInWish {
  readonly oldestTs: string;
  /** Threads with a reply since then (epoch milliseconds) are read. */
  readonly repliesSince: number;
}

/** Reads the channel of an incident and records what the record lacks, in order. */
export async function fillIn(ctx: Context, reader: Reader, incident: Incident, wish: FillInWish): Promise<void> {
  const channelId = incident.facts.channel?.id;
  if (channelId === undefined) return;
  const readAt = ctx.clock.now();
  // Read before Slack is asked: what is recorded meanwhile cannot be missing there.
  const recorded = await standingMessages(ctx, incident, channelId);
  const { snapshot, archiving } = await readChannel(reader, ctx.bot(), { channelId, readAt, recorded, ...wish });
  await recordAll(ctx, incident.id, recorded, snapshot);
  await fetchMarked(ctx, incident, recorded, snapshot);
  if (!archiving) return;
  const { message, isArchived } = archiving;
  const seen = { by: authorOf(message), eventTs: message.ts, channel: channelId, isArchived };
  await ctx.ledger.record(incident.id, archivedByHand(seen));
}

/** Reads a channel from its beginning; rejects with a SlackCallError. */
export function readWhole(ctx: Context, incident: Incident): Promise<void> {
  const reader: Reader = { call: (method, args, channel) => ctx.slack.call(method, args, { channel }) };
  return fillIn(ctx, reader, incident, { oldestTs: "0", repliesSince: 0 });
}

/** Rows of these kinds were checked when they were written. */
const asOwn = (entry: ReturnType<typeof fromRow>): TimelineEntry => entry as TimelineEntry;

/** The recorded messages of the channel that were not deleted, as they were last edited. */
async function standingMessages(
  ctx: Context,
  { id, timeline }: Incident,
  channelId: string,
): Promise<RecordedMessage[]> {
  const rows = await ctx.store.entriesOf(id, { kinds: ["message_said", "message_edited"] });
  const messages = new Map<string, RecordedMessage>();
  for (const entry of rows.map(fromRow).map(asOwn)) {
    if (entry.kind !== "message_said" || entry.data.channelId !== channelId) continue;
    if (timeline.deleted.includes(entry.key)) continue;
    const { ts, threadTs, text } = entry.data;
    messages.set(entry.key, { ts, threadTs, text, editedTs: undefined });
  }
  for (const entry of rows.map(fromRow).map(asOwn)) {
    if (entry.kind !== "message_edited" || entry.about === undefined) continue;
    const known = messages.get(entry.about);
    const { editedTs, text } = entry.data;
    const isLater = known && (known.editedTs === undefined || known.editedTs < editedTs);
    if (isLater) messages.set(entry.about, { ...known, editedTs, text });
  }
  return [...messages.values()];
}

async function recordAll(
  ctx: Context,
  incidentId: number,
  recorded: readonly RecordedMessage[],
  snapshot: Snapshot,
): Promise<void> {
  const decide = reconcile(recorded, snapshot);
  const done = new Set<string>();
  for (let isMore = true; isMore; ) {
    let chunk: readonly NewTimelineEntry[] = [];
    await ctx.ledger.record(incidentId, (incident, world) => {
      const left = decide(incident, world).filter(({ key }) => key === undefined || !done.has(key));
      chunk = left.slice(0, ENTRIES_AT_ONCE);
      isMore = left.length > chunk.length;
      return chunk;
    });
    for (const { key } of chunk) if (key !== undefined) done.add(key);
  }
}

/** Marks whose message never came: it is fetched now. */
async function fetchMarked(
  ctx: Context,
  incident: Incident,
  recorded: readonly RecordedMessage[],
  { channelId, messages }: Snapshot,
): Promise<void> {
  const known = new Set([...recorded, ...messages].map(({ ts }) => ts));
  const orphans = Object.keys(incident.timeline.reactions)
    .filter((key) => !incident.timeline.deleted.includes(key))
    .flatMap((key) => messagePlace(key) ?? [])
    .filter((place) => place.channelId === channelId && !known.has(place.ts));
  for (const { ts } of orphans.slice(0, MOST_LOOKUPS)) {
    const message = await findMessage(ctx, channelId, ts);
    if (message) await ctx.ledger.record(incident.id, hearMessage(message));
  }
}
