import { SocketModeReceiver } from "@slack/bolt";
import type { SocketModeClient } from "@slack/socket-mode";
import type { Clock } from "../../../lib/clock.ts";
import type { Log } from "../../../lib/log.ts";
import { quietLogger } from "../quiet-logger.ts";
import { type Classified, classify } from "../speaking/classify.ts";

export interface SocketLinkOptions {
  appToken: string;
  apiUrl: string;
  clock: Clock;
  log: Log;
  onOpen(): void;
  onClose(): void;
}

const OPEN_TIMEOUT_MS = 5_000;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 5_000;
/** A refused token is mended by people, not by asking again. */
const REFUSED_DELAY_MS = 60_000;
/** A connection that ends sooner counts as a failed attempt, else the two of us would spin. */
const SHORT_LIVED_MS = 5_000;

/**
 * One Socket Mode connection that comes back by itself. The stock client's own reconnecting is off: it waits five
 * seconds after a routine refresh and gives up when Slack cannot be reached.
 */
export class SocketLink {
  readonly receiver: SocketModeReceiver;
  readonly #options: SocketLinkOptions;
  readonly #client: SocketModeClient;
  readonly #stopped = new AbortController();
  #isOpen = false;
  #running: Promise<void> | undefined;

  constructor(options: SocketLinkOptions) {
    this.#options = options;
    const { signal } = this.#stopped;
    this.receiver = new SocketModeReceiver({
      appToken: options.appToken,
      logger: quietLogger(options.log),
      autoReconnectEnabled: false,
      installerOptions: {
        clientOptions: {
          slackApiUrl: options.apiUrl,
          retryConfig: { retries: 0 },
          rejectRateLimitedCalls: true,
          timeout: OPEN_TIMEOUT_MS,
          fetch: (url, init) =>
            fetch(url, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, signal]) : signal }),
        },
      },
    });
    this.#client = this.receiver.client;
    surviveMessages(this.#client, options.log);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Resolves with the first connection, rejects when Slack refuses the app token; goes on connecting until `stop`. */
  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#running = this.#stayConnected(resolve, reject);
    });
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#client.disconnect();
    await this.#running;
  }

  async #stayConnected(onFirst: () => void, onRefused: (error: unknown) => void): Promise<void> {
    const { clock, log } = this.#options;
    const { signal } = this.#stopped;
    let hasBeenOpen = false;
    let failures = 0;
    while (!signal.aborted) {
      const openedAt = clock.now();
      const ended = await this.#connectOnce(() => {
        hasBeenOpen = true;
        onFirst();
      });
      if (signal.aborted) break;
      if (isRefusal(ended) && !hasBeenOpen) return onRefused(ended.error);
      const isShortLived = clock.now() - openedAt < SHORT_LIVED_MS;
      failures = ended === undefined && !isShortLived ? 0 : failures + 1;
      if (ended) log.warn({ err: ended.error }, "no connection to Slack; trying again");
      await clock.sleep(delayAfter(ended, failures), signal);
    }
    await this.#client.disconnect();
    onFirst();
  }

  /** Gives undefined when a connection came about and ended, else why it did not come about. */
  async #connectOnce(onOpen: () => void): Promise<{ error: unknown } | undefined> {
    const closed = new Promise<void>((resolve) => this.#client.once("disconnected", () => resolve()));
    try {
      await this.#client.start();
    } catch (error) {
      return { error };
    }
    if (!this.#stopped.signal.aborted) {
      this.#isOpen = true;
      onOpen();
      this.#options.onOpen();
      await closed;
      this.#isOpen = false;
      this.#options.onClose();
    }
    return undefined;
  }
}

/** socket-mode 3.1 lets an envelope that it does not understand end the process. */
function surviveMessages(client: SocketModeClient, log: Log): void {
  const stock = client.listeners("ws_message");
  client.removeAllListeners("ws_message");
  client.on("ws_message", async (data: unknown, isBinary: boolean) => {
    const readable = withInnerEvent(data);
    for (const listener of stock) {
      try {
        await listener.call(client, readable, isBinary);
      } catch (error) {
        log.warn({ err: error }, "an envelope of Slack could not be read");
      }
    }
  });
}

/** `app_rate_limited` comes as an event without an event; under its own name the stock client passes it on. */
function withInnerEvent(data: unknown): unknown {
  if (typeof data !== "string" || !data.includes("app_rate_limited")) return data;
  try {
    const envelope = JSON.parse(data);
    const isBare = envelope?.payload?.type === "app_rate_limited" && envelope.payload.event === undefined;
    return isBare ? JSON.stringify({ ...envelope, type: "app_rate_limited" }) : data;
  } catch {
    return data;
  }
}

function reasonOf(ended: { error: unknown } | undefined): Classified | undefined {
  return ended && classify(ended.error);
}

function isRefusal(ended: { error: unknown } | undefined): ended is { error: unknown } {
  const reason = reasonOf(ended);
  return reason?.kind === "refused" && reason.meaning !== "passing";
}

function delayAfter(ended: { error: unknown } | undefined, failures: number): number {
  const reason = reasonOf(ended);
  if (reason?.kind === "rate_limited") return reason.retryAfterMs;
  if (isRefusal(ended)) return REFUSED_DELAY_MS;
  if (failures === 0) return 0;
  return Math.min(FIRST_DELAY_MS * 2 ** (failures - 1), LONGEST_DELAY_MS);
}
