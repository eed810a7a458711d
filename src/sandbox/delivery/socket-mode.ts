import { setMaxListeners } from "node:events";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import type { Clock } from "../../lib/clock.ts";
import type { Ids } from "../../lib/ids.ts";
import { type Json, parseJson } from "./json.ts";
import { ACK_DEADLINE_MS, type Delivery, type Outcome, type Transport } from "./transport.ts";

/** Slack closes the eleventh connection of an app. */
const MAX_SOCKETS = 10;
/** A ticket from `apps.connections.open` that nobody used by then is void. */
const TICKET_TTL_MS = 30_000;
/** Wall time between the pings that keep a connection known to be alive. */
const PING_INTERVAL_MS = 10_000;
/** How long a socket stays open after its `warning`. */
const WARNING_MS = 10_000;

interface Connection {
  readonly socket: WebSocket;
  /** Still open but told to go: gets nothing new. */
  isLeaving: boolean;
  /** Open on paper, dead in truth: nothing goes in or out. */
  isHalfOpen: boolean;
}

interface Pending {
  readonly connection: Connection;
  finish(outcome: Outcome): void;
}

export interface SocketModeOptions {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly appId: string;
  readonly onActivity: () => void;
}

/** The server side of Socket Mode: tickets, `hello`, envelopes over up to ten sockets in turn, acknowledgements. */
export class SocketModeServer implements Transport {
  readonly #options: SocketModeOptions;
  readonly #server = new WebSocketServer({ noServer: true, perMessageDeflate: false, autoPong: false });
  readonly #tickets = new Map<string, number>();
  readonly #connections = new Set<Connection>();
  readonly #pending = new Map<string, Pending>();
  readonly #closing = new AbortController();
  #turn = 0;

  constructor(options: SocketModeOptions) {
    this.#options = options;
    setMaxListeners(0, this.#closing.signal);
  }

  /** Makes a one-use ticket for a new connection. */
  ticket(): string {
    const ticket = this.#options.ids.next();
    this.#tickets.set(ticket, this.#options.clock.now() + TICKET_TTL_MS);
    return ticket;
  }

  /** How many sockets are ready to take a payload. */
  get connected(): number {
    return this.#open().length;
  }

  /** Takes over an HTTP upgrade; a missing, used or old ticket is refused. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const ticket = new URL(request.url ?? "/", "http://sandbox").searchParams.get("ticket") ?? "";
    const expiresAt = this.#tickets.get(ticket);
    this.#tickets.delete(ticket);
    if (expiresAt === undefined || expiresAt < this.#options.clock.now()) {
      socket.end("HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (webSocket) => this.#welcome(webSocket));
  }

  deliver(delivery: Delivery): Promise<Outcome> {
    const open = this.#open();
    const connection = open[this.#turn++ % Math.max(1, open.length)];
    if (!connection) return Promise.resolve({ kind: "failed", reason: "not_connected" });
    return this.#send(connection, delivery);
  }

  /** A routine refresh of every connection (or the n-th): a warning, then `refresh_requested` and the end. */
  async refresh(options: { only?: number; warn?: boolean } = {}): Promise<void> {
    const { clock } = this.#options;
    const leaving = this.#open().filter((_, index) => options.only === undefined || options.only === index);
    if (options.warn) {
      for (const { socket } of leaving) socket.send(disconnectMessage("warning"));
      await clock.sleep(WARNING_MS, this.#closing.signal);
    }
    for (const connection of leaving) {
      connection.isLeaving = true;
      connection.socket.send(disconnectMessage("refresh_requested"));
    }
  }

  /** Cuts every connection (or the n-th) without a word, as a broken network does. */
  drop(only?: number): void {
    const all = [...this.#connections].filter((_, index) => only === undefined || only === index);
    for (const { socket } of all) socket.terminate();
  }

  /** Leaves connections open while nothing passes any more, in either direction. */
  halfOpen(): void {
    for (const connection of this.#open()) connection.isHalfOpen = true;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.drop();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #open(): Connection[] {
    return [...this.#connections].filter(({ socket, isLeaving }) => !isLeaving && socket.readyState === socket.OPEN);
  }

  #welcome(socket: WebSocket): void {
    const connection: Connection = { socket, isLeaving: false, isHalfOpen: false };
    socket.on("error", () => socket.terminate());
    if (this.#open().length >= MAX_SOCKETS) {
      socket.send(disconnectMessage("too_many_websockets"));
      socket.close();
      return;
    }
    this.#connections.add(connection);
    const isAlive = () => socket.readyState === socket.OPEN && !connection.isHalfOpen;
    const pings = setInterval(() => isAlive() && socket.ping(), PING_INTERVAL_MS);
    pings.unref();
    socket.on("ping", (data) => isAlive() && socket.pong(data));
    socket.on("message", (data) => isAlive() && this.#hear(data));
    socket.on("close", () => {
      clearInterval(pings);
      this.#forget(connection);
    });
    socket.send(JSON.stringify(this.#hello()));
    socket.ping();
    this.#options.onActivity();
  }

  #hello(): Json {
    return {
      type: "hello",
      num_connections: this.#connections.size,
      debug_info: { host: "applink-sandbox", build_number: 1, approximate_connection_time: 18_060 },
      connection_info: { app_id: this.#options.appId },
    };
  }

  #hear(data: RawData): void {
    this.#options.onActivity();
    const message = parseJson(data.toString());
    const pending = typeof message?.envelope_id === "string" && this.#pending.get(message.envelope_id);
    if (!pending) return;
    const payload = message?.payload;
    const isEmpty = typeof payload !== "object" || payload === null || Object.keys(payload).length === 0;
    pending.finish({ kind: "acked", body: isEmpty ? undefined : { ...payload } });
  }

  #forget(connection: Connection): void {
    this.#connections.delete(connection);
    for (const pending of [...this.#pending.values()]) {
      if (pending.connection === connection) pending.finish({ kind: "failed", reason: "connection_closed" });
    }
    this.#options.onActivity();
  }

  #send(connection: Connection, delivery: Delivery): Promise<Outcome> {
    const { clock, ids } = this.#options;
    const envelopeId = ids.next();
    return new Promise((resolve) => {
      const timer = new AbortController();
      const finish = (outcome: Outcome) => {
        if (!this.#pending.delete(envelopeId)) return;
        timer.abort();
        resolve(outcome);
      };
      this.#pending.set(envelopeId, { connection, finish });
      void clock.sleep(ACK_DEADLINE_MS, timer.signal).then(() => finish({ kind: "failed", reason: "timeout" }));
      if (!connection.isHalfOpen) connection.socket.send(JSON.stringify(envelope(envelopeId, delivery)));
    });
  }
}

function envelope(envelopeId: string, delivery: Delivery): Json {
  const isEvent = delivery.kind === "events_api";
  return {
    envelope_id: envelopeId,
    payload: delivery.payload,
    type: delivery.kind === "options" ? "interactive" : delivery.kind,
    accepts_response_payload: !isEvent,
    ...(isEvent ? { retry_attempt: delivery.attempt, retry_reason: delivery.retryReason } : {}),
  };
}

const disconnectMessage = (reason: string): string =>
  JSON.stringify({ type: "disconnect", reason, debug_info: { host: "applink-sandbox" } });
