import { shippedPolicy } from "../../../src/config/index.ts";
import { incidents } from "../../../src/core/incidents/index.ts";
import { type Entry, joinSlices, type NewEntry } from "../../../src/core/ledger/index.ts";
import { type Incident, product } from "../../../src/core/product.ts";
import { roles } from "../../../src/core/roles/index.ts";
import { summary } from "../../../src/core/summary/index.ts";

export const POLICY = shippedPolicy();
export const DECLARED_AT = Date.UTC(2026, 2, 12, 14, 0);
export const NOW = DECLARED_AT + 10 * 60_000;

export const DECLARED: NewEntry = {
  kind: "declared",
  by: "person:U0DECLARER",
  at: DECLARED_AT,
  data: {
    title: "Checkout errors",
    severity: "sev1",
    isPrivate: false,
    isDrill: false,
    via: "command",
  },
};

export const OPENED: NewEntry = {
  kind: "channel_opened",
  by: "sitrep",
  at: DECLARED_AT + 1_000,
  data: { channelId: "C0CHANNEL", name: "inc-12-checkout-errors" },
};

export function asEntry(incident: Incident, entry: NewEntry): Entry {
  const seq = incident.version + 1;
  return {
    incidentId: incident.id,
    seq,
    kind: entry.kind,
    at: entry.at ?? NOW,
    recordedAt: NOW,
    by: entry.by,
    key: entry.key ?? String(seq),
    about: entry.about,
    data: product.checked(entry),
    hash: "",
    isRedacted: false,
  };
}

/** Incident 12 after these entries, and after more of them on top of an incident that is there. */
export const incidentAfter = (entries: readonly NewEntry[], start: Incident = product.blank(12)): Incident =>
  entries.reduce((incident, entry) => product.fold(incident, asEntry(incident, entry)), start);

/** The slices whose consequences are looked at here; those of the others are no business of theirs. */
const looked = joinSlices<Incident>([incidents, roles, summary]);

/** What a change leads to, as the ledger asks for it. */
export function effectsOf(before: Incident, added: readonly NewEntry[]) {
  let after = before;
  const entries = added.map((entry) => {
    const stored = asEntry(after, entry);
    after = product.fold(after, stored);
    return stored;
  });
  const world = { policy: POLICY, now: NOW };
  const own = entries.flatMap((entry) => looked.effects(entry, after, world));
  return [...own, ...looked.onChange(before, after, world)];
}
