import type { Clock } from "../../lib/clock.ts";
import { type SlackAnswer, SlackCallError, type SlackCaller } from "../kit/index.ts";

const RETRY_MS = 5_000;
/** A token is mended by people. */
const MENDING_MS = 60_000;

/** Reading was stopped before it was done. */
export class StoppedError extends Error {}

/** Asks Slack as long as it takes: waits where Slack limits us or is away, gives up only where Slack says no. */
export class PatientReader {
  readonly #caller: SlackCaller;
  readonly #clock: Clock;
  readonly #stopped: AbortSignal;
  #waiting = 0;
  #asking = 0;

  constructor(caller: SlackCaller, clock: Clock, stopped: AbortSignal) {
    this.#caller = caller;
    this.#clock = clock;
    this.#stopped = stopped;
  }

  /** True while it only waits for its time. */
  get isWaiting(): boolean {
    return this.#waiting > 0;
  }

  /** How many calls Slack has not answered yet. */
  get asking(): number {
    return this.#asking;
  }

  /** Rejects with the SlackCallError of a refusal, or with StoppedError. */
  async call(method: string, args: object, channel: string): Promise<SlackAnswer> {
    for (;;) {
      if (this.#stopped.aborted) throw new StoppedError();
      try {
        return await this.#ask(method, args, channel);
      } catch (error) {
        await this.#pause(waitMs(error, this.#clock.now()));
      }
    }
  }

  async #ask(method: string, args: object, channel: string): Promise<SlackAnswer> {
    this.#asking += 1;
    try {
      return await this.#caller.call(method, args, { channel });
    } finally {
      this.#asking -= 1;
    }
  }

  async #pause(ms: number): Promise<void> {
    this.#waiting += 1;
    await this.#clock.sleep(ms, this.#stopped);
    this.#waiting -= 1;
  }
}

/** How long to wait before asking again; throws what waiting does not mend. */
function waitMs(error: unknown, now: number): number {
  if (!(error instanceof SlackCallError)) throw error;
  const { failure } = error;
  if (failure.kind === "rate_limited") return failure.untilMs - now;
  if (failure.kind === "refused" && failure.meaning === "auth") return MENDING_MS;
  if (failure.kind === "refused" && failure.meaning !== "passing") throw error;
  return RETRY_MS;
}
