import type { Clock } from "../../../lib/clock.ts";
import type { Log } from "../../../lib/log.ts";

const FRESH_MS = 5 * 60_000;
const RETRY_AFTER_MS = 60_000;
/** A person who waits for a form does not wait longer than this. */
const PATIENCE_MS = 1_000;

/** An answer of Slack, five minutes old at most as long as Slack answers; without any, undefined. */
export class Remembered<T> {
  readonly #parts: { clock: Clock; log: Log; look: () => Promise<T> };
  #value: T | undefined;
  #askAgainAt = 0;
  #asking: Promise<void> | undefined;

  constructor(parts: { clock: Clock; log: Log; look: () => Promise<T> }) {
    this.#parts = parts;
  }

  async get(): Promise<T | undefined> {
    if (this.#parts.clock.now() < this.#askAgainAt) return this.#value;
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    const answered = new AbortController();
    await Promise.race([this.#asking, this.#parts.clock.sleep(PATIENCE_MS, answered.signal)]);
    answered.abort();
    return this.#value;
  }

  async #ask(): Promise<void> {
    const { clock, log, look } = this.#parts;
    try {
      this.#value = await look();
      this.#askAgainAt = clock.now() + FRESH_MS;
    } catch (error) {
      log.warn({ err: error }, "Slack does not say who is in a user group or channel that the policy names");
      this.#askAgainAt = clock.now() + RETRY_AFTER_MS;
    }
  }
}
