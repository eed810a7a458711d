import { describe, expect, it } from "vitest";
import type { Store } from "../../../src/db/store.ts";
import { VirtualClock } from "../../../src/lib/virtual-clock.ts";
import { count, open, tallyLedger } from "../../support/tally.ts";
import { temporaryStore } from "../../support/temporary-store.ts";

/** Counts how often an incident is read from the file. */
function watched(store: Store) {
  let reads = 0;
  const incident: Store["incident"] = (id) => {
    reads += 1;
    return store.incident(id);
  };
  return { store: { ...store, incident }, reads: () => reads };
}

describe("incidents that are used again and again", () => {
  it("are read from the file once, and are always as they were stored last [FAST-3]", async () => {
    const { store, reads } = watched(temporaryStore());
    const ledger = tallyLedger(store, new VirtualClock(1_000));
    await ledger.open(open);
    for (let turn = 1; turn <= 5; turn += 1) {
      await ledger.record(1, count(1));
      expect((await ledger.incident(1)).tally.total).toBe(turn);
    }
    expect(reads()).toBe(0);
    const other = watched(store);
    const later = tallyLedger(other.store, new VirtualClock(2_000));
    expect(await later.incident(1)).toEqual(await ledger.incident(1));
    await later.incident(1);
    expect(other.reads()).toBe(1);
  });

  it("are not taken for stored when the file refused them", async () => {
    const kept = temporaryStore();
    let isFull = false;
    const commit: Store["commit"] = async (unit) => {
      if (isFull) throw new Error("the disk is gone");
      return kept.commit(unit);
    };
    const ledger = tallyLedger({ ...kept, commit }, new VirtualClock(1_000));
    await ledger.open(open);
    await ledger.record(1, count(1));
    isFull = true;
    await expect(ledger.record(1, count(10))).rejects.toThrow("the disk is gone");
    expect((await ledger.incident(1)).tally.total).toBe(1);
    isFull = false;
    await ledger.record(1, count(1));
    expect((await ledger.incident(1)).tally.total).toBe(2);
  });
});
