import { existsSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { shippedPolicy } from "../../src/config/index.ts";
import { declare, type NewIncidentEntry } from "../../src/core/incidents/index.ts";
import { type NewEntry, person, SITREP } from "../../src/core/ledger/index.ts";
import { WorkingCopy } from "../../src/core/ledger/working-copy.ts";
import { columnsOf, type Incident, PROJECTION, product } from "../../src/core/product.ts";
import { hearMessage } from "../../src/core/timeline/index.ts";
import type { IncidentChange } from "../../src/db/rows.ts";
import { openStore, type Store } from "../../src/db/store.ts";
import { channelOf } from "./seed.ts";

export interface Million {
  readonly path: string;
  readonly incidents: number;
  readonly open: number;
  /** The incident in which so much was said. */
  readonly longest: { readonly id: number; readonly messages: number };
}

const HOUR = 3_600_000;
const ENTRIES_EACH = 100;
const PEOPLE = 40;
/** So many incidents are stored in one transaction. */
const TOGETHER = 100;

/** A file with 1,000,000 entries over 10,000 incidents and one of 10,000 messages; written once for each way of folding. */
export async function millionFile(isQuick: boolean): Promise<Million> {
  const incidents = isQuick ? 1_000 : 10_000;
  const messages = isQuick ? 1_000 : 10_000;
  const path = join(tmpdir(), `sitrep-bench-${incidents}-projection-${PROJECTION}.db`);
  const million = { path, incidents, open: incidents / 20, longest: { id: incidents + 1, messages } };
  if (!existsSync(path)) await write(million);
  return million;
}

async function write({ path, incidents, open, longest }: Million): Promise<void> {
  const draft = `${path}.draft`;
  for (const suffix of ["", "-wal", "-shm"]) rmSync(`${draft}${suffix}`, { force: true });
  const store = openStore(draft);
  await introduce(store);
  let changes: IncidentChange[] = [];
  const flush = async () => {
    await store.commit({ heard: [], changes, effects: [], outcomes: [], firedTimers: [] });
    changes = [];
  };
  for (let id = 1; id <= incidents; id += 1) {
    const isOpen = id > incidents - open;
    changes.push(
      await history({
        store,
        id,
        isOpen,
        messages: ENTRIES_EACH - (isOpen ? 5 : 6),
        ageMs: (incidents - id + 1) * HOUR,
      }),
    );
    if (changes.length === TOGETHER) await flush();
  }
  changes.push(await history({ store, id: longest.id, isOpen: false, messages: longest.messages, ageMs: 12 * HOUR }));
  await flush();
  await store.close();
  renameSync(draft, path);
  for (const suffix of ["-wal", "-shm"]) rmSync(`${draft}${suffix}`, { force: true });
}

async function introduce(store: Store): Promise<void> {
  for (let number = 0; number < PEOPLE; number += 1) {
    const id = `U${number}`;
    const profile = { id, name: `Person ${number}`, tz: "UTC", isBot: false, isDeactivated: false, isGuest: false };
    await store.savePerson(id, JSON.stringify(profile), Date.now());
  }
}

interface Wish {
  readonly store: Store;
  readonly id: number;
  readonly isOpen: boolean;
  readonly messages: number;
  readonly ageMs: number;
}

const policy = shippedPolicy();
const WORDS = [
  "checkout",
  "latency",
  "database",
  "rollback",
  "deploy",
  "timeout",
  "error",
  "graph",
  "queue",
  "cache",
  "region",
  "customer",
];

/** One incident from its declaration on, through the product's own decisions. */
async function history({ store, id, isOpen, messages, ageMs }: Wish): Promise<IncidentChange> {
  const declaredAt = Date.now() - ageMs;
  const copy = WorkingCopy.fresh<Incident>(product, id);
  const at = (share: number) => declaredAt + Math.floor(share * 0.8 * HOUR);
  const apply = (decision: Parameters<typeof copy.apply>[0], now: number) =>
    copy.apply(decision, { policy, now }, store);
  const write = (entry: NewEntry, now: number) => apply(() => [entry], now);
  const by = person(`U${id % PEOPLE}`);
  const severity = `sev${2 + (id % 4)}`;
  await apply(
    declare({
      userId: `U${id % PEOPLE}`,
      title: `${WORDS[id % WORDS.length]} trouble ${id}`,
      severity,
      via: "command",
    }),
    declaredAt,
  );
  const channel = { channelId: channelOf(id), name: `inc-${id}` };
  await write({ kind: "channel_opened", by: SITREP, key: `channel/${channel.channelId}`, data: channel }, at(0));
  await write({ kind: "person_joined", by, key: `joined/${id}`, data: { userId: `U${id % PEOPLE}` } }, at(0));
  await write({ kind: "acknowledged", by, data: {} }, at(0.02));
  await write({ kind: "note_added", by, data: { text: `Began to look at needle${id}` } }, at(0.03));
  for (let said = 0; said < messages; said += 1) {
    const now = at(0.05 + (said / messages) * 0.9);
    const ts = `${Math.floor(now / 1_000)}.${String(said).padStart(6, "0")}`;
    const words = [1, 5, 7, 11].map((step) => WORDS[(id * step + said) % WORDS.length]).join(" ");
    const message = {
      channelId: channel.channelId,
      ts,
      by: person(`U${(id + said) % PEOPLE}`),
      text: `I see ${words} since ${said}`,
      files: [],
    };
    await apply(hearMessage(message), now);
  }
  if (!isOpen) await write(resolved(by), at(1));
  const { change } = copy.toChange(columnsOf, { policy, now: Date.now() });
  // What is long over has nothing left to remind of.
  return isOpen ? change : { ...change, timers: [] };
}

const resolved = (by: NewEntry["by"]): Extract<NewIncidentEntry, { kind: "resolved" }> => ({
  kind: "resolved",
  by,
  data: {
    fix: "Rolled back",
    rootCause: "A missing index",
    impact: "30 % of checkouts failed",
    isRestored: true,
    areMetricsNormal: true,
    doUsersConfirm: true,
    followUps: [],
    skipped: [],
  },
});
