import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import { type App, HTTPModuleFunctions, HTTPReceiver, type Receiver, verifySlackRequest } from "@slack/bolt";
import { Allowances } from "../../../lib/allowances.ts";
import type { Clock } from "../../../lib/clock.ts";
import type { Log } from "../../../lib/log.ts";
import { sourceOf } from "../../../lib/source.ts";
import { quietLogger } from "../quiet-logger.ts";
import { isWhole } from "./payloads.ts";

export interface HttpDoorOptions {
  signingSecret: string;
  port: number;
  host: string;
  path: string;
  sourcePerSecond: () => number;
  fallback: RequestListener | undefined;
  clock: Clock;
  log: Log;
}

const BODY_LIMIT_BYTES = 1_048_576;
const TIMESTAMP_WINDOW_S = 300;
const QUIET_MS = 1_000;
const REQUEST_TIMEOUT_MS = 10_000;
/** Slack's are read in milliseconds; a stranger's might be held open, each with its megabyte. */
const BODIES_AT_ONCE = 100;
const FORM = "application/x-www-form-urlencoded";

type Refusal = { status: 400 | 401 | 405 | 413 | 429; reason: string };

/**
 * Hears Slack over HTTP. What comes in is checked here, before Bolt's receiver sees it: that one accepts timestamps from
 * the future and dies of a signed `null`.
 */
export class HttpDoor implements Receiver {
  readonly #options: HttpDoorOptions;
  readonly #receiver: HTTPReceiver;
  readonly #server: Server;
  readonly #strangers: Allowances;
  /** Of how many requests the body is being read, by source. */
  readonly #reading = new Map<string, number>();
  #saidAt = Number.NEGATIVE_INFINITY;
  #unsaid = 0;

  constructor(options: HttpDoorOptions) {
    this.#options = options;
    this.#receiver = new HTTPReceiver({
      signingSecret: options.signingSecret,
      signatureVerification: false,
      endpoints: options.path,
      processBeforeResponse: true,
      logger: quietLogger(options.log),
    });
    this.#strangers = new Allowances({ clock: options.clock, most: options.sourcePerSecond, perMs: 1_000 });
    const timeouts = { requestTimeout: REQUEST_TIMEOUT_MS, connectionsCheckingInterval: REQUEST_TIMEOUT_MS / 2 };
    this.#server = createServer(timeouts, (request, response) => this.#route(request, response));
  }

  get isOpen(): boolean {
    return this.#server.listening;
  }

  get port(): number | undefined {
    const address = this.#server.address();
    return typeof address === "object" && address ? address.port : undefined;
  }

  init(app: App): void {
    this.#receiver.init(app);
  }

  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(this.#options.port, this.#options.host, () => {
        this.#server.off("error", reject);
        resolve();
      });
    });
  }

  stop(): Promise<void> {
    if (!this.#server.listening) return Promise.resolve();
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeIdleConnections();
    });
  }

  #route(request: IncomingMessage, response: ServerResponse): void {
    const path = (request.url ?? "/").split("?", 1)[0];
    if (path === this.#options.path) {
      this.#admit(request, response).catch((error: unknown) => {
        this.#options.log.warn({ err: error }, "a request of Slack was broken off");
        response.destroy();
      });
      return;
    }
    if (this.#options.fallback) this.#options.fallback(request, response);
    else response.writeHead(404).end();
  }

  /** What turns out to come from Slack does not count, so only strangers are ever turned away for coming too often. */
  async #admit(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const source = sourceOf(request.socket.remoteAddress);
    if (this.#strangers.take(source) > 0 || (this.#reading.get(source) ?? 0) >= BODIES_AT_ONCE) {
      this.#refuse(response, { status: 429, reason: "too many from one address" });
      return;
    }
    const body = request.method === "POST" ? await this.#read(request, source) : undefined;
    const refusal = this.#refusalOf(request, body);
    if (refusal) {
      this.#refuse(response, refusal);
      return;
    }
    this.#strangers.giveBack(source);
    this.#receiver.requestListener(request, response);
  }

  async #read(request: IncomingMessage, source: string): Promise<Buffer | "too large"> {
    this.#reading.set(source, (this.#reading.get(source) ?? 0) + 1);
    try {
      return await readBody(request);
    } finally {
      const left = (this.#reading.get(source) ?? 1) - 1;
      if (left > 0) this.#reading.set(source, left);
      else this.#reading.delete(source);
    }
  }

  /** A flood of strangers must not become a flood of lines. */
  #refuse(response: ServerResponse, { status, reason }: Refusal): void {
    const now = this.#options.clock.now();
    this.#unsaid += 1;
    if (Math.abs(now - this.#saidAt) >= QUIET_MS) {
      this.#options.log.warn(
        { status, reason, refused: this.#unsaid },
        "a request to the Slack door was refused; `refused` counts those since the last such line",
      );
      this.#saidAt = now;
      this.#unsaid = 0;
    }
    response.writeHead(status, { connection: "close" }).end();
  }

  #refusalOf(request: IncomingMessage, body: Buffer | "too large" | undefined): Refusal | undefined {
    if (body === undefined) return { status: 405, reason: "not a POST" };
    if (body === "too large") return { status: 413, reason: "more than 1 MB" };
    if (!this.#isSigned(request, body.toString())) return { status: 401, reason: "signature or timestamp" };
    // Bolt compares the whole header with the form type, and reads `rawBody` instead of the stream that is spent.
    if (request.headers["content-type"]?.startsWith(FORM)) request.headers["content-type"] = FORM;
    const buffered = Object.assign(request, { rawBody: body });
    try {
      const parsed: unknown = HTTPModuleFunctions.parseHTTPRequestBody(buffered);
      return isWhole(parsed) ? undefined : { status: 400, reason: "not a payload of Slack" };
    } catch {
      return { status: 400, reason: "not JSON" };
    }
  }

  #isSigned(request: IncomingMessage, body: string): boolean {
    const signature = request.headers["x-slack-signature"];
    const timestamp = Number(request.headers["x-slack-request-timestamp"]);
    const nowMs = this.#options.clock.now();
    const isTimely = Math.abs(nowMs / 1000 - timestamp) <= TIMESTAMP_WINDOW_S;
    if (typeof signature !== "string" || !isTimely) return false;
    try {
      verifySlackRequest({
        signingSecret: this.#options.signingSecret,
        body,
        headers: { "x-slack-signature": signature, "x-slack-request-timestamp": timestamp },
        nowMilliseconds: nowMs,
      });
      return true;
    } catch {
      return false;
    }
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer | "too large"> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= BODY_LIMIT_BYTES) chunks.push(chunk);
  }
  return size > BODY_LIMIT_BYTES ? "too large" : Buffer.concat(chunks);
}
