import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import {
  Alarm,
  type Attempt,
  type CarryOut,
  type Effect,
  Outbox,
  type Outcome,
  PRIORITY,
} from "../../../src/core/ledger/index.ts";
import { createLog } from "../../../src/lib/log.ts";
import { VirtualClock } from "../../../src/lib/virtual-clock.ts";
import { count, open, tallyLedger } from "../../support/tally.ts";
import { afterTest, temporaryFolder, temporaryStore } from "../../support/temporary-store.ts";

const quiet = createLog("silent");

const turns = async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
};

async function setUp(carryOut: CarryOut, gathered: string[] = [], path?: string) {
  const store = temporaryStore(path);
  const clock = new VirtualClock(1_000_000);
  const ledger = tallyLedger(store, clock);
  const outbox = new Outbox({ store, ledger, clock, log: quiet, carryOut, gathered: new Set(gathered) });
  afterTest(() => outbox.stop());
  return { store, clock, ledger, outbox };
}

const effect = (key: string, more: Partial<Effect> = {}): Effect => ({
  key,
  kind: "post",
  lane: "general",
  priority: PRIORITY.update,
  data: {},
  ...more,
});

/** Writes down what is carried out and answers as told. */
function recorder(answers: Record<string, Outcome[]> = {}) {
  const attempts: Attempt[] = [];
  const groups: string[][] = [];
  const carryOut: CarryOut = async (attempt, companions) => {
    attempts.push(attempt);
    groups.push([attempt, ...companions].map(({ effect: { key } }) => key));
    return answers[attempt.effect.key]?.shift() ?? { kind: "done" };
  };
  return { attempts, groups, carryOut, keys: () => attempts.map(({ effect: { key } }) => key) };
}

describe("the outbox", () => {
  it("keeps the order of a lane, urgent deeds first [OPS-2]", async () => {
    const seen = recorder();
    const { ledger, outbox } = await setUp(seen.carryOut);
    await ledger.note({
      effects: [
        effect("second"),
        effect("third"),
        effect("first", { priority: PRIORITY.open }),
        effect("fourth", { priority: PRIORITY.cosmetic }),
      ],
    });
    await outbox.start();
    await turns();
    expect(seen.keys()).toEqual(["first", "second", "third", "fourth"]);
  });

  it("waits as long as it is told, and lets other lanes pass meanwhile [OPS-2]", async () => {
    const later: Outcome = { kind: "again", reason: "rate limited", isInDoubt: false, atMs: 1_030_000 };
    const seen = recorder({ limited: [later] });
    const { ledger, outbox, clock } = await setUp(seen.carryOut);
    await ledger.note({ effects: [effect("limited"), effect("behind"), effect("other", { lane: "random" })] });
    await outbox.start();
    await turns();
    expect(seen.keys()).toEqual(["limited", "other"]);
    await clock.advance(29_999, turns);
    expect(seen.keys()).toEqual(["limited", "other"]);
    await clock.advance(1, turns);
    expect(seen.keys()).toEqual(["limited", "other", "limited", "behind"]);
  });

  it("says that an attempt is in doubt after one whose end nobody saw [OPS-2]", async () => {
    const seen = recorder({ post: [{ kind: "again", reason: "no answer", isInDoubt: true }] });
    const { ledger, outbox, clock } = await setUp(seen.carryOut);
    await ledger.note({ effects: [effect("post")] });
    await outbox.start();
    await clock.advance(10_000, turns);
    expect(seen.attempts.map(({ isInDoubt, attempts }) => ({ isInDoubt, attempts }))).toEqual([
      { isInDoubt: false, attempts: 1 },
      { isInDoubt: true, attempts: 2 },
    ]);
  });

  it("doubts what was under way when the process ended [OPS-2]", async () => {
    const never: CarryOut = () => new Promise(() => {});
    const { store, ledger, clock } = await setUp(never);
    await ledger.note({ effects: [effect("post")] });
    expect(await store.claimDeeds(clock.now(), 5)).toHaveLength(1);

    const seen = recorder();
    const next = new Outbox({ store, ledger, clock, log: quiet, carryOut: seen.carryOut, gathered: new Set() });
    afterTest(() => next.stop());
    await next.start();
    await turns();
    expect(seen.attempts.map(({ isInDoubt }) => isInDoubt)).toEqual([true]);
  });

  it("writes what came back as entries, together with the end of the deed", async () => {
    const entries = [{ kind: "counted", by: "sitrep" as const, key: "back", data: { by: 5 } }];
    const seen = recorder({ "1/2/post": [{ kind: "done", entries }] });
    const { ledger, outbox } = await setUp(seen.carryOut);
    await outbox.start();
    await ledger.open(open);
    await ledger.record(1, count(1));
    await turns();
    expect((await ledger.incident(1)).tally.total).toBe(6);
    expect(outbox.isIdle()).toBe(true);
  });

  it("lets gathered deeds of one lane go out together [UPD-4]", async () => {
    const seen = recorder();
    const { ledger, outbox } = await setUp(seen.carryOut, ["remind"]);
    const remind = (key: string, lane: string) => effect(key, { kind: "remind", lane });
    await ledger.note({ effects: [remind("a", "dm/U1"), remind("b", "dm/U1"), remind("c", "dm/U2")] });
    await outbox.start();
    await turns();
    expect(seen.groups).toEqual([["a", "b"], ["c"]]);
  });

  it("runs a live deed once more when it was asked for while it ran [INC-3]", async () => {
    let release = () => {};
    const seen: string[] = [];
    const carryOut: CarryOut = async ({ effect: { key } }) => {
      seen.push(key);
      if (seen.length === 1) await new Promise<void>((resolve) => (release = resolve));
      return { kind: "done" };
    };
    const { ledger, outbox } = await setUp(carryOut);
    const card = effect("card", { isLive: true });
    await ledger.note({ effects: [card] });
    await outbox.start();
    await turns();
    await ledger.note({ effects: [card] });
    await ledger.note({ effects: [card] });
    release();
    await turns();
    expect(seen).toEqual(["card", "card"]);
  });
});

describe("the outbox beside another program that holds the file", () => {
  const lock = (path: string) => {
    const other = new Database(path);
    other.exec("BEGIN IMMEDIATE");
    return () => other.close();
  };

  it("goes on with what waits once the file is free [OPS-2]", async () => {
    const path = join(temporaryFolder(), "held.db");
    const seen = recorder();
    const { ledger, outbox, clock } = await setUp(seen.carryOut, [], path);
    await ledger.note({ effects: [effect("waiting", { notBefore: 1_001_000 })] });
    await outbox.start();
    const release = lock(path);
    await clock.advance(3_000, turns);
    expect(seen.keys()).toEqual([]);
    release();
    await clock.advance(1_000, turns);
    expect(seen.keys()).toEqual(["waiting"]);
  });

  it("does a deed once, stores its end late and lets its lane go on [OPS-2]", async () => {
    const path = join(temporaryFolder(), "held.db");
    const seen = recorder();
    let release = () => {};
    const holding: CarryOut = async (attempt, companions) => {
      if (seen.attempts.length === 0) release = lock(path);
      return seen.carryOut(attempt, companions);
    };
    const { ledger, outbox, clock } = await setUp(holding, [], path);
    await ledger.note({ effects: [effect("held"), effect("behind")] });
    await outbox.start();
    await turns();
    clock.jump(1_010_000);
    await clock.advance(100, turns);
    expect(seen.keys()).toEqual(["held"]);
    release();
    await clock.advance(2_000, turns);
    expect(seen.keys()).toEqual(["held", "behind"]);
    expect(outbox.isIdle()).toBe(true);
  });

  it("lets a lane go on whose deed brought back what no slice knows", async () => {
    const unknown = [{ kind: "nonsense", by: "sitrep" as const, data: {} }];
    const seen = recorder({ "1/2/post": [{ kind: "done", entries: unknown }] });
    const { ledger, outbox, store, clock } = await setUp(seen.carryOut);
    await outbox.start();
    await ledger.open(open);
    await ledger.record(1, count(1));
    await turns();
    expect((await store.backlog(clock.now() - 1)).givenUp.map(({ key }) => key)).toEqual(["1/2/post"]);
    expect(outbox.isIdle()).toBe(true);
  });
});

describe("the alarm", () => {
  it("fires a timer once when it is due, and again only for another time [UPD-4]", async () => {
    const { store, ledger, clock } = await setUp(async () => ({ kind: "done" }));
    const alarm = new Alarm({ store, ledger, clock, log: quiet });
    afterTest(() => alarm.stop());
    alarm.start();
    await ledger.open(open);
    await ledger.record(1, count(1_010));
    await clock.advance(9_000, turns);
    expect(await store.countEntries(1)).toBe(2);
    await clock.advance(2_000, turns);
    expect(await store.countEntries(1)).toBe(3);
    await clock.advance(60_000, turns);
    expect(await store.countEntries(1)).toBe(3);
    await ledger.record(1, count(70));
    await clock.advance(10_000, turns);
    expect(await store.countEntries(1)).toBe(5);
  });

  it("fires what came due while nobody looked, in one change [UPD-4]", async () => {
    const { store, ledger, clock } = await setUp(async () => ({ kind: "done" }));
    await ledger.open(open);
    await ledger.record(1, count(1_010));
    clock.jump(9_999_999);
    const alarm = new Alarm({ store, ledger, clock, log: quiet });
    afterTest(() => alarm.stop());
    alarm.start();
    await turns();
    expect((await store.entriesOf(1)).map(({ kind }) => kind)).toEqual(["opened", "counted", "message_said"]);
  });
});
