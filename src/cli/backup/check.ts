import { isProjectedAs, verifyRecord } from "../../core/ledger/index.ts";
import { columnsOf, PROJECTION, product } from "../../core/product.ts";
import { countsOf, unsoundness } from "../../db/backup.ts";
import { openForReading } from "../../db/open.ts";
import { storeOn } from "../../db/store.ts";
import { UnavailableError } from "../../lib/errors.ts";

export interface Checked {
  readonly incidents: number;
  readonly entries: number;
}

/** Opens a copy, checks every page, every chain, and that each incident is what its entries say; throws UnavailableError. */
export async function checkCopy(path: string): Promise<Checked> {
  const unsound = unsoundness(path);
  if (unsound) throw new UnavailableError(`${path} is not sound: ${unsound}`);
  const store = storeOn(openForReading(path));
  try {
    const isFoldedElsewhere = !(await isProjectedAs(store, PROJECTION));
    const [finding] = await verifyRecord(store, product, { isFoldedElsewhere, columns: columnsOf });
    if (finding) {
      const { incidentId, seq, what } = finding;
      throw new UnavailableError(
        `${path}: #${incidentId} entry ${seq}: ${what}. \`sitrep verify\` names all such places.`,
      );
    }
  } finally {
    await store.close();
  }
  return countsOf(path);
}
