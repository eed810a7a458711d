import type { OutboxOutcome, OutboxRow } from "../../db/rows.ts";
import type { Store } from "../../db/store.ts";
import type { Clock } from "../../lib/clock.ts";
import type { Log } from "../../lib/log.ts";
import type { Attempt, Priority } from "./effect.ts";
import type { NewEntry } from "./entry.ts";
import type { Ledger } from "./ledger.ts";
import type { BareIncident } from "./slice.ts";

/** How a deed ended, as the edge that carried it out tells it. */
export type Outcome =
  | { readonly kind: "done"; readonly entries?: readonly NewEntry[] }
  /** It will never work; the entries are the visible note of that. */
  | { readonly kind: "given_up"; readonly reason: string; readonly entries?: readonly NewEntry[] }
  /** Not now. `atMs` says when, else the backoff does; in doubt when the deed may have been done all the same. */
  | { readonly kind: "again"; readonly reason: string; readonly isInDoubt: boolean; readonly atMs?: number };

/** Carries out a deed, together with the companions that waited for the same person; never rejects. */
export type CarryOut = (attempt: Attempt, companions: readonly Attempt[]) => Promise<Outcome>;

export interface OutboxParts<Incident extends BareIncident> {
  readonly store: Store;
  readonly ledger: Ledger<Incident>;
  readonly clock: Clock;
  readonly log: Log;
  readonly carryOut: CarryOut;
  /** Kinds of which all that wait in a lane go out as one. */
  readonly gathered: ReadonlySet<string>;
}

const CONCURRENCY = 16;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 15_000;

/** How long to wait before attempt number `attempts + 1`. */
export const backoffMs = (attempts: number): number =>
  Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(attempts - 1, 10));

/** Carries out what the record asks for: in order within a lane, the urgent first, each deed once. */
export class Outbox<Incident extends BareIncident> {
  readonly #parts: OutboxParts<Incident>;
  readonly #stop = new AbortController();
  #wake = new AbortController();
  #underWay = 0;
  #isLooking = false;
  #nextAt: number | undefined;
  #running: Promise<void> | undefined;

  constructor(parts: OutboxParts<Incident>) {
    this.#parts = parts;
  }

  /** Starts the work; what was under way when the last process ended is in doubt. */
  async start(): Promise<void> {
    const doubted = await this.#parts.store.doubtDeedsUnderWay();
    if (doubted > 0) this.#parts.log.info({ doubted }, "deeds were under way at the last stop; looking before doing");
    this.#parts.ledger.onStored(() => this.#wake.abort());
    this.#running = this.#run();
  }

  /** Takes on nothing more and waits for what is under way. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#wake.abort();
    await this.#running;
  }

  /** Nothing can be done at this moment but wait: for a deed's time, or for `held` answers that do not come yet. */
  isIdle(held = 0): boolean {
    const isDue = this.#nextAt !== undefined && this.#nextAt <= this.#parts.clock.now();
    return !this.#isLooking && !this.#wake.signal.aborted && this.#underWay <= held && !isDue;
  }

  async #run(): Promise<void> {
    const { clock, store } = this.#parts;
    while (!this.#stop.signal.aborted) {
      this.#wake = new AbortController();
      this.#isLooking = true;
      const now = clock.now();
      const free = CONCURRENCY - this.#underWay;
      const claimed = free > 0 ? await store.claimDeeds(now, free) : [];
      for (const row of claimed) void this.#carryOut(row);
      // A deed that is due but behind another of its lane is woken by that one's end.
      this.#nextAt = await store.nextDeedAt(now);
      this.#isLooking = false;
      const waitMs = this.#nextAt === undefined ? Number.MAX_SAFE_INTEGER : Math.max(0, this.#nextAt - clock.now());
      await clock.sleep(waitMs, this.#wake.signal);
    }
    while (this.#underWay > 0) await new Promise(setImmediate);
  }

  async #carryOut(row: OutboxRow): Promise<void> {
    const { carryOut, gathered, store, clock, log } = this.#parts;
    this.#underWay += 1;
    try {
      const others = gathered.has(row.kind) && !row.isInDoubt ? await store.claimCompanions(row, clock.now()) : [];
      const rows = [row, ...others];
      const outcome = await carryOut(toAttempt(row), others.map(toAttempt));
      await this.#settle(rows, outcome);
    } catch (error) {
      log.error(
        { err: error, deed: row.key },
        "a deed could not be settled; it will be looked for after the next start",
      );
    } finally {
      this.#underWay -= 1;
      this.#wake.abort();
    }
  }

  async #settle(rows: readonly OutboxRow[], outcome: Outcome): Promise<void> {
    const { ledger, log } = this.#parts;
    const [head] = rows;
    if (!head) return;
    if (outcome.kind === "given_up") log.warn({ deed: head.key, reason: outcome.reason }, "a deed was given up");
    const outcomes = rows.map((row) => this.#toOutcome(row, outcome));
    const entries = outcome.kind === "again" ? [] : (outcome.entries ?? []);
    if (head.incidentId === null || entries.length === 0) {
      await ledger.note({ outcomes });
    } else {
      await ledger.record(head.incidentId, () => entries, { outcomes });
    }
  }

  #toOutcome(row: OutboxRow, outcome: Outcome): OutboxOutcome {
    const now = this.#parts.clock.now();
    switch (outcome.kind) {
      case "done":
        return { kind: "done", id: row.id, at: now };
      case "given_up":
        return { kind: "given_up", id: row.id, at: now, reason: outcome.reason };
      case "again": {
        const notBefore = outcome.atMs ?? now + backoffMs(row.attempts);
        return { kind: "again", id: row.id, notBefore, isInDoubt: outcome.isInDoubt, reason: outcome.reason };
      }
    }
  }
}

/** Priorities are written from the PRIORITY table alone. */
const asPriority = (value: number): Priority => value as Priority;

function toAttempt(row: OutboxRow): Attempt {
  return {
    id: row.id,
    incidentId: row.incidentId ?? undefined,
    attempts: row.attempts,
    isInDoubt: row.isInDoubt,
    firstTriedAt: row.firstTriedAt ?? row.createdAt,
    effect: {
      key: row.key,
      kind: row.kind,
      lane: row.lane,
      priority: asPriority(row.priority),
      data: JSON.parse(row.data),
      isLive: row.isLive,
      notBefore: row.notBefore,
    },
  };
}
