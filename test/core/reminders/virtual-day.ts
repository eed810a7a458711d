import type { Policy } from "../../../src/config/index.ts";
import {
  type Decision,
  type Effect,
  type Entry,
  type NewEntry,
  person,
  SITREP,
} from "../../../src/core/ledger/index.ts";
import { type Incident, product } from "../../../src/core/product.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Thursday, 12 March 2026, 14:00 UTC. */
export const START = Date.UTC(2026, 2, 12, 14, 0);

export const DANA = "U0DANA001";
export const ELI = "U0ELI0001";
export const MIA = "U0MIA0001";

export interface DayOptions {
  readonly policy: Policy;
  readonly startAt?: number;
  readonly declared?: object;
  readonly hasNoChannel?: boolean;
}

/** One incident in memory, with a clock that fires what falls due; what the ledger does, without a file. */
export class VirtualDay {
  readonly policy: Policy;
  readonly entries: Entry[] = [];
  readonly effects: Effect[] = [];
  incident: Incident;
  now: number;
  readonly #fired = new Map<string, number>();

  constructor({ policy, startAt = START, declared = {}, hasNoChannel = false }: DayOptions) {
    this.policy = policy;
    this.now = startAt;
    this.incident = product.blank(12);
    this.write({
      kind: "declared",
      by: person(DANA),
      data: {
        title: "Checkout errors",
        severity: "sev1",
        category: "application",
        services: [],
        isPrivate: false,
        isDrill: false,
        isRetrospective: false,
        via: "form",
        ...declared,
      },
    });
    if (!hasNoChannel) {
      this.write({ kind: "channel_opened", by: SITREP, data: { channelId: "C0INC0012", name: "inc-12-checkout" } });
    }
  }

  get world() {
    return { policy: this.policy, now: this.now };
  }

  /** Writes entries as they are. */
  write(...entries: NewEntry[]): Entry[] {
    return this.decide(() => entries);
  }

  /** Lets a decision speak and stores what it says. */
  decide(decision: Decision<Incident>): Entry[] {
    const before = this.incident;
    const decided = this.#append(decision(this.incident, this.world));
    const added = [
      ...decided,
      ...this.#append(decided.flatMap((entry) => product.follow(entry, this.incident, this.world))),
    ];
    for (const entry of added) this.effects.push(...product.effects(entry, this.incident, this.world));
    if (added.length > 0) this.effects.push(...product.onChange(before, this.incident, this.world));
    return added;
  }

  #append(entries: readonly NewEntry[]): Entry[] {
    const known = new Set(this.entries.map(({ key }) => key));
    const added: Entry[] = [];
    for (const entry of entries) {
      const seq = this.incident.version + 1;
      const key = entry.key ?? String(seq);
      if (known.has(key)) continue;
      const data = product.checked(entry);
      const rest = { incidentId: 12, seq, recordedAt: this.now, about: entry.about, hash: "", isRedacted: false };
      const stored: Entry = { ...rest, kind: entry.kind, at: entry.at ?? this.now, by: entry.by, key, data };
      this.incident = product.fold(this.incident, stored);
      added.push(stored);
    }
    this.entries.push(...added);
    return added;
  }

  /** Moves time on, firing each timer at its time. Gives what was written meanwhile. */
  pass(ms: number): Entry[] {
    const until = this.now + ms;
    const from = this.entries.length;
    for (let next = this.#next(); next && next.at <= until; next = this.#next()) {
      this.now = Math.max(this.now, next.at);
      this.#fireDue();
    }
    this.now = until;
    return this.entries.slice(from);
  }

  /** Time goes by while the bot is away; then everything that came due fires together. */
  sleepThrough(ms: number): Entry[] {
    const from = this.entries.length;
    this.now += ms;
    this.#fireDue();
    return this.entries.slice(from);
  }

  #fireDue(): void {
    const due = this.#waiting().filter(({ at }) => at <= this.now);
    for (const timer of due) {
      this.#fired.set(timer.key, timer.at);
      this.decide(product.onTimer(timer));
    }
  }

  #waiting() {
    const planned = product.timers(this.incident, this.world);
    return planned.filter(({ key, at }) => this.#fired.get(key) !== at).sort((a, b) => a.at - b.at);
  }

  #next() {
    return this.#waiting()[0];
  }
}

/** Who holds what from now on. */
export const takes = (userId: string, role: string): NewEntry => ({
  kind: "role_taken",
  by: person(userId),
  data: { role, userId, how: "claimed" },
});

/** What a fully staffed SEV-1 looks like, so that only the rhythm is left to remind of. */
export const STAFF: readonly NewEntry[] = [
  { kind: "acknowledged", by: person(DANA), key: "acknowledged", data: {} },
  takes(DANA, "commander"),
  takes(ELI, "communications_lead"),
  takes(MIA, "tech_lead"),
  takes(MIA, "scribe"),
];

/** Reminders as short lines: "14:10 update/early → U1". */
export function reminderLines(entries: readonly Entry[], rules?: readonly string[]): string[] {
  return entries.flatMap(({ kind, at, data }) => {
    if (kind !== "reminder_sent" && kind !== "reminder_skipped") return [];
    const { rule, rung, to, why, heldBy } = asOccasion(data);
    if (rules && !rules.includes(rule)) return [];
    const whom = to?.kind === "person" ? to.userId : "channel";
    const outcome = why ? `skipped: ${why}` : `→ ${whom}${heldBy ? ` (${heldBy})` : ""}`;
    return [`${new Date(at).toISOString().slice(11, 16)} ${rule}/${rung} ${outcome}`];
  });
}

interface Occasion {
  readonly rule: string;
  readonly rung: string;
  readonly to?: { readonly kind: string; readonly userId?: string };
  readonly why?: string;
  readonly heldBy?: string;
}

/** The schema of both kinds was checked when they were written. */
const asOccasion = (data: unknown): Occasion => data as Occasion;
