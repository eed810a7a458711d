import { severityLabel, standingOf } from "../../core/incidents/index.ts";
import { type Entry, fromRow } from "../../core/ledger/index.ts";
import { type Incident, product } from "../../core/product.ts";
import {
  actorName,
  type ExportFormat,
  mentionedIn,
  type TimelineExport,
  timelineCsv,
  timelineJson,
  timelineLines,
  timelineMarkdown,
} from "../../core/timeline/index.ts";
import type { Context } from "../kit/context.ts";
import { namesOf } from "../kit/index.ts";

const RENDERERS: Readonly<Record<ExportFormat, (input: TimelineExport) => Iterable<string>>> = {
  md: timelineMarkdown,
  json: timelineJson,
  csv: timelineCsv,
};

/** The whole timeline of an incident as a file's text; `timeZone` stands beside UTC. Asks nobody whether they may. */
export async function timelineExport(
  ctx: Context,
  incidentId: number,
  format: ExportFormat,
  timeZone?: string,
): Promise<string> {
  const incident = await ctx.ledger.incident(incidentId);
  const entries = await allEntries(ctx, incidentId);
  const spoken = timelineLines(entries, product.tell, { isAsSaid: true }).flatMap(({ text, by }) => [
    text,
    actorName(by),
  ]);
  const names = await namesOf(ctx, mentionedIn(spoken));
  const input = { incident: headOf(ctx, incident), entries, names, tell: product.tell, timeZone };
  const pieces: string[] = [];
  for (const piece of RENDERERS[format](input)) {
    pieces.push(piece);
    if (pieces.length % AT_ONCE === 0) await nextTurn();
  }
  return pieces.join("");
}

/** A long record is read and written in parts, so that others are answered in between. */
const AT_ONCE = 500;

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

async function allEntries(ctx: Context, incidentId: number): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let after = 0; ; await nextTurn()) {
    const rows = await ctx.store.chainOf(incidentId, after, AT_ONCE);
    entries.push(...rows.map(fromRow));
    const last = rows.at(-1);
    if (!last) return entries;
    after = last.seq;
  }
}

function headOf(ctx: Context, { id, facts }: Incident): TimelineExport["incident"] {
  return {
    number: id,
    title: facts.title,
    severity: severityLabel(ctx.policy(), facts.severity),
    status: standingOf(facts),
    declaredAt: facts.times.declared,
    resolvedAt: facts.times.resolved,
    isPrivate: facts.isPrivate,
    isDrill: facts.isDrill,
  };
}
