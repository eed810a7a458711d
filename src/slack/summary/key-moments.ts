import { fromRow } from "../../core/ledger/index.ts";
import { type Incident, KEY_KINDS, product } from "../../core/product.ts";
import { hasGoneBack, markedKeys } from "../../core/timeline/index.ts";
import type { Context } from "../kit/context.ts";
import type { KeyMoment } from "./views/catch-up.ts";

const SHOWN = 8;
/** Of many marked messages the last ones matter to somebody who just came. */
const MARKED = 20;

/** The last key entries of an incident, marked messages among them, oldest first. */
export async function keyMoments(ctx: Context, incident: Incident): Promise<readonly KeyMoment[]> {
  const told = await ctx.store.entriesOf(incident.id, { kinds: KEY_KINDS, newestFirst: true, limit: SHOWN * 3 });
  const marked = await Promise.all(
    markedKeys(incident.timeline)
      .slice(-MARKED)
      .map((key) => ctx.store.entryByKey(incident.id, key)),
  );
  const keys = new Set(told.map(({ key }) => key));
  const entries = [
    ...told.map(fromRow).filter((entry) => product.tell(entry)?.isKey && !hasGoneBack(entry, incident.timeline)),
    ...marked.flatMap((row) => (row && !keys.has(row.key) ? [fromRow(row)] : [])),
  ];
  const inOrder = entries.sort((a, b) => a.at - b.at || a.seq - b.seq).slice(-SHOWN);
  return inOrder.flatMap((entry) => {
    const text = product.tell(entry)?.text;
    return text === undefined ? [] : [{ at: entry.at, text }];
  });
}
