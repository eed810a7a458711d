import { resolve } from "node:path";
import { loadStorage } from "../config/index.ts";
import { HOUSE, isProjectedAs, verifyRecord } from "../core/ledger/index.ts";
import { columnsOf, PROJECTION, product } from "../core/product.ts";
import { unsoundness } from "../db/backup.ts";
import { withGoodBackup } from "../db/newest-good.ts";
import { DamagedFileError, damaged, openForReading } from "../db/open.ts";
import { type Store, storeOn } from "../db/store.ts";
import { counted } from "../lib/amounts.ts";
import { environment, readArgs } from "./environment.ts";

const usage = "verify [--database PATH]";

/** `sitrep verify`: checks the record, beside a running bot; exit code 1 when something is not as it was written. */
export async function verify(args: readonly string[]): Promise<number> {
  const { values } = readArgs(args, { database: { type: "string" } }, usage);
  const { databasePath, backups } = loadStorage(environment());
  const path = resolve(values.database ?? databasePath);
  const store = await openSound(path).catch((error: unknown) => {
    // A backup takes the place of the bot's own file; another one is none of its business.
    const isOwn = path === resolve(databasePath);
    throw isOwn && error instanceof DamagedFileError ? withGoodBackup(error, backups) : error;
  });
  const isFoldedElsewhere = !(await isProjectedAs(store, PROJECTION));
  const findings = await verifyRecord(store, product, { isFoldedElsewhere, columns: columnsOf });
  const count = (await store.listIncidents({})).length;
  await store.close();
  const lines = findings.map(({ incidentId, seq, what }) => `${nameOf(incidentId)} entry ${seq}: ${what}`);
  const verdict = findings.length === 0 ? "all as written" : `${findings.length} broken`;
  const compared = isFoldedElsewhere
    ? ["Another version stored what the entries come to, so that was not compared. Starting the bot stores it anew."]
    : [];
  const sum = `${counted(count, "incident")} checked in ${path}: ${verdict}.`;
  process.stdout.write([...lines, sum, ...compared, ""].join("\n"));
  return findings.length === 0 ? 0 : 1;
}

async function openSound(path: string): Promise<Store> {
  const file = openForReading(path);
  const unsound = unsoundness(path);
  if (unsound === undefined) return storeOn(file);
  file.close();
  throw damaged(path, unsound);
}

const nameOf = (incidentId: number): string => (incidentId === HOUSE ? "shifts and handoffs," : `#${incidentId}`);
