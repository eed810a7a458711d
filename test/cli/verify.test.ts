import { copyFileSync, statSync, truncateSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { restoreFile } from "../../src/cli/backup/restore-file.ts";
import { takeBackup } from "../../src/cli/backup/take.ts";
import { openStore } from "../../src/db/store.ts";
import { sitrep } from "../support/command-line.ts";
import { filledDatabase, opened, productLedger } from "../support/filled.ts";

describe("sitrep verify [TL-9]", () => {
  it("is content with a record as it was written", async () => {
    const run = await sitrep(["verify"], { DATABASE_PATH: await filledDatabase(2, 3) });
    expect(run).toMatchObject({ code: 0, output: expect.stringContaining("2 incidents checked") });
  });

  it.each([
    ["a changed row", "UPDATE entries SET at = 1 WHERE incident_id = 2 AND seq = 3", "#2 entry 3: it is not the entry"],
    ["a missing row", "DELETE FROM entries WHERE incident_id = 1 AND seq = 2", "#1 entry 2: the entry is missing"],
    [
      "a missing incident",
      "DELETE FROM incidents WHERE id = 1; DELETE FROM entries WHERE incident_id = 1",
      "#1 entry 1: the incident is missing",
    ],
    ["the last row gone", "DELETE FROM entries WHERE incident_id = 1 AND seq = 4", "#1 entry 4: the record ends early"],
    [
      "two rows that changed places",
      "UPDATE entries SET data = CASE seq WHEN 2 THEN (SELECT data FROM entries WHERE incident_id = 1 AND seq = 3) ELSE data END WHERE incident_id = 1",
      "#1 entry 2: its words are not those that were written",
    ],
    [
      "words that stand where some were removed",
      "UPDATE entries SET is_redacted = 1, data = json_set(data, '$.text', 'it was me') WHERE incident_id = 1 AND seq = 3",
      "#1 entry 3: its words are not those that were written",
    ],
    [
      "a row that cannot be read",
      "UPDATE entries SET is_redacted = 1, data = '{' WHERE incident_id = 1 AND seq = 3",
      "#1 entry 3: its words",
    ],
    [
      "a state that cannot be read",
      "UPDATE incidents SET state = '{' WHERE id = 1",
      "#1 entry 4: the incident as stored",
    ],
    [
      "a private incident shown to all",
      "UPDATE incidents SET is_private = 1 WHERE id = 1",
      "#1 entry 4: the incident as",
    ],
    [
      "people let in by hand",
      `UPDATE incidents SET viewers = '["U666"]' WHERE id = 2`,
      "#2 entry 4: the incident as stored",
    ],
    [
      "the house's record",
      `INSERT INTO incidents (id, version, last_hash, state, title, severity, status, is_private, is_open, viewers, declared_at)
       SELECT 0, 7, last_hash, state, title, severity, status, 1, 0, viewers, 0 FROM incidents WHERE id = 1`,
      "shifts and handoffs, entry 1: the record ends early",
    ],
  ])("names %s", async (_what, sql, named) => {
    const path = await filledDatabase(2, 3);
    const hand = new Database(path);
    hand.exec(sql);
    hand.close();
    expect(await sitrep(["verify"], { DATABASE_PATH: path })).toMatchObject({
      code: 1,
      output: expect.stringContaining(named),
    });
  });

  it("names a truncated file, and the backup that mends it [OPS-4]", async () => {
    const path = await filledDatabase(1, 200);
    const dir = join(dirname(path), "backups");
    const backup = await takeBackup({ databasePath: path, dir, at: Date.UTC(2026, 2, 12) });
    truncateSync(path, statSync(path).size - 20_000);
    const run = await sitrep(["verify"], { DATABASE_PATH: path });
    expect(run.code).toBe(1);
    expect(run.output).toContain(`${path} is damaged`);
    expect(run.output).toContain(`npx sitrep restore ${backup.path}`);
  });

  it("says when it could not compare what the entries come to", async () => {
    const path = await filledDatabase(1, 1);
    const hand = new Database(path);
    hand.exec("UPDATE keepsakes SET value = 'of before' WHERE name LIKE '%projection%'");
    hand.close();
    expect((await sitrep(["verify"], { DATABASE_PATH: path })).output).toContain(
      "that was not compared. Starting the bot",
    );
  });

  it("takes an empty DATABASE_PATH, as in a copied .env.sample, for one that is not set [OPS-5]", async () => {
    const run = await sitrep(["verify"], { DATABASE_PATH: "" });
    expect(run).toMatchObject({ code: 1, output: expect.stringContaining(join("data", "sitrep.db")) });
  });

  it("offers no backup of the bot's file in the place of another", async () => {
    const path = await filledDatabase(1, 9);
    await takeBackup({ databasePath: path, dir: join(dirname(path), "backups"), at: Date.UTC(2026, 2, 12) });
    const other = `${path}.other`;
    copyFileSync(path, other);
    truncateSync(other, statSync(path).size - 20_000);
    const run = await sitrep(["verify", "--database", other], { DATABASE_PATH: path });
    expect(run.output).toContain(`${other} is damaged`);
    expect(run.output).not.toContain("npx sitrep restore");
  });

  it("does not miss the numbers that were lost with a disk [INC-5]", async () => {
    const path = await filledDatabase(1, 1);
    const { path: from } = await takeBackup({ databasePath: path, dir: join(dirname(path), "backups"), at: 1 });
    await restoreFile({ from, databasePath: path, at: 2, lastNumber: 3 });
    await restoreFile({ from: path, databasePath: `${path}.second`, at: 3, lastNumber: 5 });
    const store = openStore(`${path}.second`);
    const { incident } = await productLedger(store).open(opened("After the loss"));
    expect(incident.id).toBe(6);
    await store.close();
    expect((await sitrep(["verify"], { DATABASE_PATH: `${path}.second` })).code).toBe(0);
  });
});
