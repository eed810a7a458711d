/** What came of a request; neither what was sent nor the address is part of it, for both may hold secrets. */
export type Answer =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly text: string;
      readonly retryAfter: string | undefined;
    }
  /** Nobody got it: no name, no connection, a certificate that does not hold. */
  | { readonly kind: "unreachable"; readonly reason: string }
  /** It may have been taken all the same. */
  | { readonly kind: "in_doubt"; readonly reason: string };

export interface Letter {
  /** POST unless told. */
  readonly method?: "GET" | "PATCH" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, as it goes over the wire; absent in a question. */
  readonly body?: string;
}

/** Sends JSON and gives what came back; never rejects. */
export type Post = (letter: Letter) => Promise<Answer>;

/** More of an answer than this is not read, unless somebody asks for it. */
const MOST_BYTES = 16_384;
const TIME_LIMIT_MS = 10_000;

/** Codes of failures before the request could have been understood by anybody. */
const UNREACHED =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_.*|CERT_.*|DEPTH_ZERO_.*|SELF_SIGNED_.*|UNABLE_TO_.*)$/;

/** A poster with a time limit that follows no redirect and reads no more of an answer than it needs. */
export const poster =
  (timeLimitMs = TIME_LIMIT_MS, mostBytes = MOST_BYTES): Post =>
  async ({ method = "POST", url, headers, body }) => {
    try {
      const response = await fetch(url, {
        method,
        redirect: "manual",
        headers: { "content-type": "application/json", "user-agent": "Sitrep", ...headers },
        ...(body !== undefined && { body }),
        signal: AbortSignal.timeout(timeLimitMs),
      });
      const text = await beginningOf(response, mostBytes);
      return {
        kind: "answered",
        status: response.status,
        text,
        retryAfter: response.headers.get("retry-after") ?? undefined,
      };
    } catch (error) {
      return failureOf(error);
    }
  };

async function beginningOf({ body }: Response, mostBytes: number): Promise<string> {
  if (!body) return "";
  const reader = body.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  while (size < mostBytes) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    size += value.byteLength;
  }
  await reader.cancel();
  return Buffer.concat(parts).subarray(0, mostBytes).toString("utf8");
}

function failureOf(error: unknown): Answer {
  if (error instanceof DOMException && error.name === "TimeoutError") {
    return { kind: "in_doubt", reason: "no answer in time" };
  }
  const code = codeOf(error);
  return { kind: UNREACHED.test(code) ? "unreachable" : "in_doubt", reason: code };
}

/** fetch says "fetch failed"; why stands in its cause, or in one of several for several addresses. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === "object" && cause !== null && "code" in cause ? cause.code : undefined;
  return typeof code === "string" ? code : "the connection failed";
}
