import { severityLabel } from "../../core/incidents/index.ts";
import { type Entry, fromRow } from "../../core/ledger/index.ts";
import { product } from "../../core/product.ts";
import { foundOnce, survivorsIn } from "../../core/related/index.ts";
import { isGivenBack, mentionedIn, type TimelineLine, timelineLines, withNames } from "../../core/timeline/index.ts";
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
  const groups = groupsOf(await eachOnce(ctx, rows.map(fromRow)), MOST_INCIDENTS + 1);
  const told = groups.slice(0, MOST_INCIDENTS);
  const names = await namesOf(ctx, mentionedIn(told.flatMap(({ lines }) => lines.map((line) => line.text))));
  const shown = await Promise.all(told.map(({ incidentId, lines }) => group(ctx, incidentId, lines, names)));
  return searchResults({
    words,
    groups: shown.flat(),
    isCut: rows.length === MOST_FINDS || groups.length > MOST_INCIDENTS,
  });
}

/** What a merged incident and its survivor both have is found in the survivor alone. */
async function eachOnce({ ledger }: Context, entries: readonly Entry[]): Promise<Entry[]> {
  const survivors = await Promise.all(survivorsIn(entries).map((id) => ledger.incident(id)));
  const timelines = new Map(survivors.map(({ id, timeline }) => [id, timeline]));
  return foundOnce(entries, (survivorId, mergedId) => {
    const timeline = timelines.get(survivorId);
    return timeline !== undefined && isGivenBack(timeline, mergedId);
  });
}

/** What was found, by incident, those with the newest finds first; no more than `most` incidents are told. */
function groupsOf(entries: readonly Entry[], most: number): { incidentId: number; lines: TimelineLine[] }[] {
  const byIncident = new Map<number, Entry[]>();
  for (const entry of entries) byIncident.set(entry.incidentId, [...(byIncident.get(entry.incidentId) ?? []), entry]);
  const groups: { incidentId: number; lines: TimelineLine[] }[] = [];
  for (const [incidentId, found] of byIncident) {
    if (groups.length === most) break;
    const lines = timelineLines(found, product.tell, { isAsSaid: true }).reverse();
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
