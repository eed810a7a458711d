/** An unacknowledged payload holds time still only while the app may be working on it: afterwards its deadline must be able to pass. */
const PATIENCE_MS = 200;
const PATIENCE_POLLS = 500;

/** Knows whether anything is under way between workspace and app. */
export class Activity {
  #busy = 0;
  #awaited = 0;
  #held = 0;
  #polls = 0;
  #touchedAt = 0;

  /** Answers that are kept back on the clock at this moment. */
  get held(): number {
    return this.#held;
  }

  /** Waits with an answer without being busy meanwhile. */
  async holding(wait: Promise<void>): Promise<void> {
    this.#held += 1;
    await wait;
    this.#held -= 1;
  }

  /** Something happened on a line, so the app may have work. */
  touch(): void {
    this.#polls = 0;
    this.#touchedAt = performance.now();
  }

  /** Marks work of the sandbox itself; call the result when it ends. */
  begin(): () => void {
    this.touch();
    this.#busy += 1;
    return once(() => {
      this.#busy -= 1;
      this.touch();
    });
  }

  /** Marks a payload that waits for the app's acknowledgement; call the result when it came or is out of time. */
  await(): () => void {
    this.touch();
    this.#awaited += 1;
    return once(() => {
      this.#awaited -= 1;
      this.touch();
    });
  }

  isIdle(): boolean {
    if (this.#busy > 0) return false;
    if (this.#awaited === 0) return true;
    this.#polls += 1;
    return this.#polls > PATIENCE_POLLS && performance.now() - this.#touchedAt > PATIENCE_MS;
  }
}

function once(deed: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    deed();
  };
}
