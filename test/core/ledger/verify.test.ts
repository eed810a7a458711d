import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { verifyRecord } from "../../../src/core/ledger/index.ts";
import { openStore } from "../../../src/db/store.ts";
import { VirtualClock } from "../../../src/lib/virtual-clock.ts";
import { count, open, say, tallyLedger, tallyProduct } from "../../support/tally.ts";
import { temporaryFolder, temporaryStore } from "../../support/temporary-store.ts";

/** A record of four entries, then a hand at the file, then what verify says. */
async function tamperedWith(sql: string) {
  const path = join(temporaryFolder(), "sitrep.db");
  const store = openStore(path);
  const ledger = tallyLedger(store, new VirtualClock(1_000));
  await ledger.open(open);
  await ledger.open(open);
  await ledger.record(1, count(1));
  await ledger.record(1, say("hello"));
  await ledger.record(1, count(2));
  await store.close();
  const file = new Database(path);
  file.exec(sql);
  file.close();
  return verifyRecord(temporaryStore(path), tallyProduct);
}

describe("verify names the first place where the record is not what was written [TL-9]", () => {
  it.each([
    { hand: "nothing", sql: "SELECT 1", findings: [] },
    {
      hand: "other words",
      sql: `UPDATE entries SET data = '{"text":"bye"}' WHERE seq = 3`,
      findings: [[3, "its words"]],
    },
    {
      hand: "another author",
      sql: "UPDATE entries SET by = 'person:U9' WHERE seq = 3",
      findings: [[3, "it is not the entry"]],
    },
    { hand: "another time", sql: "UPDATE entries SET at = 5 WHERE seq = 2", findings: [[2, "it is not the entry"]] },
    { hand: "a missing entry", sql: "DELETE FROM entries WHERE seq = 2", findings: [[2, "the entry is missing"]] },
    { hand: "a missing end", sql: "DELETE FROM entries WHERE seq = 4", findings: [[4, "the record ends early"]] },
    {
      hand: "a missing incident",
      sql: "DELETE FROM incidents WHERE id = 1; DELETE FROM entries WHERE incident_id = 1",
      findings: [[1, "the incident is missing"]],
    },
    {
      hand: "a missing row of an incident",
      sql: "DELETE FROM incidents WHERE id = 1",
      findings: [[1, "the incident is missing"]],
    },
    {
      hand: "another projection",
      sql: `UPDATE incidents SET state = replace(state, '"total":3', '"total":4')`,
      findings: [[4, "the incident as stored"]],
    },
  ])("$hand", async ({ sql, findings }) => {
    const found = await tamperedWith(sql);
    expect(found).toEqual(
      findings.map(([seq, what]) => ({ incidentId: 1, seq, what: expect.stringContaining(String(what)) })),
    );
  });
});
