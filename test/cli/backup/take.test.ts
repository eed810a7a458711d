import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { takeBackupAside } from "../../../src/cli/backup/aside.ts";
import { checkCopy } from "../../../src/cli/backup/check.ts";
import { takeBackup } from "../../../src/cli/backup/take.ts";
import { openStore } from "../../../src/db/store.ts";
import { filledDatabase, opened, productLedger, said } from "../../support/filled.ts";

const AT = Date.UTC(2026, 2, 12, 14, 0);
const beside = (path: string) => join(dirname(path), "backups");

describe("taking a backup [OPS-4]", () => {
  it("holds everything that was recorded, read back whole, for the owner's eyes alone", async () => {
    const databasePath = await filledDatabase(2, 10);
    const report = await takeBackup({ databasePath, dir: beside(databasePath), at: AT });
    expect(report).toMatchObject({ incidents: 2, entries: 22, bytes: statSync(report.path).size });
    expect(readdirSync(beside(databasePath))).toEqual(["sitrep-2026-03-12T14-00-00-000Z.db"]);
    expect(statSync(report.path).mode & 0o777).toBe(0o600);
    expect(await checkCopy(report.path)).toEqual({ incidents: 2, entries: 22 });
  });

  it("has what stands only in the log of a bot that is running", async () => {
    const databasePath = await filledDatabase(1, 1);
    const store = openStore(databasePath);
    await productLedger(store).open(opened("Second"));
    const report = await takeBackup({ databasePath, dir: beside(databasePath), at: AT });
    expect(report.incidents).toBe(2);
    await store.close();
  });

  it("goes on in a thread of its own while the bot records", async () => {
    const databasePath = await filledDatabase(4, 1_500);
    const store = openStore(databasePath);
    const ledger = productLedger(store);
    let written = 0;
    let isDone = false;
    const taking = takeBackupAside({ databasePath, dir: beside(databasePath), at: AT }).finally(() => {
      isDone = true;
    });
    while (!isDone) {
      await ledger.record(1, said("U3", "said while a backup is taken", 10_000 + written));
      await new Promise(setImmediate);
      written += 1;
    }
    const report = await taking;
    await store.close();
    expect(report.entries).toBeGreaterThanOrEqual(6_004);
    expect(written).toBeGreaterThan(20);
  });

  it("gives no name to a copy whose record was tampered with, and says where", async () => {
    const databasePath = await filledDatabase(2, 3);
    const hand = new Database(databasePath);
    hand.exec(`UPDATE entries SET data = json_set(data, '$.text', 'never said') WHERE incident_id = 2 AND seq = 3`);
    hand.close();
    const order = { databasePath, dir: beside(databasePath), at: AT };
    await expect(takeBackup(order)).rejects.toThrow(/#2 entry 3: its words are not those that were written/);
    await expect(takeBackupAside(order)).rejects.toThrow(/#2 entry 3: its words are not those that were written/);
    expect(readdirSync(order.dir)).toEqual([]);
  });

  it("clears what a killed process left, and nothing that is being written now", async () => {
    const databasePath = await filledDatabase(1, 1);
    const dir = beside(databasePath);
    mkdirSync(dir);
    const [old, fresh] = [join(dir, "sitrep-x.db.7.partial"), join(dir, "sitrep-y.db.8.partial")];
    for (const path of [old, fresh]) writeFileSync(path, "half");
    utimesSync(old, AT / 1000 - 90_000, AT / 1000 - 90_000);
    utimesSync(fresh, AT / 1000 - 60, AT / 1000 - 60);
    await takeBackup({ databasePath, dir, at: AT });
    expect([existsSync(old), existsSync(fresh)]).toEqual([false, true]);
  });

  it("says what to do where it cannot write [OPS-5]", async () => {
    const databasePath = await filledDatabase(1, 1);
    const dir = join(databasePath, "backups");
    await expect(takeBackup({ databasePath, dir, at: AT })).rejects.toThrow(/Set BACKUP_DIR/);
    const missing = { databasePath: `${databasePath}.none`, dir: beside(databasePath), at: AT };
    await expect(takeBackup(missing)).rejects.toThrow(/there is no such file/);
  });
});
