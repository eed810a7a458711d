import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

/** What the bot can say of itself to whoever watches over it. */
export interface Health {
  /** Whether Slack can reach the bot. */
  isConnected(): boolean;
  /** Deeds that wait to be done in Slack. */
  backlog(): Promise<number>;
}

/** Answers `/healthz` (the process lives and its database answers) and `/readyz` (Slack can reach it). */
export function healthListener(health: Health) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    void answer(health, request.url ?? "/", request.method ?? "GET").then(({ status, body }) => {
      response.writeHead(status, { "content-type": "application/json" }).end(`${JSON.stringify(body)}\n`);
    });
  };
}

async function answer(health: Health, url: string, method: string): Promise<{ status: number; body: object }> {
  const pathname = url.split("?", 1)[0];
  if (method !== "GET" && method !== "HEAD") return { status: 405, body: { error: "only GET is answered here" } };
  if (pathname === "/healthz") return healthz(health);
  if (pathname === "/readyz") return readyz(health);
  return { status: 404, body: { error: "nothing is here; try /healthz or /readyz" } };
}

async function healthz(health: Health) {
  try {
    return { status: 200, body: { ok: true, backlog: await health.backlog() } };
  } catch {
    return { status: 503, body: { ok: false, reason: "the database does not answer" } };
  }
}

function readyz(health: Health) {
  return health.isConnected()
    ? { status: 200, body: { ok: true } }
    : { status: 503, body: { ok: false, reason: "not connected to Slack" } };
}

/** Serves health alone, for Socket Mode, which needs no other door. Rejects when the port is taken. */
export function serveHealth(health: Health, port: number): Promise<Server> {
  const server = createServer(healthListener(health));
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, () => resolve(server));
  });
}
