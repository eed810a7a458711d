import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import type { Activity } from "./delivery/activity.ts";
import type { SocketModeServer } from "./delivery/socket-mode.ts";
import type { Reply } from "./line.ts";
import { isPagePath, type Live, pageFile } from "./live/index.ts";
import type { Incoming, Routes } from "./routes.ts";

const HOST = "127.0.0.1";
const LONGEST_BODY = 64 * 1024 * 1024;

export interface ServerParts {
  readonly activity: Activity;
  readonly sockets: SocketModeServer;
  readonly routes: Routes;
  readonly live: Live;
  /** The workspace's time, which every answer tells. */
  readonly now: () => number;
}

/** A request as it comes in, its body perhaps still on the way. */
export interface Asked extends Omit<Incoming, "hold" | "body"> {
  readonly body: Buffer | Promise<Buffer>;
}

const isControlPath = (path: string): boolean => path.startsWith("/control/");

/** The one port of the workspace: Web API, Socket Mode, response URLs, files, the control API and the page. */
export class SandboxServer {
  readonly #server: Server;
  #parts: ServerParts | undefined;
  #port = 0;
  #isCut = false;
  #isClosed = false;

  constructor() {
    this.#server = createServer((request, response) => void this.#serve(request, response));
    this.#server.keepAliveTimeout = 60_000;
    this.#server.on("upgrade", (request, socket: Duplex, head: Buffer) => this.#upgrade(request, socket, head));
  }

  /** Starts to listen and gives the address, such as `http://127.0.0.1:40123`. */
  async listen(port: number): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, HOST, resolve);
    });
    this.#port = portOf(this.#server.address());
    return `http://${HOST}:${this.#port}`;
  }

  /** Answers from now on with these parts; before, every request is cut. */
  serve(parts: ServerParts): void {
    this.#parts = parts;
  }

  /** Takes the whole workspace off the line; returns how to bring it back. */
  async goDown(how: "refuse" | "reset"): Promise<() => Promise<void>> {
    this.#parts?.sockets.drop();
    this.#isCut = true;
    if (how === "reset") {
      this.#server.closeAllConnections();
      return async () => {
        this.#isCut = false;
      };
    }
    this.#parts?.live.drop();
    await this.#stop();
    return async () => {
      if (this.#isClosed) return;
      this.#isCut = false;
      await this.listen(this.#port);
    };
  }

  /** Answers one request, whichever way it came; `cut` when the line is broken. */
  async answer({ body, ...request }: Asked): Promise<Reply> {
    const parts = this.#parts;
    if (!parts || !this.#isReachable(request.path)) return "cut";
    // Control calls wait for the app, so they are no work of the sandbox's own.
    let release = isControlPath(request.path) ? () => {} : parts.activity.begin();
    const hold = async (wait: Promise<void>) => {
      release();
      await parts.activity.holding(wait);
      release = parts.activity.begin();
    };
    try {
      const reply = await parts.routes.handle({ ...request, body: await body, hold });
      // An outage that began meanwhile takes the answer with it.
      return this.#isReachable(request.path) ? reply : "cut";
    } finally {
      release();
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#isCut = true;
    this.#parts?.live.close();
    if (this.#server.listening) await this.#stop();
  }

  async #stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", () => socket.destroy());
    if (request.url?.startsWith("/live") && this.#parts) {
      this.#parts.live.upgrade(request, socket, head);
      return;
    }
    if (this.#isCut || !this.#parts || !request.url?.startsWith("/link/")) {
      socket.destroy();
      return;
    }
    this.#parts.sockets.upgrade(request, socket, head);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://sandbox");
    if (isPagePath(url.pathname)) {
      const { status, headers, body } = await pageFile(url.pathname);
      response.writeHead(status, headers).end(body);
      return;
    }
    if (!this.#isReachable(url.pathname)) {
      request.socket.destroy();
      return;
    }
    try {
      const verb = request.method ?? "GET";
      const { pathname: path, searchParams: query } = url;
      const reply = await this.answer({ verb, path, query, headers: headersOf(request), body: bodyOf(request) });
      if (reply === "cut") request.socket.destroy();
      else {
        if (this.#parts) response.setHeader("date", new Date(this.#parts.now()).toUTCString());
        response.writeHead(reply.status, reply.headers);
        response.end(reply.body);
      }
    } catch (error) {
      if (response.headersSent || response.destroyed) return;
      response.writeHead(500, { "content-type": "text/plain; charset=utf-8" });
      response.end(`the sandbox failed: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }

  #isReachable(path: string): boolean {
    return this.#parts !== undefined && (!this.#isCut || isControlPath(path));
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("the sandbox has no port");
  return address.port;
}

const headersOf = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > LONGEST_BODY) throw new Error("the request body is too large");
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
