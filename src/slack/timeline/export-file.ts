import { severityLabel } from "../../core/incidents/index.ts";
import { fromRow } from "../../core/ledger/index.ts";
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
import { namesOf } from "./visible-incident.ts";

const RENDERERS: Readonly<Record<ExportFormat, (input: TimelineExport) => string>> = {
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
  const entries = (await ctx.store.entriesOf(incidentId)).map(fromRow);
  const spoken = timelineLines(entries, product.tell, { isAsSaid: true }).flatMap(({ text, by }) => [
    text,
    actorName(by),
  ]);
  const names = await namesOf(ctx, mentionedIn(spoken));
  return RENDERERS[format]({ incident: headOf(ctx, incident), entries, names, tell: product.tell, timeZone });
}

function headOf(ctx: Context, { id, facts }: Incident): TimelineExport["incident"] {
  return {
    number: id,
    title: facts.title,
    severity: severityLabel(ctx.policy(), facts.severity),
    status: facts.isCancelled ? "cancelled" : facts.stage,
    declaredAt: facts.times.declared,
    resolvedAt: facts.times.resolved,
    isPrivate: facts.isPrivate,
    isDrill: facts.isDrill,
  };
}
