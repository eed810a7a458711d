import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from "@slack/web-api";
import { z } from "zod";
import type { SlackFailure } from "./failures.ts";
import { meaningOf } from "./refusals.ts";

/** What went wrong, before anybody knows until when a rate limit lasts. */
export type Classified =
  | Exclude<SlackFailure, { kind: "rate_limited" }>
  | { kind: "rate_limited"; retryAfterMs: number };

/** Slack always says how long; this is for a 429 that does not. */
const UNSAID_RETRY_AFTER_MS = 30_000;

/** No byte of the request can have reached Slack. */
const NEVER_CONNECTED = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENETDOWN",
  "UND_ERR_CONNECT_TIMEOUT",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "CERT_HAS_EXPIRED",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

const refusal = z.object({
  error: z.string(),
  needed: z.string().optional(),
  response_metadata: z
    .object({ messages: z.array(z.string()).optional(), retryAfter: z.number().optional() })
    .optional(),
});

/** Sorts an error of the web client by what it says about the deed: surely not done, or perhaps done. */
export function classify(error: unknown): Classified {
  if (error instanceof WebAPIRateLimitedError) return { kind: "rate_limited", retryAfterMs: error.retryAfter * 1000 };
  if (error instanceof WebAPIPlatformError) return classifyRefusal(error);
  if (error instanceof WebAPIHTTPError) return { kind: "in_doubt", reason: `HTTP ${error.statusCode}` };
  if (error instanceof WebAPIRequestError) return classifyConnection(error.original);
  const reason = error instanceof Error ? error.message : String(error);
  if (reason.startsWith("Retry header did not contain")) {
    return { kind: "rate_limited", retryAfterMs: UNSAID_RETRY_AFTER_MS };
  }
  return classifyConnection(error);
}

function classifyRefusal(error: WebAPIPlatformError): Classified {
  const said = refusal.safeParse(error.data);
  // web-api puts the whole body into `error` when it is no JSON.
  if (!said.success || !/^[a-z0-9_-]{1,80}$/.test(said.data.error)) {
    return { kind: "in_doubt", reason: "an answer that is not Slack's" };
  }
  const { error: code, needed, response_metadata: metadata } = said.data;
  if (code === "ratelimited" || code === "rate_limited") {
    const seconds = metadata?.retryAfter;
    return { kind: "rate_limited", retryAfterMs: seconds === undefined ? UNSAID_RETRY_AFTER_MS : seconds * 1000 };
  }
  return {
    kind: "refused",
    code,
    meaning: meaningOf(code),
    ...(needed && { needed }),
    details: metadata?.messages ?? [],
    answer: { ...error.data },
  };
}

function classifyConnection(error: unknown): Classified {
  const codes = codesOf(error);
  const isNeverConnected = codes.length > 0 && codes.every((code) => NEVER_CONNECTED.has(code));
  const reason = codes[0] ?? (error instanceof Error ? error.name : "unknown");
  return { kind: isNeverConnected ? "unreachable" : "in_doubt", reason };
}

/** fetch hides the socket's error in `cause`, and for a host with several addresses in its `errors`. */
function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.flatMap(codesOf);
  const own = "code" in error && typeof error.code === "string" ? [error.code] : [];
  return own.length > 0 ? own : codesOf(error.cause);
}
