import { type Entry, fromRow } from "../../core/ledger/index.ts";
import { type Incident, product } from "../../core/product.ts";
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
  /** The page holds what stands before this place, counted from the oldest entry; undefined for the newest page. */
  readonly end: number | undefined;
}

export const LINES_A_PAGE = 15;
/** How many entries are looked through at once for key events. */
const CHUNK = 500;

/** One page of a timeline, counted from the oldest entry so that news do not shift it. */
export async function readPage(ctx: Context, incident: Incident, { isAll, end }: PageWish): Promise<TimelinePage> {
  const last = end ?? (await ctx.store.countEntries(incident.id));
  return isAll ? readEverything(ctx, incident, last) : readKeyEvents(ctx, incident, last);
}

async function readEverything(ctx: Context, incident: Incident, end: number): Promise<TimelinePage> {
  const start = Math.max(0, end - LINES_A_PAGE);
  const rows = await ctx.store.entriesOf(incident.id, { offset: start, limit: end - start });
  const lines = timelineLines(rows.map(fromRow), product.tell, { facet: incident.timeline, isAsSaid: true });
  return { lines, olderEnd: start > 0 ? start : undefined };
}

async function readKeyEvents(ctx: Context, incident: Incident, end: number): Promise<TimelinePage> {
  const marked = new Set(markedKeys(incident.timeline));
  const found: TimelineLine[] = [];
  let place = end;
  while (place > 0 && found.length < LINES_A_PAGE) {
    const start = Math.max(0, place - CHUNK);
    const rows = await ctx.store.entriesOf(incident.id, { offset: start, limit: place - start });
    for (const row of rows.reverse()) {
      if (found.length === LINES_A_PAGE) break;
      place -= 1;
      // Most entries are chatter: not even read.
      if (row.kind === "message_said" && !marked.has(row.key)) continue;
      const line = await keyLine(ctx, incident, fromRow(row));
      if (line) found.push(line);
    }
    if (rows.length === 0) break;
  }
  return { lines: found.reverse(), olderEnd: place > 0 ? place : undefined };
}

/** A key event as it reads today, with the last words of a message that was edited. */
async function keyLine(ctx: Context, incident: Incident, entry: Entry): Promise<TimelineLine | undefined> {
  const isMessage = entry.kind === "message_said" || entry.kind === "message_added";
  const about = isMessage ? (await ctx.store.entriesAbout(incident.id, entry.key)).map(fromRow) : [];
  const lines = timelineLines([entry, ...about], product.tell, { facet: incident.timeline });
  return lines.find((line) => line.seq === entry.seq && line.isKey);
}
