import { describe, expect, it } from "vitest";
import { fromRow, rebuild, verifyRecord } from "../../../src/core/ledger/index.ts";
import { InvalidInputError, NotFoundError } from "../../../src/lib/errors.ts";
import { VirtualClock } from "../../../src/lib/virtual-clock.ts";
import { count, open, say, type Tally, tallyLedger, tallyProduct } from "../../support/tally.ts";
import { temporaryStore } from "../../support/temporary-store.ts";

function setUp() {
  const store = temporaryStore();
  const clock = new VirtualClock(1_000_000);
  return { store, clock, ledger: tallyLedger(store, clock) };
}

describe("the ledger", () => {
  it("numbers incidents one after another, also those opened at the same time [INC-5]", async () => {
    const { ledger } = setUp();
    const opened = await Promise.all([ledger.open(open), ledger.open(open), ledger.open(open)]);
    expect(opened.map(({ incident }) => incident.id)).toEqual([1, 2, 3]);
  });

  it("folds entries into the incident and stores both together [TL-1]", async () => {
    const { ledger, store } = setUp();
    await ledger.open(open);
    const { incident, entries } = await ledger.record(1, count(2));
    expect(incident.tally.total).toBe(2);
    expect(entries.map(({ seq, kind, at }) => ({ seq, kind, at }))).toEqual([
      { seq: 2, kind: "counted", at: 1_000_000 },
    ]);
    expect(await ledger.incident(1)).toEqual(incident);
    expect((await store.entriesOf(1)).map(({ kind }) => kind)).toEqual(["opened", "counted"]);
  });

  it("gives each of many simultaneous changes the state that the one before left [OPS-2]", async () => {
    const { ledger } = setUp();
    await ledger.open(open);
    const seen: number[] = [];
    const addOne = (tally: Tally) => {
      seen.push(tally.tally.total);
      return count(1)();
    };
    await Promise.all(Array.from({ length: 300 }, () => ledger.record(1, addOne)));
    expect(seen).toEqual(Array.from({ length: 300 }, (_, index) => index));
    expect((await ledger.incident(1)).tally.total).toBe(300);
  });

  it("leaves an entry out whose key is known, in the same change and in a later one [TL-6]", async () => {
    const { ledger, store } = setUp();
    await ledger.open(open);
    await ledger.record(1, () => [...say("hello", "message/1")(), ...say("hello", "message/1")()]);
    const again = await ledger.record(1, say("hello", "message/1"));
    expect(again.entries).toEqual([]);
    expect(await store.countEntries(1)).toBe(2);
  });

  it("answers a repeated request with the incident of the first one and changes nothing [OPS-2]", async () => {
    const { ledger, store } = setUp();
    const first = await ledger.open(open, { once: "view/V1" });
    const second = await ledger.open(open, { once: "view/V1" });
    expect([first.isRepeat, second.isRepeat]).toEqual([false, true]);
    expect(second.incident.id).toBe(1);
    expect(await store.lastNumber()).toBe(1);
  });

  it("knows a repeated request also within one batch", async () => {
    const { ledger, store } = setUp();
    const both = await Promise.all([ledger.open(open, { once: "view/V1" }), ledger.open(open, { once: "view/V1" })]);
    expect(both.map(({ incident, isRepeat }) => [incident.id, isRepeat])).toEqual([
      [1, false],
      [1, true],
    ]);
    expect(await store.lastNumber()).toBe(1);
  });

  it("refuses one decision without harm to the others of its batch", async () => {
    const { ledger } = setUp();
    await ledger.open(open);
    const refuse = () => {
      throw new InvalidInputError("No.");
    };
    const results = await Promise.allSettled([
      ledger.record(1, count(1)),
      ledger.record(1, refuse),
      ledger.record(1, count(2)),
      ledger.record(99, count(4)),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "rejected"]);
    expect(results[3]).toMatchObject({ reason: new NotFoundError("There is no incident #99.") });
    expect((await ledger.incident(1)).tally.total).toBe(3);
  });

  it("refuses an entry that no slice knows, or whose data has another shape", async () => {
    const { ledger, store } = setUp();
    await ledger.open(open);
    await expect(ledger.record(1, () => [{ kind: "sung", by: "sitrep", data: {} }])).rejects.toThrow("no slice writes");
    await expect(ledger.record(1, () => [{ kind: "counted", by: "sitrep", data: { by: "x" } }])).rejects.toThrow(
      "counted",
    );
    expect(await store.countEntries(1)).toBe(1);
  });

  it("asks for a deed once, and for a live one anew after each change [OPS-2]", async () => {
    const { ledger, store } = setUp();
    await ledger.open(open);
    await ledger.record(1, count(1));
    await ledger.record(1, count(2));
    const claimed = await store.claimDeeds(1_000_000, 10);
    expect(claimed.map(({ key }) => key).sort()).toEqual(["1/2/post", "1/card"]);
    await ledger.record(1, count(3));
    await ledger.note({ outcomes: claimed.map(({ id }) => ({ kind: "done", id, at: 1_000_000 })) });
    const next = await store.claimDeeds(1_000_000, 10);
    expect(next.map(({ key }) => key).sort()).toEqual(["1/3/post", "1/card"]);
  });

  it("rebuilds every projection from entries alone [TL-1]", async () => {
    const { ledger, store } = setUp();
    await ledger.open(open);
    for (const by of [1, 2, 3]) await ledger.record(1, count(by));
    expect(await rebuild(store, tallyProduct, 1)).toEqual(await ledger.incident(1));
    expect(await verifyRecord(store, tallyProduct)).toEqual([]);
  });

  it("keeps the chain when words are dropped on request [TL-9]", async () => {
    const { ledger, store } = setUp();
    await ledger.open(open);
    await ledger.record(1, say("my secret", "message/1"));
    await ledger.record(1, () => [
      { kind: "counted", by: "sitrep", about: "message/1", redacts: "message/1", data: { by: 0 } },
    ]);
    const row = await store.entryByKey(1, "message/1");
    expect(row && fromRow(row)).toMatchObject({ data: {}, isRedacted: true });
    expect(await store.searchEntries("secret", undefined, 10)).toEqual([]);
    expect(await verifyRecord(store, tallyProduct)).toEqual([]);
  });
});
