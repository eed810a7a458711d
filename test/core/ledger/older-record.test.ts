import { readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { shippedPolicy } from "../../../src/config/index.ts";
import { Ledger, person, reproject, verifyRecord } from "../../../src/core/ledger/index.ts";
import { columnsOf, type Incident, PROJECTION, product } from "../../../src/core/product.ts";
import { openStore, type Store } from "../../../src/db/store.ts";
import { VirtualClock } from "../../../src/lib/virtual-clock.ts";
import { temporaryFolder, temporaryStore } from "../../support/temporary-store.ts";

/** A whole incident as the version before services, approvals, escalation and notices stored it. */
const FIXTURE = new URL("../../fixtures/record-before-coordination.jsonl", import.meta.url);

async function olderFile(): Promise<Store> {
  const path = join(temporaryFolder(), "sitrep.db");
  await openStore(path).close();
  const file = new Database(path);
  for (const line of readFileSync(FIXTURE, "utf8").trim().split("\n")) {
    const { table, row } = JSON.parse(line);
    const names = Object.keys(row);
    file
      .prepare(`INSERT INTO ${table} (${names.join(", ")}) VALUES (${names.map((name) => `@${name}`).join(", ")})`)
      .run(row);
  }
  file.close();
  return temporaryStore(path);
}

const bringUp = (store: Store) => reproject({ store, product, columns: columnsOf, projection: PROJECTION });

describe("a record that an older version wrote", () => {
  it("is folded anew once, and is then as this version would have it [OPS-2] [TL-1]", async () => {
    const store = await olderFile();
    const [before] = await store.listIncidents({});
    expect(Object.keys(JSON.parse(before?.state ?? "{}"))).not.toContain("approvals");
    expect(await bringUp(store)).toBe(1);
    expect(await verifyRecord(store, product)).toEqual([]);
    expect(await bringUp(store)).toBe(0);
    const [after] = await store.listIncidents({});
    expect(Object.keys(JSON.parse(after?.state ?? "{}"))).toEqual(
      Object.keys(JSON.parse(JSON.stringify(product.blank(1)))),
    );
    expect({ ...after, state: "" }).toEqual({ ...before, state: "" });
  });

  it("goes on: its timers are planned, and what people do is recorded [OPS-2]", async () => {
    const store = await olderFile();
    await bringUp(store);
    const policy = shippedPolicy();
    const clock = new VirtualClock(Date.UTC(2026, 10, 21));
    const ledger = new Ledger<Incident>({ store, product, columns: columnsOf, policy: () => policy, clock });
    await ledger.replan(1);
    await ledger.record(1, () => [{ kind: "note_added", by: person("U1"), data: { text: "after the upgrade" } }]);
    expect(await verifyRecord(store, product)).toEqual([]);
  });

  it("is checked by its chain alone while it is as the older version folded it [TL-9]", async () => {
    const store = await olderFile();
    expect(await verifyRecord(store, product, { isFoldedElsewhere: true })).toEqual([]);
    expect(await verifyRecord(store, product)).not.toEqual([]);
  });
});
