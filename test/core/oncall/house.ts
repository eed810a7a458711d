import { type Policy, shippedPolicy } from "../../../src/config/index.ts";
import { type Decision, HOUSE, type NewEntry, type World } from "../../../src/core/ledger/index.ts";
import { type Incident, product } from "../../../src/core/product.ts";

/** Thursday, 12 March 2026. */
export const day = (date: number, hour = 0, minute = 0, ms = 0): number => Date.UTC(2026, 2, date, hour, minute, 0, ms);

const weekly = (id: string, people: string[]): Policy["rotations"][number] => ({
  id,
  name: id.charAt(0).toUpperCase() + id.slice(1),
  kind: "weekly",
  timeZone: "UTC",
  people,
  startsOn: "2026-03-02",
  handoverAt: 9 * 60,
  everyWeeks: 1,
  secondary: "next",
});

/** Payments: ANA from 2 March, BEN from the 9th, CLEO from the 16th, at 9:00 UTC. Search: BEN and ANA in turn. */
export const POLICY: Policy = {
  ...shippedPolicy(),
  rotations: [weekly("payments", ["ANA", "BEN", "CLEO"]), weekly("search", ["ANA", "DORA"])],
};

/** What is told of elsewhere. */
const NOT_OF_CHANGES = ["reminder", "shift_change"];

type Change = Decision<Incident>;

/** The house's record as decisions change it, without storage. */
export class House {
  record: Incident = product.blank(HOUSE);
  policy: Policy;

  constructor(policy: Policy = POLICY) {
    this.policy = policy;
  }

  world = (now: number): World => ({ policy: this.policy, now, overrides: this.record.oncall.overrides });

  /** What a decision adds; throws what it throws. */
  decide(decision: Change, now: number): readonly NewEntry[] {
    const entries = decision(this.record, this.world(now));
    for (const entry of entries) {
      const seq = this.record.version + 1;
      const { kind, by, key = String(seq), about } = entry;
      const stored = { incidentId: HOUSE, seq, kind, by, key, about, at: now, recordedAt: now };
      this.record = product.fold(this.record, { ...stored, data: product.checked(entry), hash: "", isRedacted: false });
    }
    return entries;
  }

  /** Lets what is due until then happen, in its order; gives the kinds of what was written. */
  passUntil(now: number): string[] {
    const written: string[] = [];
    for (let step = 0; step < 100; step += 1) {
      const [due] = this.timers(now)
        .filter(({ at }) => at <= now)
        .sort((a, b) => a.at - b.at);
      if (!due) return written;
      const added = this.decide(product.onTimer(due), Math.max(due.at, 0));
      if (added.length === 0) throw new Error(`${due.key} is due again and again`);
      written.push(...added.map(({ kind }) => kind));
    }
    throw new Error("this does not come to rest");
  }

  timers = (now: number) =>
    product.timers(this.record, this.world(now)).filter(({ kind }) => !NOT_OF_CHANGES.includes(kind));
}

export const kinds = (entries: readonly NewEntry[]): string[] => entries.map(({ kind }) => kind);
