import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Allowances } from "../../lib/allowances.ts";
import type { Clock } from "../../lib/clock.ts";
import type { Log } from "../../lib/log.ts";
import { sourceOf } from "../../lib/source.ts";
import { type Answer, json, type Route } from "./route.ts";

export interface ListenerParts {
  /** Asked in this order; each keeps what it remembers for as long as the listener. */
  readonly routes: readonly Route[];
  readonly clock: Clock;
  readonly log: Log;
  /** Requests of one address in a second. */
  readonly sourcePerSecond: () => number;
}

/** What a browser may do with what we send: nothing but show it. */
const SAFE: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "x-frame-options": "DENY",
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

/** Answers whatever the routes know. An answer that the asker has already is not sent again. */
export function httpListener(parts: ListenerParts) {
  const strangers = new Allowances({ clock: parts.clock, most: parts.sourcePerSecond, perMs: 1_000 });
  return (request: IncomingMessage, response: ServerResponse): void => {
    request.resume();
    void answerOf(parts, strangers, request)
      .catch((error: unknown): Answer => {
        parts.log.error({ err: error }, "a request could not be answered");
        return json(500, { error: "something went wrong here; it was logged" });
      })
      .then((answer) => send(request, response, answer));
  };
}

async function answerOf(
  { routes }: ListenerParts,
  strangers: Allowances,
  { url, method, headers, socket }: IncomingMessage,
): Promise<Answer> {
  if (method !== "GET" && method !== "HEAD")
    return json(405, { error: "only GET is answered here" }, { allow: "GET, HEAD" });
  if (strangers.take(sourceOf(socket.remoteAddress)) > 0)
    return json(429, { error: "too many requests; try again in a moment" }, { "retry-after": "1" });
  const asked = `http://here${url ?? "/"}`;
  if (!URL.canParse(asked)) return json(400, { error: "this address cannot be read" });
  for (const route of routes) {
    const answer = await route.answer({ url: new URL(asked), headers });
    if (answer) return answer;
  }
  return json(404, {
    error: `nothing is here; try ${routes.map(({ hint }) => hint).join(", ")}`,
  });
}

function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const etag = `"${createHash("sha256").update(answer.body).digest("base64url").slice(0, 22)}"`;
  const headers = { ...SAFE, "content-type": answer.type, etag, ...answer.headers };
  if (answer.status === 200 && request.headers["if-none-match"] === etag) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(answer.status, { ...headers, "content-length": Buffer.byteLength(answer.body) });
  response.end(request.method === "HEAD" ? undefined : answer.body);
}

/** Serves what no other door serves, for Socket Mode, to this address of the machine or to all. Rejects when the port is taken. */
export function serve(listener: ReturnType<typeof httpListener>, port: number, host?: string): Promise<Server> {
  const server = createServer(listener);
  server.requestTimeout = 30_000;
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host }, () => resolve(server));
  });
}
