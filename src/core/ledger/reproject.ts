import { createHash } from "node:crypto";
import type { IncidentChange, UnitOfWork } from "../../db/rows.ts";
import type { Store } from "../../db/store.ts";
import type { Product } from "./product.ts";
import { type BareIncident, HOUSE } from "./slice.ts";
import { rebuild } from "./verify.ts";
import type { Columns } from "./working-copy.ts";

const KEEPSAKE = "ledger/projection";
/** So many incidents are stored in one transaction. */
const TOGETHER = 25;

/**
 * Names what a product makes of entries: its own number, to be raised when a fold changes, and the shape of a blank incident, so
 * that a new facet is noticed by itself.
 */
export function projectionOf<I extends BareIncident>(product: Product<I>, number: number): string {
  const shape = JSON.stringify(product.blank(1), (_, value: unknown) => (value === undefined ? null : value));
  return `${number}-${createHash("sha256").update(shape).digest("base64url").slice(0, 12)}`;
}

/** Whether the incidents of a file are stored as this product sees them. */
export const isProjectedAs = async (store: Pick<Store, "keepsake">, projection: string): Promise<boolean> =>
  (await store.keepsake(KEEPSAKE)) === projection;

export interface Projecting<I extends BareIncident> {
  readonly store: Store;
  readonly product: Product<I>;
  readonly columns: (incident: I) => Columns;
  readonly projection: string;
}

/**
 * Folds the entries of all incidents anew when another version of the program stored them; gives how many. What is half
 * done when the process ends is done again by the next.
 */
export async function reproject<I extends BareIncident>(parts: Projecting<I>): Promise<number> {
  const { store, projection } = parts;
  if (await isProjectedAs(store, projection)) return 0;
  const house = await store.incident(HOUSE);
  const rows = [...(house ? [house] : []), ...(await store.listIncidents({}))];
  for (let next = 0; next < rows.length; next += TOGETHER) {
    const changes: IncidentChange[] = [];
    for (const { id, lastHash } of rows.slice(next, next + TOGETHER))
      changes.push(await projected(parts, id, lastHash));
    await store.commit({ ...NOTHING, changes });
    // Whatever watches over the process is answered between two of these.
    await new Promise((resolve) => setImmediate(resolve));
  }
  await store.keep(KEEPSAKE, projection);
  return rows.length;
}

const NOTHING: UnitOfWork = { heard: [], changes: [], effects: [], outcomes: [], firedTimers: [] };

async function projected<I extends BareIncident>(
  { store, product, columns }: Projecting<I>,
  id: number,
  lastHash: string,
): Promise<IncidentChange> {
  const incident = await rebuild(store, product, id);
  const { version } = incident;
  const row = { id, version, lastHash, state: JSON.stringify(incident), ...columns(incident) };
  return { row, expectedVersion: version, entries: [], redactedKeys: [], timers: undefined };
}
