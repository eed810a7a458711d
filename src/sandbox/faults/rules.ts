/** What goes wrong with a Web API call. `methods` and `channel` narrow it down, `times` and `forMs` end it. */
export type FaultRule = FaultScope & FaultDeed;

interface FaultScope {
  readonly methods?: readonly string[];
  /** Channel id: only calls whose `channel` it is. */
  readonly channel?: string;
  readonly times?: number;
  /** Milliseconds of the sandbox's clock. */
  readonly forMs?: number;
}

type FaultDeed =
  | { readonly kind: "rate_limited"; readonly retryAfterSec: number }
  | { readonly kind: "server_error"; readonly status?: number; readonly afterDeed?: boolean }
  /** The deed is done at once, the answer comes after `ms` of the sandbox's clock. */
  | { readonly kind: "slow"; readonly ms: number }
  /** Done, but the connection breaks before the reply. */
  | { readonly kind: "lost_answer" }
  /** The connection breaks before anything is done. */
  | { readonly kind: "lost_call" }
  | { readonly kind: "error"; readonly error: string; readonly extra?: Readonly<Record<string, unknown>> }
  | { readonly kind: "unknown_method" }
  | { readonly kind: "missing_scope"; readonly needed: string };

export type FaultKind = FaultRule["kind"];

/** Shares of calls (0 to 1) that go wrong by seed. */
export interface Chaos {
  readonly seed: number;
  readonly methods?: readonly string[];
  readonly rateLimited?: number;
  readonly retryAfterSec?: number;
  readonly serverError?: number;
  readonly serverErrorAfterDeed?: number;
  readonly slow?: number;
  readonly slowMs?: number;
  readonly lostAnswer?: number;
  readonly lostCall?: number;
}

/** What happens to events on their way: copies beside the first, and a delay drawn by seed (thus a new order). */
export interface EventFaults {
  readonly seed?: number;
  readonly extraCopies?: number;
  /** Least and most, in milliseconds of the sandbox's clock. */
  readonly delayMs?: readonly [number, number];
  /** Share of events (0 to 1) that this happens to; all unless told. */
  readonly share?: number;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const json = (status: number, body: Record<string, unknown>, headers: Record<string, string> = {}): RawAnswer => ({
  status,
  headers: { "content-type": "application/json; charset=utf-8", ...headers },
  body: JSON.stringify(body),
});

/** What a rule answers in place of the method's own answer, or undefined when it leaves the answer alone. */
export function answerOf(rule: FaultRule, provided: string): RawAnswer | undefined {
  switch (rule.kind) {
    case "rate_limited":
      return json(429, { ok: false, error: "ratelimited" }, { "retry-after": String(rule.retryAfterSec) });
    case "server_error":
      return {
        status: rule.status ?? 503,
        headers: { "content-type": "text/html" },
        body: "<html>Server Error</html>",
      };
    case "error":
      return json(200, { ok: false, error: rule.error, ...rule.extra });
    case "unknown_method":
      return json(200, { ok: false, error: "unknown_method" });
    case "missing_scope":
      return json(200, { ok: false, error: "missing_scope", needed: rule.needed, provided });
    case "slow":
    case "lost_answer":
    case "lost_call":
      return undefined;
  }
}
