import { z } from "zod";
import { shippedPolicy } from "../../src/config/index.ts";
import {
  type BareIncident,
  type Columns,
  defineSlice,
  type Effect,
  type EffectTable,
  type FoldTable,
  joinSlices,
  Ledger,
  type NewEntryOf,
  PRIORITY,
  type TellTable,
} from "../../src/core/ledger/index.ts";
import type { Store } from "../../src/db/store.ts";
import type { Clock } from "../../src/lib/clock.ts";

const tallyEntries = {
  opened: z.object({}),
  counted: z.object({ by: z.number() }),
  message_said: z.object({ text: z.string() }),
};
type NewTallyEntry = NewEntryOf<typeof tallyEntries>;

export type Tally = BareIncident & { readonly tally: { readonly total: number } };

const fold: FoldTable<Tally["tally"], typeof tallyEntries> = {
  counted: (facet, { data }) => ({ ...facet, total: facet.total + data.by }),
};

const tell: TellTable<typeof tallyEntries> = {
  opened: () => ({ text: "opened", isKey: true }),
  counted: ({ data }) => ({ text: `counted ${data.by}`, isKey: false }),
  message_said: ({ data }) => ({ text: data.text, isKey: false }),
};

const effects: EffectTable<Tally, typeof tallyEntries> = {
  counted: ({ seq, data }, { id }) => [
    { key: `${id}/${seq}/post`, kind: "post", lane: `${id}`, priority: PRIORITY.update, data: { by: data.by } },
  ],
};

const card = (_before: Tally, { id }: Tally): Effect[] => [
  { key: `${id}/card`, kind: "card", lane: `${id}/card`, priority: PRIORITY.live, data: {}, isLive: true },
];

const tallySlice = defineSlice({
  name: "tally",
  entries: tallyEntries,
  initial: { total: 0 },
  fold,
  tell,
  effects,
  onChange: card,
  timers: ({ tally }: Tally) => (tally.total > 0 ? [{ key: "ring", kind: "ring", at: tally.total * 1_000 }] : []),
  onTimer: { ring: () => () => [{ kind: "message_said", by: "sitrep", data: { text: "rang" } }] },
});

/** The smallest product that the ledger can carry: it counts. */
export const tallyProduct = joinSlices<Tally>([tallySlice]);

const columns = (tally: Tally): Columns => ({
  title: `total ${tally.tally.total}`,
  severity: "sev3",
  status: "open",
  isPrivate: false,
  isOpen: true,
  channelId: null,
  viewers: "[]",
  declaredAt: 0,
  resolvedAt: null,
});

export function tallyLedger(store: Store, clock: Clock): Ledger<Tally> {
  const policy = shippedPolicy();
  return new Ledger({ store, product: tallyProduct, columns, policy: () => policy, clock });
}

export const open = (): NewTallyEntry[] => [{ kind: "opened", by: "sitrep", data: {} }];

export const count = (by: number, key?: string) => (): NewTallyEntry[] => [
  { kind: "counted", by: "sitrep", key, data: { by } },
];

export const say = (text: string, key?: string) => (): NewTallyEntry[] => [
  { kind: "message_said", by: "person:U1", key, data: { text } },
];
