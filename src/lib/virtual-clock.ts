import type { Clock } from "./clock.ts";

interface Sleeper {
  readonly wakeAt: number;
  readonly order: number;
  wake(): void;
}

/** Says when nothing is under way any more, so that time may move on. */
export type Settle = () => Promise<void>;

/** A clock that stands still until told to move; sleepers wake in the order of their time. */
export class VirtualClock implements Clock {
  #now: number;
  #order = 0;
  readonly #sleepers = new Set<Sleeper>();

  constructor(startMs: number) {
    this.#now = startMs;
  }

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const sleeper: Sleeper = {
        wakeAt: this.#now + Math.max(0, ms),
        order: this.#order++,
        wake: () => {
          this.#sleepers.delete(sleeper);
          signal?.removeEventListener("abort", sleeper.wake);
          resolve();
        },
      };
      this.#sleepers.add(sleeper);
      signal?.addEventListener("abort", sleeper.wake, { once: true });
    });
  }

  /** When the next sleeper wakes, or undefined when nobody sleeps. */
  nextWakeAt(): number | undefined {
    return this.#next()?.wakeAt;
  }

  /** Sets the time without waking anybody: a clock that was put forward or back by hand. */
  jump(toMs: number): void {
    this.#now = toMs;
  }

  /** Moves time on by `ms`, waking sleepers one instant at a time and letting `settle` finish what each set going. */
  async advance(ms: number, settle: Settle): Promise<void> {
    const until = this.#now + ms;
    await settle();
    for (let next = this.#next(); next && next.wakeAt <= until; next = this.#next()) {
      this.#now = Math.max(this.#now, next.wakeAt);
      this.#wakeDue();
      await settle();
    }
    this.#now = Math.max(this.#now, until);
  }

  #wakeDue(): void {
    const due = [...this.#sleepers].filter((sleeper) => sleeper.wakeAt <= this.#now).sort(byTime);
    for (const sleeper of due) sleeper.wake();
  }

  #next(): Sleeper | undefined {
    return [...this.#sleepers].sort(byTime)[0];
  }
}

const byTime = (a: Sleeper, b: Sleeper) => a.wakeAt - b.wakeAt || a.order - b.order;
