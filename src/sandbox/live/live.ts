import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Director } from "./director.ts";
import type { LiveParts, Shared } from "./parts.ts";
import { Reads } from "./reads.ts";
import { Switches } from "./switches.ts";
import { Viewer } from "./viewer.ts";
import type { Push } from "./wire.ts";

const TELL_TIME_EVERY_MS = 1000;
/** A picture as text, with some room. */
const LONGEST_REQUEST = 16 * 1024 * 1024;

/** The live feed of the page, at `/live?as=dana`: each window hears what its person may see, as it happens. */
export class Live {
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: LONGEST_REQUEST });
  readonly #shared: Shared;
  readonly #viewers = new Map<WebSocket, Viewer>();
  #director: Director | undefined;
  #stopDirecting: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: LiveParts) {
    const all = () => [...this.#viewers.values()];
    this.#shared = {
      ...parts,
      reads: new Reads(),
      switches: new Switches(parts.faults, parts.setRateLimits, parts.isRateLimited),
      director: () => this.#director,
      onRead: (userId, channelId) => {
        for (const viewer of all()) if (viewer.eyes.id === userId) viewer.takeRead(channelId);
      },
      onFaults: () => {
        for (const viewer of all()) viewer.takeStage("faults");
      },
    };
    parts.workspace.onChange((change) => {
      for (const viewer of all()) viewer.take(change);
    });
  }

  /** Hands the scenario bar and the app's switch to somebody. */
  useDirector(director: Director): void {
    this.#stopDirecting?.();
    this.#director = director;
    this.#stopDirecting = director.onChange(() => {
      for (const viewer of this.#viewers.values()) viewer.takeStage("stage");
    });
  }

  /** Takes over an HTTP upgrade; another site's page, or somebody unknown, is refused. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const name = new URL(request.url ?? "/", "http://sandbox").searchParams.get("as") ?? "";
    const user = this.#shared.workspace.people.named(name);
    if (!isOwnPage(request) || !user || user.isBot || user.deleted) {
      socket.end(
        `HTTP/1.1 ${user ? "403 Forbidden" : "404 Not Found"}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`,
      );
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (webSocket) => this.#welcome(webSocket, user.id));
  }

  /** Ends every window's connection; they come back by themselves while the port is open. */
  drop(): void {
    for (const socket of this.#viewers.keys()) socket.terminate();
  }

  close(): void {
    this.#stopDirecting?.();
    clearInterval(this.#timer);
    this.drop();
    this.#server.close();
  }

  #welcome(socket: WebSocket, userId: string): void {
    const send = (push: Push) => {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(push));
    };
    const viewer = new Viewer(userId, this.#shared, send);
    this.#viewers.set(socket, viewer);
    this.#timer ??= setInterval(() => this.#tellTime(), TELL_TIME_EVERY_MS).unref();
    socket.on("message", (data) => void viewer.hear(data.toString()));
    socket.on("error", () => socket.terminate());
    socket.on("close", () => {
      this.#viewers.delete(socket);
      viewer.close();
    });
    viewer.greet();
  }

  #tellTime(): void {
    for (const viewer of this.#viewers.values()) viewer.tellTime();
  }
}

const LOCAL = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** Browsers let any site open a socket to this machine: only the page itself, under a local name, is let in. */
export function isOwnPage({ headers }: IncomingMessage): boolean {
  const { host = "", origin } = headers;
  return LOCAL.test(host) && (origin === undefined || origin === `http://${host}`);
}
