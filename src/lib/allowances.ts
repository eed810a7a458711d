import type { Clock } from "./clock.ts";

export interface AllowancesOptions {
  clock: Clock;
  /** So many at once, and so many again in each `perMs`; asked each time, as it may change. */
  most: () => number;
  perMs: number;
  /** Of how many keys is remembered what they used; beyond that the one that was quiet for longest begins anew. */
  keys?: number;
}

const KEYS = 10_000;

/** How often each key (a person, an address) may do something: a bucket for each, all in one small table. */
export class Allowances {
  readonly #options: Required<AllowancesOptions>;
  /** When the bucket of a key will be full again, in epoch milliseconds; the one that was quiet for longest first. */
  readonly #fullAt = new Map<string, number>();

  constructor(options: AllowancesOptions) {
    this.#options = { keys: KEYS, ...options };
  }

  get size(): number {
    return this.#fullAt.size;
  }

  /** Takes one; gives 0, or the milliseconds until there is one again. */
  take(key: string): number {
    const { perMs } = this.#options;
    const most = this.#options.most();
    const now = this.#options.clock.now();
    const fullAt = this.#of(key, now) + perMs / most;
    const waitMs = Math.ceil(fullAt - now - perMs);
    if (waitMs > 0) return waitMs;
    this.#keep(key, fullAt);
    return 0;
  }

  /** Gives back what was taken for something that should not count. */
  giveBack(key: string): void {
    const { perMs, clock } = this.#options;
    const most = this.#options.most();
    const fullAt = this.#of(key, clock.now()) - perMs / most;
    if (fullAt > clock.now()) this.#fullAt.set(key, fullAt);
    else this.#fullAt.delete(key);
  }

  /** A clock that was set back must not lock anybody out. */
  #of(key: string, now: number): number {
    const fullAt = this.#fullAt.get(key) ?? now;
    return fullAt > now + this.#options.perMs ? now : Math.max(fullAt, now);
  }

  #keep(key: string, fullAt: number): void {
    this.#fullAt.delete(key);
    this.#fullAt.set(key, fullAt);
    if (this.#fullAt.size <= this.#options.keys) return;
    const [quietest] = this.#fullAt.keys();
    if (quietest !== undefined) this.#fullAt.delete(quietest);
  }
}
