import type { RefusalMeaning } from "./refusals.ts";

/** Why a call to Slack failed, and so what may be done about it. */
export type SlackFailure =
  /** Not done; a call before `untilMs` (epoch milliseconds) is not made at all. */
  | { kind: "rate_limited"; untilMs: number }
  /** Perhaps done: the answer was lost, late, broken or a server error. */
  | { kind: "in_doubt"; reason: string }
  /** Surely not done: no connection came about. */
  | { kind: "unreachable"; reason: string }
  /** Surely not done: Slack said no. */
  | {
      kind: "refused";
      code: string;
      meaning: RefusalMeaning;
      needed?: string;
      details: readonly string[];
      answer: SlackAnswer;
    };

/** What Slack answered; parse with zod what you need of it. */
export type SlackAnswer = Readonly<Record<string, unknown>>;

/** A call to Slack that did not succeed. */
export class SlackCallError extends Error {
  readonly method: string;
  readonly failure: SlackFailure;

  constructor(method: string, failure: SlackFailure) {
    super(`${method}: ${describe(failure)}`);
    this.name = "SlackCallError";
    this.method = method;
    this.failure = failure;
  }
}

/** The code with which Slack refused, or undefined when something else happened. */
export function refusalCode(error: unknown): string | undefined {
  if (!(error instanceof SlackCallError) || error.failure.kind !== "refused") return undefined;
  return error.failure.code;
}

/** Slack said no for good: not because of the token, and not because it had a bad moment. */
export function isRefused(error: unknown): boolean {
  if (!(error instanceof SlackCallError) || error.failure.kind !== "refused") return false;
  return error.failure.meaning !== "auth" && error.failure.meaning !== "passing";
}

function describe(failure: SlackFailure): string {
  switch (failure.kind) {
    case "rate_limited":
      return `rate limited until ${new Date(failure.untilMs).toISOString()}`;
    case "in_doubt":
      return `perhaps done (${failure.reason})`;
    case "unreachable":
      return `Slack not reached (${failure.reason})`;
    case "refused":
      return [failure.code, failure.needed && `needs ${failure.needed}`, ...failure.details].filter(Boolean).join(", ");
  }
}
