import { resolve } from "node:path";
import { loadStorage } from "../config/index.ts";
import { isProjectedAs, verifyRecord } from "../core/ledger/index.ts";
import { PROJECTION, product } from "../core/product.ts";
import { unsoundness } from "../db/backup.ts";
import { withGoodBackup } from "../db/newest-good.ts";
import { openForReading } from "../db/open.ts";
import { storeOn } from "../db/store.ts";
import { ConfigError } from "../lib/errors.ts";
import { environment, readArgs } from "./environment.ts";

const usage = "verify [--database PATH]";

/** `sitrep verify`: checks the chain of every incident; exit code 1 when one is broken. */
export async function verify(args: readonly string[]): Promise<number> {
  const { values } = readArgs(args, { database: { type: "string" } }, usage);
  const path = resolve(values.database ?? environment().DATABASE_PATH ?? "./data/sitrep.db");
  const file = openForReading(path);
  const unsound = unsoundness(path);
  if (unsound) {
    file.close();
    throw withGoodBackup(new ConfigError(`${path} is damaged: ${unsound}.`), loadStorage(environment()).backups);
  }
  const store = storeOn(file);
  const isFoldedElsewhere = !(await isProjectedAs(store, PROJECTION));
  const findings = await verifyRecord(store, product, { isFoldedElsewhere });
  const count = (await store.listIncidents({})).length;
  await store.close();
  for (const { incidentId, seq, what } of findings) {
    process.stdout.write(`#${incidentId} entry ${seq}: ${what}\n`);
  }
  const verdict = findings.length === 0 ? "all as written" : `${findings.length} broken`;
  process.stdout.write(`${count} ${count === 1 ? "incident" : "incidents"} checked in ${path}: ${verdict}.\n`);
  return findings.length === 0 ? 0 : 1;
}
