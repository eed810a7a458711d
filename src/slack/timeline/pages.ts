import { type Entry, fromRow } from "../../core/ledger/index.ts";
import { type Incident, KEY_KINDS, product } from "../../core/product.ts";
import { markedKeys, type TimelineLine, timelineLines } from "../../core/timeline/index.ts";
import type { Context } from "../kit/context.ts";

export interface TimelinePage {
  /** Oldest first. */
  readonly lines: readonly TimelineLine[];
  /** Where the next older page ends; undefined when this is the first of the record. */
  readonly olderEnd: number | undefined;
}

export interface PageWish {
  readonly isAll: boolean;
  /** The page holds what stands before this place, counted from the oldest line; undefined for the newest page. */
  readonly end: number | undefined;
}

export const LINES_A_PAGE = 15;

/** One page of a timeline, counted from the oldest line so that news do not shift it. */
export function readPage(ctx: Context, incident: Incident, { isAll, end }: PageWish): Promise<TimelinePage> {
  return isAll ? readEverything(ctx, incident, end) : readKeyEvents(ctx, incident, end);
}

async function readEverything(ctx: Context, incident: Incident, wished: number | undefined): Promise<TimelinePage> {
  const total = incident.version;
  const end = Math.min(wished ?? total, total);
  const start = Math.max(0, end - LINES_A_PAGE);
  // Read from the nearer end: skipping rows costs as much as reading them.
  const fromEnd = { newestFirst: true, offset: total - end };
  const from = end > total / 2 ? fromEnd : { offset: start };
  const rows = await ctx.store.entriesOf(incident.id, { ...from, limit: end - start });
  const lines = timelineLines(rows.map(fromRow), product.tell, { facet: incident.timeline, isAsSaid: true });
  return { lines, olderEnd: start > 0 ? start : undefined };
}

async function readKeyEvents(ctx: Context, incident: Incident, wished: number | undefined): Promise<TimelinePage> {
  const entries = await keyEntries(ctx, incident);
  const end = Math.min(wished ?? entries.length, entries.length);
  const start = Math.max(0, end - LINES_A_PAGE);
  const lines = await Promise.all(entries.slice(start, end).map((entry) => keyLine(ctx, incident, entry)));
  return { lines: lines.flat(), olderEnd: start > 0 ? start : undefined };
}

/** What is told by its kind, and what somebody marked, in the order of time. */
async function keyEntries(ctx: Context, incident: Incident): Promise<Entry[]> {
  const told = (await ctx.store.entriesOf(incident.id, { kinds: KEY_KINDS })).map(fromRow);
  const keys = new Set(told.map(({ key }) => key));
  const marked = markedKeys(incident.timeline).filter((key) => !keys.has(key));
  const rows = await Promise.all(marked.map((key) => ctx.store.entryByKey(incident.id, key)));
  const messages = rows.flatMap((row) => (row ? [fromRow(row)] : []));
  return [...told.filter((entry) => product.tell(entry)?.isKey), ...messages].sort(
    (a, b) => a.at - b.at || a.seq - b.seq,
  );
}

/** A key event as it reads today, with the last words of a message that was edited. */
async function keyLine(ctx: Context, incident: Incident, entry: Entry): Promise<TimelineLine[]> {
  const isMessage = entry.kind === "message_said" || entry.kind === "message_added";
  const about = isMessage ? (await ctx.store.entriesAbout(incident.id, entry.key)).map(fromRow) : [];
  const lines = timelineLines([entry, ...about], product.tell, { facet: incident.timeline });
  return lines.filter(({ seq }) => seq === entry.seq);
}
