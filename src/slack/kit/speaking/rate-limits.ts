import type { Clock } from "../../../lib/clock.ts";

interface Pause {
  untilMs: number;
  lengthMs: number;
}

/** Slack counts these for each channel, everything else for the whole workspace. https://docs.slack.dev/apis/web-api/rate-limits */
const PER_CHANNEL = new Set(["chat.postMessage"]);

/** Remembers until when Slack wants no call of a method, in a channel or anywhere. */
export class RateLimits {
  readonly #clock: Clock;
  readonly #pauses = new Map<string, Pause>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** When the call may be made (epoch milliseconds), or undefined when it may be made now. */
  pausedUntil(method: string, channel: string | undefined): number | undefined {
    const ends = [this.#endOf(keyOf(method, undefined)), this.#endOf(keyOf(method, channel))];
    const latest = Math.max(...ends.map((end) => end ?? 0));
    return latest === 0 ? undefined : latest;
  }

  /** Notes Slack's Retry-After; gives the moment at which it ends. */
  pause(method: string, channel: string | undefined, lengthMs: number): number {
    const untilMs = this.#clock.now() + lengthMs;
    this.#pauses.set(keyOf(method, channel), { untilMs, lengthMs });
    return untilMs;
  }

  #endOf(key: string): number | undefined {
    const pause = this.#pauses.get(key);
    if (!pause) return undefined;
    const now = this.#clock.now();
    // A clock that was put back would make the pause longer than Slack asked for.
    pause.untilMs = Math.min(pause.untilMs, now + pause.lengthMs);
    if (pause.untilMs > now) return pause.untilMs;
    this.#pauses.delete(key);
    return undefined;
  }
}

function keyOf(method: string, channel: string | undefined): string {
  return channel && PER_CHANNEL.has(method) ? `${method} ${channel}` : method;
}
