import { severityLabel } from "../../core/incidents/index.ts";
import { fromRow } from "../../core/ledger/index.ts";
import { product } from "../../core/product.ts";
import { mentionedIn, type TimelineLine, timelineLines, withNames } from "../../core/timeline/index.ts";
import type { EntryRow } from "../../db/rows.ts";
import { InvalidInputError } from "../../lib/errors.ts";
import type { Context } from "../kit/context.ts";
import { namesOf, type Reply } from "../kit/index.ts";
import { type SearchGroup, searchResults } from "./views/search-results.ts";

const MOST_FINDS = 100;
const MOST_INCIDENTS = 8;
const HITS_EACH = 3;

/** Looks through the record of every incident that the person may see. */
export async function search(ctx: Context, words: string, userId: string): Promise<Reply> {
  if (!/[\p{L}\p{N}]/u.test(words)) {
    throw new InvalidInputError(
      "What are you looking for? Write it behind, such as `/incident search checkout timeout`.",
    );
  }
  const rows = await ctx.store.searchEntries(words, userId, MOST_FINDS);
  const groups = groupsOf(rows, MOST_INCIDENTS + 1);
  const told = groups.slice(0, MOST_INCIDENTS);
  const names = await namesOf(ctx, mentionedIn(told.flatMap(({ lines }) => lines.map((line) => line.text))));
  const shown = await Promise.all(told.map(({ incidentId, lines }) => group(ctx, incidentId, lines, names)));
  return searchResults({
    words,
    groups: shown.flat(),
    isCut: rows.length === MOST_FINDS || groups.length > MOST_INCIDENTS,
  });
}

/** What was found, by incident, those with the newest finds first; no more than `most` incidents are told. */
function groupsOf(rows: readonly EntryRow[], most: number): { incidentId: number; lines: TimelineLine[] }[] {
  const byIncident = new Map<number, EntryRow[]>();
  for (const row of rows) byIncident.set(row.incidentId, [...(byIncident.get(row.incidentId) ?? []), row]);
  const groups: { incidentId: number; lines: TimelineLine[] }[] = [];
  for (const [incidentId, found] of byIncident) {
    if (groups.length === most) break;
    const lines = timelineLines(found.map(fromRow), product.tell, { isAsSaid: true }).reverse();
    if (lines.length > 0) groups.push({ incidentId, lines });
  }
  return groups;
}

async function group(
  ctx: Context,
  incidentId: number,
  lines: readonly TimelineLine[],
  names: (userId: string) => string,
): Promise<SearchGroup[]> {
  const row = await ctx.store.incident(incidentId);
  if (!row) return [];
  const { id, title, severity, status } = row;
  return [
    {
      incident: { id, title, severityLabel: severityLabel(ctx.policy(), severity), status },
      hits: lines
        .slice(0, HITS_EACH)
        .map(({ at, text, permalink }) => ({ at, text: withNames(text, names), permalink })),
      moreCount: Math.max(0, lines.length - HITS_EACH),
    },
  ];
}
