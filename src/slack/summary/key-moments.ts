import { fromRow } from "../../core/ledger/index.ts";
import { type Incident, product } from "../../core/product.ts";
import { markedKeys } from "../../core/timeline/index.ts";
import type { Context } from "../kit/context.ts";
import type { KeyMoment } from "./views/catch-up.ts";

/** Kinds that can be key entries; the many messages and joins between them are not even read. */
const KINDS = [
  "declared",
  "severity_changed",
  "impact_changed",
  "acknowledged",
  "stage_changed",
  "resolved",
  "reopened",
  "cancelled",
  "closed",
  "channel_refused",
  "message_added",
  "note_added",
  "deed_failed",
  "role_taken",
  "role_released",
  "update_posted",
];

const SHOWN = 8;
/** Of many marked messages the last ones matter to somebody who just came. */
const MARKED = 20;

/** The last key entries of an incident, marked messages among them, oldest first. */
export async function keyMoments(ctx: Context, incident: Incident): Promise<readonly KeyMoment[]> {
  const told = await ctx.store.entriesOf(incident.id, { kinds: KINDS, newestFirst: true, limit: SHOWN * 3 });
  const marked = await Promise.all(
    markedKeys(incident.timeline)
      .slice(-MARKED)
      .map((key) => ctx.store.entryByKey(incident.id, key)),
  );
  const keys = new Set(told.map(({ key }) => key));
  const entries = [
    ...told.map(fromRow).filter((entry) => product.tell(entry)?.isKey),
    ...marked.flatMap((row) => (row && !keys.has(row.key) ? [fromRow(row)] : [])),
  ];
  const inOrder = entries.sort((a, b) => a.at - b.at || a.seq - b.seq).slice(-SHOWN);
  return inOrder.flatMap((entry) => {
    const text = product.tell(entry)?.text;
    return text === undefined ? [] : [{ at: entry.at, text }];
  });
}
