import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import type { Log } from "../../../src/lib/log.ts";

/** What a broken Slack does with one request. */
export type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

export const answer =
  (body: object | string, status = 200, headers: Record<string, string> = {}): Behaviour =>
  (_request, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };

export const loseAnswer: Behaviour = (request) => request.socket.destroy();

export const neverAnswer: Behaviour = () => undefined;

/** A server that misbehaves as told, method by method; it counts what reached it. */
export class Wire {
  readonly calls: string[] = [];
  readonly bodies: URLSearchParams[] = [];
  readonly #behaviours = new Map<string, Behaviour[]>();
  readonly #server = createServer((request, response) => this.#serve(request, response));

  /** What the next calls of a method meet, one after another; the last one stays. */
  on(method: string, ...behaviours: Behaviour[]): void {
    this.#behaviours.set(method, behaviours);
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${this.port}/api/`;
  }

  get port(): number {
    const address = this.#server.address();
    if (!isListening(address)) throw new Error("not listening");
    return address.port;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = (request.url ?? "").split("/").at(-1) ?? "";
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    this.calls.push(method);
    this.bodies.push(new URLSearchParams(Buffer.concat(chunks).toString()));
    const planned = this.#behaviours.get(method) ?? [];
    const behaviour = planned.length > 1 ? planned.shift() : planned[0];
    (behaviour ?? answer({ ok: false, error: "unknown_method" }))(request, response);
  }
}

function isListening(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === "object" && address !== null;
}

/** A log whose lines a test can read. */
export function recordedLog(): { log: Log; lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: "info", base: null }, { write: (line: string) => lines.push(JSON.parse(line)) });
  return { log, lines };
}

/** Lets everything happen that needs no time to pass. */
export async function until(claim: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + 5_000;
  while (!claim()) {
    if (performance.now() > giveUpAt) throw new Error("it never came true");
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
