import { severityLabel } from "../../core/incidents/index.ts";
import { fromRow } from "../../core/ledger/index.ts";
import { product } from "../../core/product.ts";
import { mentionedIn, type TimelineLine, timelineLines, withNames } from "../../core/timeline/index.ts";
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
  const found = [...new Set(rows.map((row) => row.incidentId))].map((incidentId) => {
    const entries = rows.filter((row) => row.incidentId === incidentId).map(fromRow);
    return { incidentId, lines: timelineLines(entries, product.tell, { isAsSaid: true }).reverse() };
  });
  const groups = found.filter(({ lines }) => lines.length > 0);
  const names = await namesOf(ctx, mentionedIn(groups.flatMap(({ lines }) => lines.map((line) => line.text))));
  const shown = await Promise.all(
    groups.slice(0, MOST_INCIDENTS).map(({ incidentId, lines }) => group(ctx, incidentId, lines, names)),
  );
  return searchResults({
    words,
    groups: shown.flat(),
    isCut: rows.length === MOST_FINDS || groups.length > MOST_INCIDENTS,
  });
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
