import { setMaxListeners } from "node:events";
import { type IncomingHttpHeaders, request } from "node:http";
import type { Clock } from "../../lib/clock.ts";
import { type Json, parseJson } from "./json.ts";
import { signatureHeaders } from "./signature.ts";
import { ACK_DEADLINE_MS, type Delivery, type Outcome, type Transport } from "./transport.ts";

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface HttpTransportOptions {
  readonly clock: Clock;
  readonly signingSecret: string;
  readonly appUrl: string;
}

/** Sends payloads to an app's request URL, signed as Slack signs them. */
export class HttpTransport implements Transport {
  readonly #options: HttpTransportOptions;
  readonly #closing = new AbortController();

  constructor(options: HttpTransportOptions) {
    this.#options = options;
    setMaxListeners(0, this.#closing.signal);
  }

  async deliver(delivery: Delivery): Promise<Outcome> {
    const isEvent = delivery.kind === "events_api";
    const headers: Record<string, string> = {};
    if (delivery.attempt > 0) {
      headers["x-slack-retry-num"] = String(delivery.attempt);
      headers["x-slack-retry-reason"] = delivery.retryReason;
    }
    const body = isEvent ? JSON.stringify(delivery.payload) : formBody(delivery);
    const type = isEvent ? "application/json" : "application/x-www-form-urlencoded";
    const answer = await this.#post(body, { ...headers, "content-type": type });
    if (answer === "timeout") return { kind: "failed", reason: "timeout" };
    if (answer === "connection_failed") return { kind: "failed", reason: "connection_failed" };
    if (answer.status < 200 || answer.status >= 300) {
      return { kind: "failed", reason: "http_error", noRetry: answer.headers["x-slack-no-retry"] === "1" };
    }
    return { kind: "acked", body: parseJson(answer.body) ?? (answer.body || undefined) };
  }

  /** Asks the app to prove that it owns its URL; true when it returns the challenge. */
  async verifyUrl(challenge: string): Promise<boolean> {
    const body = JSON.stringify({ token: "sandbox-verification", challenge, type: "url_verification" });
    const answer = await this.#post(body, { "content-type": "application/json" });
    if (typeof answer === "string" || answer.status !== 200) return false;
    return parseJson(answer.body)?.challenge === challenge || answer.body === challenge;
  }

  async close(): Promise<void> {
    this.#closing.abort();
  }

  async #post(body: string, headers: Record<string, string>): Promise<Answer | "timeout" | "connection_failed"> {
    const { clock, signingSecret, appUrl } = this.#options;
    const abort = new AbortController();
    const onClose = () => abort.abort();
    this.#closing.signal.addEventListener("abort", onClose, { once: true });
    const timer = new AbortController();
    const deadline = clock.sleep(ACK_DEADLINE_MS, timer.signal).then(() => "timeout" as const);
    const signed = { ...headers, ...signatureHeaders(signingSecret, clock.now(), body) };
    const sent = send(appUrl, body, signed, abort.signal).catch(() => "connection_failed" as const);
    const first = await Promise.race([sent, deadline]);
    abort.abort();
    timer.abort();
    this.#closing.signal.removeEventListener("abort", onClose);
    return first;
  }
}

function formBody(delivery: Delivery): string {
  if (delivery.kind !== "slash_commands") {
    return new URLSearchParams({ payload: JSON.stringify(delivery.payload) }).toString();
  }
  return new URLSearchParams(textFields(delivery.payload)).toString();
}

const textFields = (payload: Json): Record<string, string> =>
  Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]));

function send(url: string, body: string, headers: Record<string, string>, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sizes = { "content-length": String(Buffer.byteLength(body)) };
    const agent = "Slackbot 1.0 (+https://api.slack.com/robots)";
    const outgoing = request(url, {
      method: "POST",
      headers: { ...headers, ...sizes, "user-agent": agent },
      agent: false,
      signal,
    });
    outgoing.on("error", reject);
    outgoing.on("response", (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", reject);
      incoming.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text });
      });
    });
    outgoing.end(body);
  });
}
