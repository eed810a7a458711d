import { type SlackAnswer, SlackCallError } from "./failures.ts";
import { RateLimits } from "./rate-limits.ts";
import { isAlreadyDone } from "./refusals.ts";
import { createTransport, type TransportOptions } from "./transport.ts";

const TIMEOUT_MS = 10_000;

/** Calls Slack for background work: one attempt, no waiting, a failure that says what may be done next. */
export interface SlackCaller {
  /**
   * Calls a method of the Web API; rejects with a SlackCallError. `channel` is the channel whose rate it uses.
   * What Slack refuses because it is done already counts as done, with the code in `already_done`.
   */
  call(method: string, args: object, options?: { channel?: string | undefined }): Promise<SlackAnswer>;
  /** When a call may be made (epoch milliseconds), or undefined when it may be made now. */
  pausedUntil(method: string, channel?: string): number | undefined;
}

export function createSlackCaller(options: TransportOptions): SlackCaller {
  const transport = createTransport(options, TIMEOUT_MS);
  const limits = new RateLimits(options.clock);
  return {
    pausedUntil: (method, channel) => limits.pausedUntil(method, channel),
    async call(method, args, { channel } = {}) {
      const untilMs = limits.pausedUntil(method, channel);
      if (untilMs !== undefined) throw new SlackCallError(method, { kind: "rate_limited", untilMs });
      const answered = await transport(method, args);
      switch (answered.kind) {
        case "answered":
          return answered.answer;
        case "rate_limited":
          throw new SlackCallError(method, {
            kind: "rate_limited",
            untilMs: limits.pause(method, channel, answered.retryAfterMs),
          });
        case "refused":
          if (isAlreadyDone(method, answered.code)) return { ok: true, already_done: answered.code };
          throw new SlackCallError(method, answered);
        case "in_doubt":
        case "unreachable":
          throw new SlackCallError(method, answered);
      }
    },
  };
}
