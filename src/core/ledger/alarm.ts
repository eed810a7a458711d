import type { TimerRow } from "../../db/rows.ts";
import type { Store } from "../../db/store.ts";
import type { Clock } from "../../lib/clock.ts";
import type { Log } from "../../lib/log.ts";
import type { Ledger } from "./ledger.ts";
import type { BareIncident } from "./slice.ts";

export interface AlarmParts<Incident extends BareIncident> {
  readonly store: Store;
  readonly ledger: Ledger<Incident>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Looks at least this often, so that a clock that was set by hand is noticed. */
const TICK_MS = 1_000;

/** Fires timers when they are due; those that came due while the bot was away fire together. */
export class Alarm<Incident extends BareIncident> {
  readonly #parts: AlarmParts<Incident>;
  readonly #stop = new AbortController();
  readonly #tickMs: number;
  #wake = new AbortController();
  #isLooking = false;
  #nextAt: number | undefined;
  #running: Promise<void> | undefined;

  /** A `tickMs` of Infinity suits a clock that is moved by hand. */
  constructor(parts: AlarmParts<Incident>, tickMs = TICK_MS) {
    this.#parts = parts;
    this.#tickMs = tickMs;
  }

  start(): void {
    this.#parts.ledger.onStored(({ hasTimers }) => hasTimers && this.#wake.abort());
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.#wake.abort();
    await this.#running;
  }

  isIdle(): boolean {
    const isDue = this.#nextAt !== undefined && this.#nextAt <= this.#parts.clock.now();
    return !this.#isLooking && !this.#wake.signal.aborted && !isDue;
  }

  async #run(): Promise<void> {
    const { clock, store, log } = this.#parts;
    while (!this.#stop.signal.aborted) {
      this.#wake = new AbortController();
      this.#isLooking = true;
      try {
        await this.#fireDue(await store.dueTimers(clock.now()));
        this.#nextAt = await store.nextTimerAt();
      } catch (error) {
        log.error({ err: error }, "due timers could not be fired; trying again");
        this.#nextAt = clock.now() + TICK_MS;
      }
      this.#isLooking = false;
      const untilNext = this.#nextAt === undefined ? Number.MAX_SAFE_INTEGER : Math.max(0, this.#nextAt - clock.now());
      await clock.sleep(Math.min(untilNext, this.#tickMs), this.#wake.signal);
    }
  }

  async #fireDue(due: readonly TimerRow[]): Promise<void> {
    const incidentIds = new Set(due.map((timer) => timer.incidentId));
    const fired = [...incidentIds].map((incidentId) => {
      const timers = due.filter((timer) => timer.incidentId === incidentId);
      const named = timers.map(({ key, kind, dueAt }) => ({ key, kind, at: dueAt }));
      return this.#parts.ledger.fire(incidentId, named);
    });
    await Promise.all(fired);
  }
}
