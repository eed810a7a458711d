import { type SlackAnswer, SlackCallError, type SlackFailure } from "./failures.ts";
import { RateLimits } from "./rate-limits.ts";
import { isAlreadyDone } from "./refusals.ts";
import { createTransport, type TransportOptions } from "./transport.ts";

const TIMEOUT_MS = 10_000;
/** A token that Slack refuses is mended by people: one call a minute finds out. */
const MENDING_MS = 60_000;
/** Answers on its own account, so that the start may ask again. */
const WHO_AM_I = "auth.test";

/** Calls Slack for background work: one attempt, no waiting, a failure that says what may be done next. */
export interface SlackCaller {
  /**
   * Calls a method of the Web API; rejects with a SlackCallError, for a minute without asking where the token is refused. `channel` is the channel whose rate it uses.
   * What Slack refuses because it is done already counts as done, with the code in `already_done`.
   */
  call(method: string, args: object, options?: { channel?: string | undefined }): Promise<SlackAnswer>;
  /** When a call may be made (epoch milliseconds), or undefined when it may be made now. */
  pausedUntil(method: string, channel?: string): number | undefined;
}

export function createSlackCaller(options: TransportOptions): SlackCaller {
  const transport = createTransport(options, TIMEOUT_MS);
  const { clock, log } = options;
  const limits = new RateLimits(clock);
  let refusal: { readonly failure: SlackFailure; readonly untilMs: number } | undefined;
  const refusedToken = (method: string, failure: SlackFailure & { kind: "refused" }) => {
    refusal = { failure, untilMs: clock.now() + MENDING_MS };
    const { code } = failure;
    log.error({ method, code }, "Slack refuses the token; put a good SLACK_BOT_TOKEN in its place and restart");
  };
  return {
    pausedUntil: (method, channel) => limits.pausedUntil(method, channel),
    async call(method, args, { channel } = {}) {
      if (refusal && method !== WHO_AM_I) {
        if (clock.now() < refusal.untilMs) throw new SlackCallError(method, refusal.failure);
        // This call finds out for all the others.
        refusal = { ...refusal, untilMs: clock.now() + MENDING_MS };
      }
      const untilMs = limits.pausedUntil(method, channel);
      if (untilMs !== undefined) throw new SlackCallError(method, { kind: "rate_limited", untilMs });
      const answered = await transport(method, args);
      switch (answered.kind) {
        case "answered":
          refusal = undefined;
          return answered.answer;
        case "rate_limited":
          throw new SlackCallError(method, {
            kind: "rate_limited",
            untilMs: limits.pause(method, channel, answered.retryAfterMs),
          });
        case "refused":
          if (isAlreadyDone(method, answered.code)) return { ok: true, already_done: answered.code };
          if (answered.meaning === "auth" && method !== WHO_AM_I) refusedToken(method, answered);
          throw new SlackCallError(method, answered);
        case "in_doubt":
        case "unreachable":
          throw new SlackCallError(method, answered);
      }
    },
  };
}
