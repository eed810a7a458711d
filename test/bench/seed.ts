import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { shippedPolicy } from "../../src/config/index.ts";
import { declare } from "../../src/core/incidents/index.ts";
import { Ledger, SITREP } from "../../src/core/ledger/index.ts";
import { columnsOf, type Incident, product } from "../../src/core/product.ts";
import { openStore, type Store } from "../../src/db/store.ts";
import { systemClock } from "../../src/lib/clock.ts";

export const TEAM = "T1";

const folders: string[] = [];
process.on("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is gone when the bench ends. */
export function benchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "sitrep-bench-"));
  folders.push(folder);
  return folder;
}

/** The channel of the n-th incident, counted from 1. */
export const channelOf = (incidentId: number): string => `C${String(incidentId).padStart(6, "0")}`;

const policy = shippedPolicy();

export const ledgerOn = (store: Store): Ledger<Incident> =>
  new Ledger<Incident>({ store, product, columns: columnsOf, policy: () => policy, clock: systemClock });

/** A file with so many running incidents, each with its channel, and nothing left to do in Slack. */
export async function seededFile(incidents: number): Promise<string> {
  const path = join(benchFolder(), "sitrep.db");
  const store = openStore(path);
  const ledger = ledgerOn(store);
  for (let id = 1; id <= incidents; id += 1) {
    await ledger.open(declare({ userId: "U1", title: `Checkout errors ${id}`, severity: "sev3", via: "command" }));
    await ledger.record(id, () => [
      {
        kind: "channel_opened",
        by: SITREP,
        key: `channel/${channelOf(id)}`,
        data: { channelId: channelOf(id), name: `inc-${id}` },
      },
    ]);
  }
  await store.close();
  settleOutbox(path);
  return path;
}

/** How many entries of a kind a file holds. */
export function countEntries(path: string, kind: string): number {
  const file = new Database(path, { readonly: true });
  try {
    return Number(file.prepare("SELECT count(*) FROM entries WHERE kind = ?").pluck().get(kind));
  } finally {
    file.close();
  }
}

/** As if everything had been told to Slack. */
export function settleOutbox(path: string): void {
  const file = new Database(path);
  file.prepare("UPDATE outbox SET state = 'done', finished_at = ? WHERE state <> 'done'").run(Date.now());
  file.close();
}
