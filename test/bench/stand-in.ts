import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

/** Who connects is known by its app token: `xapp-<name>`. */
export const appTokenOf = (name: string): string => `xapp-${name}-0123456789`;

const PING_MS = 5_000;

interface Call {
  readonly method: string;
  readonly body: URLSearchParams;
}

/** As little of Slack as a contestant needs, so that what is measured is the contestant. */
export class StandIn {
  /** How long every call takes. */
  delayMs = 0;
  onCall: ((call: Call) => void) | undefined;
  onAnswered: ((call: Call) => void) | undefined;
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  readonly #links = new Map<string, WebSocket[]>();
  readonly #waiting = new Map<string, () => void>();
  readonly #pinging: NodeJS.Timeout;
  #next = 0;
  #made = 0;

  private constructor() {
    this.#server = createServer((request, response) => this.#serve(request, response));
    this.#server.on("upgrade", (request, socket, head) => {
      const name = new URL(request.url ?? "/", "http://stand-in").searchParams.get("name") ?? "";
      this.#sockets.handleUpgrade(request, socket, head, (link) => this.#connect(name, link));
    });
    this.#pinging = setInterval(() => {
      for (const link of [...this.#links.values()].flat()) link.ping();
    }, PING_MS);
  }

  static async start(): Promise<StandIn> {
    const standIn = new StandIn();
    await new Promise<void>((resolve) => standIn.#server.listen(0, "127.0.0.1", resolve));
    return standIn;
  }

  get apiUrl(): string {
    return `http://127.0.0.1:${addressOf(this.#server).port}/api/`;
  }

  /** Resolves when this contestant hears. */
  async connected(name: string): Promise<void> {
    while ((this.#links.get(name) ?? []).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /** Sends over Socket Mode; resolves with the acknowledgement. `body` is JSON text. */
  send(name: string, type: string, body: string): Promise<void> {
    const links = this.#links.get(name) ?? [];
    const link = links[this.#next % links.length];
    if (!link) throw new Error(`${name} is not connected`);
    const id = `e${this.#next++}`;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      link.send(
        `{"envelope_id":"${id}","type":"${type}","accepts_response_payload":${type === "slash_commands"},"retry_attempt":0,"retry_reason":"","payload":${body}}`,
      );
    });
  }

  async stop(): Promise<void> {
    clearInterval(this.#pinging);
    for (const link of [...this.#links.values()].flat()) link.terminate();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #connect(name: string, link: WebSocket): void {
    this.#links.set(name, [...(this.#links.get(name) ?? []), link]);
    link.on("close", () =>
      this.#links.set(
        name,
        (this.#links.get(name) ?? []).filter((other) => other !== link),
      ),
    );
    link.on("message", (data) => {
      // `{"envelope_id":"e12",…`: reading more would measure the stand-in.
      const text = String(data);
      const id = text.slice(16, text.indexOf('"', 16));
      const resolve = this.#waiting.get(id);
      this.#waiting.delete(id);
      resolve?.();
    });
    link.send('{"type":"hello","num_connections":1,"connection_info":{"app_id":"A1"}}');
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const method = (request.url ?? "").split("/").at(-1) ?? "";
    const call = { method, body: new URLSearchParams(Buffer.concat(chunks).toString()) };
    this.onCall?.(call);
    const answer = JSON.stringify({ ok: true, ...this.#answer(call, request) });
    if (this.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, this.delayMs));
    response.writeHead(200, { "content-type": "application/json" }).end(answer);
    this.onAnswered?.(call);
  }

  #answer({ method, body }: Call, request: IncomingMessage): object {
    switch (method) {
      case "apps.connections.open": {
        const name = /xapp-(.*)-\d+$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
        return { url: `ws://127.0.0.1:${addressOf(this.#server).port}/link/?name=${encodeURIComponent(name)}` };
      }
      case "auth.test":
        return {
          url: "https://acme.slack.com/",
          team: "Acme",
          team_id: "T1",
          user: "bot",
          user_id: "UBOT",
          bot_id: "BBOT",
        };
      case "conversations.create":
        return { channel: { id: `CNEW${this.#made++}`, name: body.get("name") } };
      case "chat.postMessage":
        return { channel: body.get("channel"), ts: `${1_800_000_000 + this.#made++}.000100` };
      case "users.info":
        return { user: { id: body.get("user"), name: "dana", tz: "UTC", profile: { display_name: "Dana" } } };
      case "conversations.history":
      case "conversations.replies":
        return { messages: [] };
      case "conversations.members":
        return { members: [] };
      case "conversations.list":
        return { channels: [] };
      case "canvases.create":
        return { canvas_id: "F1" };
      case "conversations.open":
        return { channel: { id: "D1" } };
      default:
        return {};
    }
  }
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the stand-in does not listen");
  return address;
}
