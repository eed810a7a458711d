export type RequestKind = "event" | "command" | "click" | "submit" | "shortcut" | "suggest";

export interface AckTiming {
  kind: RequestKind;
  /** From the arrival of the request to its acknowledgement, in milliseconds. */
  ms: number;
}

const KEPT = 20_000;

/** Remembers how long the latest requests waited. */
export class AckTimings {
  readonly #latest: AckTiming[] = [];
  #next = 0;

  add(timing: AckTiming): void {
    this.#latest[this.#next] = timing;
    this.#next = (this.#next + 1) % KEPT;
  }

  all(): readonly AckTiming[] {
    return [...this.#latest.slice(this.#next), ...this.#latest.slice(0, this.#next)];
  }
}
