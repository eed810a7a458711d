import { setMaxListeners } from "node:events";
import type { OutboxOutcome, OutboxRow } from "../../db/rows.ts";
import type { Store } from "../../db/store.ts";
import type { Clock } from "../../lib/clock.ts";
import { UnavailableError } from "../../lib/errors.ts";
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
/** A file that another program holds is tried again so soon. */
const STORE_RETRY_MS = 1_000;

/** How long to wait before attempt number `attempts + 1`. */
const backoffMs = (attempts: number): number =>
  Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(attempts - 1, 10));

/** Carries out what the record asks for: in order within a lane, the urgent first, each deed once. */
export class Outbox<Incident extends BareIncident> {
  readonly #parts: OutboxParts<Incident>;
  readonly #stop = stopForAll();
  #wake = new AbortController();
  readonly #underWay = new Set<Promise<void>>();
  #isLooking = false;
  #nextAt: number | undefined;
  #running: Promise<void> | undefined;

  constructor(parts: OutboxParts<Incident>) {
    this.#parts = parts;
  }

  /** Starts the work; what was under way when the last process ended is in doubt. */
  async start(): Promise<void> {
    const doubted = await this.#doubt();
    if (doubted > 0) this.#parts.log.info({ doubted }, "deeds were under way at the last stop; looking before doing");
    this.#parts.ledger.onStored(({ hasDeeds }) => hasDeeds && this.#wake.abort());
    this.#running = this.#run();
  }

  /** Nothing is done before this is stored, so a file that another program holds is waited for. */
  async #doubt(): Promise<number> {
    const { store, clock, log } = this.#parts;
    for (;;) {
      try {
        return await store.doubtDeedsUnderWay();
      } catch (error) {
        if (this.#stop.signal.aborted) throw error;
        log.warn({ err: error }, "what was under way at the last stop could not be noted; trying again");
        await clock.sleep(STORE_RETRY_MS, this.#stop.signal);
      }
    }
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
    return !this.#isLooking && !this.#wake.signal.aborted && this.#underWay.size <= held && !isDue;
  }

  async #run(): Promise<void> {
    const { clock, log } = this.#parts;
    while (!this.#stop.signal.aborted) {
      this.#wake = new AbortController();
      this.#isLooking = true;
      try {
        this.#nextAt = await this.#takeUp(clock.now());
      } catch (error) {
        log.error({ err: error }, "what is to be done could not be read; trying again");
        this.#nextAt = clock.now() + STORE_RETRY_MS;
      }
      this.#isLooking = false;
      const waitMs = this.#nextAt === undefined ? Number.MAX_SAFE_INTEGER : Math.max(0, this.#nextAt - clock.now());
      await clock.sleep(waitMs, this.#wake.signal);
    }
    await Promise.all(this.#underWay);
  }

  /** Begins what may be done now; gives the time at which the next deed may be. */
  async #takeUp(now: number): Promise<number | undefined> {
    const { store } = this.#parts;
    const free = CONCURRENCY - this.#underWay.size;
    for (const row of free > 0 ? await store.claimDeeds(now, free) : []) {
      const doing = this.#carryOut(row).finally(() => {
        this.#underWay.delete(doing);
        this.#wake.abort();
      });
      this.#underWay.add(doing);
    }
    // A deed that is due but behind another of its lane is woken by that one's end.
    return store.nextDeedAt(now);
  }

  async #carryOut(row: OutboxRow): Promise<void> {
    const { carryOut, log } = this.#parts;
    const others = await this.#companionsOf(row);
    const rows = [row, ...others];
    try {
      await this.#settle(rows, await carryOut(toAttempt(row), others.map(toAttempt)));
    } catch (error) {
      log.error({ err: error, deed: row.key }, "what a deed came to could not be recorded");
      await this.#release(rows);
    }
  }

  async #companionsOf(row: OutboxRow): Promise<readonly OutboxRow[]> {
    const { gathered, store, clock, log } = this.#parts;
    if (!gathered.has(row.kind) || row.isInDoubt) return [];
    try {
      return await store.claimCompanions(row, clock.now());
    } catch (error) {
      log.warn({ err: error, deed: row.key }, "a deed goes out alone: the others could not be read");
      return [];
    }
  }

  /** Tries again while the store cannot be written, for until it is the lane stands still. */
  async #settle(rows: readonly OutboxRow[], outcome: Outcome): Promise<void> {
    const { clock, log } = this.#parts;
    for (;;) {
      try {
        return await this.#write(rows, outcome);
      } catch (error) {
        if (!(error instanceof UnavailableError) || this.#stop.signal.aborted) throw error;
        log.warn({ deed: rows[0]?.key }, "the end of a deed could not be stored; trying again");
        await clock.sleep(STORE_RETRY_MS, this.#stop.signal);
      }
    }
  }

  async #write(rows: readonly OutboxRow[], outcome: Outcome): Promise<void> {
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

  /** Lets the lane go on although the deed has no good end; at a stop the next start looks for it. */
  async #release(rows: readonly OutboxRow[]): Promise<void> {
    if (this.#stop.signal.aborted) return;
    const given: Outcome = { kind: "given_up", reason: "what it came to could not be recorded" };
    await this.#settle(rows, given).catch((error: unknown) =>
      this.#parts.log.error({ err: error }, "a lane stands still until the next start"),
    );
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

/** Every channel whose turn is held up waits for this one signal. */
function stopForAll(): AbortController {
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  return stop;
}
