import {
  chmodSync,
  chownSync,
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { checkCopy } from "../../../src/cli/backup/check.ts";
import { restoreFile } from "../../../src/cli/backup/restore-file.ts";
import { takeBackup } from "../../../src/cli/backup/take.ts";
import { withGoodBackup } from "../../../src/db/newest-good.ts";
import { openStore } from "../../../src/db/store.ts";
import { ConfigError } from "../../../src/lib/errors.ts";
import { filledDatabase, opened, productLedger, said } from "../../support/filled.ts";

const AT = Date.UTC(2026, 2, 12, 14, 0);
const LATER = AT + 3_600_000;

async function withBackup() {
  const databasePath = await filledDatabase(1, 3);
  const dir = join(dirname(databasePath), "backups");
  const { path: from } = await takeBackup({ databasePath, dir, at: AT });
  const store = openStore(databasePath);
  await productLedger(store).open(opened("Declared after the backup"));
  await store.close();
  return { databasePath, dir, from };
}

describe("restoring a backup [OPS-4]", () => {
  it("puts it in the database's place and keeps the old file beside it", async () => {
    const { databasePath, from } = await withBackup();
    const report = await restoreFile({ from, databasePath, at: LATER });
    expect(report).toEqual({
      incidents: 1,
      entries: 4,
      kept: `${databasePath}.before-restore-2026-03-12T15-00-00-000Z`,
    });
    expect(await checkCopy(report.kept ?? "")).toMatchObject({ incidents: 2 });
    const store = openStore(databasePath);
    expect(await store.lastNumber()).toBe(1);
    await store.close();
    expect(readdirSync(dirname(databasePath)).filter((name) => name.includes("restoring"))).toEqual([]);
  });

  it("leaves the file to the user whose it was, with its rights, whoever restores [OPS-6]", async () => {
    const { databasePath, from } = await withBackup();
    chmodSync(databasePath, 0o640);
    const isRoot = process.getuid?.() === 0;
    if (isRoot) chownSync(databasePath, 1234, 1235);
    await restoreFile({ from, databasePath, at: LATER });
    const { uid, gid, mode } = statSync(databasePath);
    expect(mode & 0o777).toBe(0o640);
    if (isRoot) expect([uid, gid]).toEqual([1234, 1235]);
    const fresh = join(dirname(databasePath), "elsewhere.db");
    await restoreFile({ from, databasePath: fresh, at: LATER });
    expect(statSync(fresh).mode & 0o777).toBe(0o600);
  });

  it("keeps what stood only in the log of a bot that was killed", async () => {
    const { databasePath, from } = await withBackup();
    const running = openStore(databasePath);
    await productLedger(running).record(1, said("U2", "last words", 500));
    const killed = `${databasePath}.killed`;
    for (const part of ["", "-wal"]) copyFileSync(databasePath + part, killed + part);
    await running.close();
    const { kept } = await restoreFile({ from, databasePath: killed, at: LATER });
    expect(statSync(`${kept}-wal`).size).toBeGreaterThan(0);
    expect(await checkCopy(kept ?? "")).toMatchObject({ entries: 6 });
    expect(existsSync(`${killed}-wal`)).toBe(false);
    expect(await checkCopy(killed)).toMatchObject({ entries: 4 });
  });

  it("refuses while a bot uses the file, and changes nothing", async () => {
    const { databasePath, from } = await withBackup();
    const store = openStore(databasePath);
    await expect(restoreFile({ from, databasePath, at: LATER })).rejects.toThrow(/is in use by process/);
    expect(await store.lastNumber()).toBe(2);
    await store.close();
  });

  it.each([
    [
      "a file that is no database",
      (path: string) => writeFileSync(path, "a shopping list".repeat(999)),
      /not a database/,
    ],
    [
      "a truncated copy",
      (path: string) => truncateSync(path, statSync(path).size - 8_192),
      /malformed|damaged|not sound/,
    ],
    ["a record that was changed by hand", rewrite, /#1 entry 2: its words/],
  ])("refuses %s and leaves the database as it was", async (_what, spoil, why) => {
    const { databasePath, from } = await withBackup();
    spoil(from);
    await expect(restoreFile({ from, databasePath, at: LATER })).rejects.toThrow(why);
    expect(await checkCopy(databasePath)).toMatchObject({ incidents: 2 });
    expect(readdirSync(dirname(databasePath)).filter((name) => /restor/.test(name))).toEqual([]);
  });

  it("holds every deed that waited then for perhaps done, so that nothing is posted twice [OPS-2]", async () => {
    const { databasePath, from } = await withBackup();
    await restoreFile({ from, databasePath, at: LATER });
    const store = openStore(databasePath);
    const deeds = await store.claimDeeds(LATER, 100);
    expect(deeds.length).toBeGreaterThan(0);
    expect(deeds.every(({ isInDoubt }) => isInDoubt)).toBe(true);
    await store.close();
  });

  it("names the newest backup that is sound when the database is damaged", async () => {
    const { databasePath, dir, from } = await withBackup();
    const { path: newer } = await takeBackup({ databasePath, dir, at: LATER });
    const damaged = new ConfigError("sitrep.db is damaged.");
    expect(withGoodBackup(damaged, { dir }).message).toContain(`npx sitrep restore ${newer}`);
    overwriteEnd(newer);
    expect(withGoodBackup(damaged, { dir }).message).toContain(`${from}, of 2026-03-12 14:00 UTC`);
    overwriteEnd(from);
    expect(withGoodBackup(damaged, { dir }).message).toContain(`There is no good backup in ${dir}`);
  });
});

function rewrite(path: string): void {
  const hand = new Database(path);
  hand.exec(`UPDATE entries SET data = json_set(data, '$.text', 'never said') WHERE seq = 2`);
  hand.close();
}

/** As a disk does that goes bad. */
function overwriteEnd(path: string): void {
  const handle = openSync(path, "r+");
  const { size } = statSync(path);
  writeSync(handle, Buffer.alloc(16_384, 0xff), 0, 16_384, size - 16_384);
  closeSync(handle);
}
