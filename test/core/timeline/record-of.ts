import { shippedPolicy } from "../../../src/config/index.ts";
import {
  type Columns,
  type Decision,
  type Entry,
  fromRow,
  joinSlices,
  Ledger,
  type NewEntry,
  person,
} from "../../../src/core/ledger/index.ts";
import { type HeardMessage, timeline, type WithTimeline } from "../../../src/core/timeline/index.ts";
import type { Store } from "../../../src/db/store.ts";
import { VirtualClock } from "../../../src/lib/virtual-clock.ts";
import { temporaryStore } from "../../support/temporary-store.ts";

export const CHANNEL = "C1";
/** 2026-11-21 10:00:00 UTC. */
export const NOON = 1_795_255_200;
export const ts = (seconds: number): string => `${NOON + seconds}.000100`;

export const product = joinSlices<WithTimeline>([timeline]);

const columns = (): Columns => ({
  title: "Checkout fails",
  severity: "sev2",
  status: "triage",
  isPrivate: false,
  isOpen: true,
  channelId: CHANNEL,
  viewers: "[]",
  declaredAt: 0,
  resolvedAt: null,
});

export const says = (seconds: number, text: string, more: Partial<HeardMessage> = {}): HeardMessage => ({
  channelId: CHANNEL,
  ts: ts(seconds),
  by: person("U1"),
  text,
  files: [],
  ...more,
});

export type Heard = Decision<WithTimeline, NewEntry>;

export interface Told {
  readonly entries: readonly Entry[];
  readonly incident: WithTimeline;
  readonly store: Store;
  record(...decisions: readonly Heard[]): Promise<Entry[]>;
}

/** The record after these decisions, each in a change of its own, on a real file. */
export async function recordOf(decisions: readonly Heard[], policy = shippedPolicy()): Promise<Told> {
  const store = temporaryStore();
  const clock = new VirtualClock((NOON + 3_600) * 1_000);
  const ledger = new Ledger({ store, product, columns, policy: () => policy, clock });
  await ledger.open(() => [{ kind: "note_added", by: person("U0"), at: NOON * 1_000, data: { text: "begins" } }]);
  for (const decision of decisions) await ledger.record(1, decision);
  return {
    entries: (await store.entriesOf(1)).map(fromRow),
    incident: await ledger.incident(1),
    store,
    async record(...more) {
      const added: Entry[] = [];
      for (const decision of more) added.push(...(await ledger.record(1, decision)).entries);
      return added;
    },
  };
}

/** What a record says, whatever the order and the moment in which it was written. */
export const facts = ({ entries }: Pick<Told, "entries">): unknown[] =>
  entries
    .map(({ kind, at, by, key, about, data, isRedacted }) => ({ kind, at, by, key, about, data, isRedacted }))
    .filter(({ kind, data }) => !(kind === "note_added" && JSON.stringify(data).includes("begins")))
    .sort((a, b) => a.key.localeCompare(b.key));
