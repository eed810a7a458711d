import { type Policy, shippedPolicy } from "../../../src/config/index.ts";
import { type DeclareInput, declare, incidents, type WithFacts } from "../../../src/core/incidents/index.ts";
import { type Decision, type Entry, joinSlices, type NewEntry } from "../../../src/core/ledger/index.ts";
import { timeline } from "../../../src/core/timeline/index.ts";

export const product = joinSlices<WithFacts>([timeline, incidents]);

export const POLICY = shippedPolicy();
export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
/** Thursday, 12 March 2026, 14:00 UTC. */
export const START = Date.UTC(2026, 2, 12, 14, 0);

/** An incident as it is told: each step is a decision at a time, folded as the ledger does it. */
export class Told {
  incident: WithFacts = product.blank(1);
  readonly entries: Entry[] = [];
  readonly #policy: Policy;

  constructor(policy: Policy = POLICY) {
    this.#policy = policy;
  }

  /** Decides at `now`, and gives what was added. */
  step(decision: Decision<WithFacts>, now = START): Entry[] {
    const decided = decision(this.incident, { policy: this.#policy, now });
    return decided.map((entry) => this.#append(entry, now));
  }

  #append(entry: NewEntry, now: number): Entry {
    const seq = this.incident.version + 1;
    const stored: Entry = {
      incidentId: 1,
      seq,
      kind: entry.kind,
      at: entry.at ?? now,
      recordedAt: now,
      by: entry.by,
      key: entry.key ?? String(seq),
      about: entry.about,
      data: product.checked(entry),
      hash: "",
      isRedacted: false,
    };
    this.incident = product.fold(this.incident, stored);
    this.entries.push(stored);
    return stored;
  }
}

const DECLARED: DeclareInput = { userId: "UDANA", title: "Checkout errors", severity: "sev2", via: "command" };

/** An incident that was declared at `START`. */
export function declaredIncident(input: Partial<DeclareInput> = {}, policy: Policy = POLICY): Told {
  const told = new Told(policy);
  told.step(declare({ ...DECLARED, ...input }));
  return told;
}

/** Entries without what every entry has. */
export const brief = (entries: readonly Entry[]) => entries.map(({ kind, data }) => ({ kind, data }));

export const nothingKnown = () => ({});
