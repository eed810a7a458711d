import { WebClient } from "@slack/web-api";
import type { Clock } from "../../../lib/clock.ts";
import type { Log } from "../../../lib/log.ts";
import { quietLogger } from "../quiet-logger.ts";
import { type Classified, classify } from "./classify.ts";
import type { SlackAnswer } from "./failures.ts";

export interface TransportOptions {
  token: string;
  /** Ends with a slash, such as "https://slack.com/api/". */
  apiUrl: string;
  clock: Clock;
  log: Log;
}

export type Answered = { kind: "answered"; answer: SlackAnswer } | Classified;

/** Makes one call and waits at most `timeoutMs`; never rejects. */
export type Transport = (method: string, args: object) => Promise<Answered>;

const CONCURRENCY = 200;

/** A web client without queueing, pausing and retrying of its own, whose failures are sorted. */
export function createTransport(options: TransportOptions, timeoutMs: number): Transport {
  const client = new WebClient(options.token, {
    slackApiUrl: options.apiUrl,
    logger: quietLogger(options.log),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    maxRequestConcurrency: CONCURRENCY,
    timeout: timeoutMs,
    allowAbsoluteUrls: false,
  });
  const noteMissing = missingNoter(options.log);
  return async (method, args) => {
    const answered = new AbortController();
    const call: Promise<Answered> = client.apiCall(method, { ...args }).then(
      (answer) => ({ kind: "answered", answer: { ...answer } }),
      (error: unknown) => noteMissing(method, classify(error)),
    );
    const late: Promise<Answered> = options.clock
      .sleep(timeoutMs, answered.signal)
      .then(() => ({ kind: "in_doubt", reason: "no answer in time" }));
    try {
      return await Promise.race([call, late]);
    } finally {
      answered.abort();
    }
  };
}

/** Says once of each method that this Slack lacks it or that the app may not use it, so that somebody can mend it. */
function missingNoter(log: Log) {
  const said = new Set<string>();
  return (method: string, failed: Classified): Classified => {
    if (failed.kind !== "refused" || failed.meaning !== "optional-missing") return failed;
    const { code, needed } = failed;
    const name = `${method} ${code} ${needed}`;
    if (!said.has(name)) log.warn({ method, code, needed }, "this Slack does not do that for us; going on without");
    said.add(name);
    return failed;
  };
}
