import { isDeepStrictEqual } from "node:util";
import type { IncidentRow } from "../../db/rows.ts";
import type { Store } from "../../db/store.ts";
import { parsedJson } from "../../lib/json.ts";
import { type Break, CHAIN_START, checkChain } from "./chain.ts";
import { fromRow } from "./entry-row.ts";
import type { Product } from "./product.ts";
import { type BareIncident, HOUSE } from "./slice.ts";
import type { Columns } from "./working-copy.ts";

const PAGE = 1_000;

/** What was found wrong in one incident's record. */
export interface Finding extends Break {
  readonly incidentId: number;
}

export interface VerifyOptions<Incident> {
  /** Another version of the program stored what the entries come to, so that it cannot be compared. */
  readonly isFoldedElsewhere?: boolean;
  /** What is stored of an incident beside its state. */
  readonly columns?: (incident: Incident) => Columns;
}

/**
 * Checks the chain of every incident and, unless another version of the program folded it, that each projection is the fold
 * of its entries. Empty when all is well.
 */
export async function verifyRecord<Incident extends BareIncident>(
  store: Store,
  product: Product<Incident>,
  options: VerifyOptions<Incident> = {},
): Promise<Finding[]> {
  const findings: Finding[] = (await store.missingNumbers()).map((incidentId) => ({
    incidentId,
    seq: 1,
    what: "the incident is missing",
  }));
  const house = await store.incident(HOUSE);
  for (const row of [...(house ? [house] : []), ...(await store.listIncidents({}))]) {
    const found = await verifyIncident(store, product, row, options);
    if (found) findings.push({ incidentId: row.id, ...found });
  }
  return findings.sort((a, b) => a.incidentId - b.incidentId);
}

async function verifyIncident<Incident extends BareIncident>(
  store: Store,
  product: Product<Incident>,
  row: IncidentRow,
  { isFoldedElsewhere = false, columns }: VerifyOptions<Incident>,
): Promise<Break | undefined> {
  let incident = product.blank(row.id);
  let hash = CHAIN_START;
  for (;;) {
    const page = await store.chainOf(row.id, incident.version, PAGE);
    const checked = checkChain(hash, incident.version, page);
    if ("what" in checked) return checked;
    hash = checked.hash;
    for (const entry of page) incident = product.fold(incident, fromRow(entry));
    if (page.length < PAGE) break;
  }
  if (incident.version !== row.version || hash !== row.lastHash) {
    return { seq: incident.version + 1, what: `the record ends early: ${row.version} entries were written` };
  }
  if (isFoldedElsewhere) return undefined;
  const { id, version, lastHash, state, ...beside } = row;
  const isAsStored = isDeepStrictEqual(asStored(incident), parsedJson(state));
  if (!isAsStored || (columns && !isDeepStrictEqual(columns(incident), beside))) {
    return { seq: row.version, what: "the incident as stored is not what its entries say" };
  }
  return undefined;
}

/** What a round trip through JSON leaves of an incident: properties that are undefined are not stored. */
const asStored = (incident: unknown): unknown => JSON.parse(JSON.stringify(incident));

/** The incident as its entries alone say it is. */
export async function rebuild<Incident extends BareIncident>(
  store: Store,
  product: Product<Incident>,
  id: number,
): Promise<Incident> {
  let incident = product.blank(id);
  for (;;) {
    const page = await store.chainOf(id, incident.version, PAGE);
    for (const entry of page) incident = product.fold(incident, fromRow(entry));
    if (page.length < PAGE) return incident;
  }
}
