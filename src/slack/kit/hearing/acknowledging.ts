import type { App } from "@slack/bolt";
import type { Clock } from "../../../lib/clock.ts";
import type { Log } from "../../../lib/log.ts";
import { kindOf } from "./payloads.ts";
import type { AckTimings } from "./timings.ts";

type Received = Parameters<App["processEvent"]>[0];

/** Slack has told the person that the app failed; an answer would be lost. */
export class TooLateError extends Error {}

/** Slack waits three seconds; the rest is for the way. */
const DEADLINE_MS = 2_900;

export interface AcknowledgingOptions {
  clock: Clock;
  log: Log;
  timings: AckTimings;
  onRequest(body: unknown): void;
}

/**
 * Makes Bolt acknowledge an event after its listeners resolved instead of before: what was not stored is sent again by
 * Slack. Counts what is under way.
 */
export class Acknowledging {
  readonly #options: AcknowledgingOptions;
  readonly #underWay = new Set<Promise<void>>();

  constructor(options: AcknowledgingOptions) {
    this.#options = options;
  }

  get isIdle(): boolean {
    return this.#underWay.size === 0;
  }

  /** Resolves when the requests that are under way now are done. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#underWay);
  }

  wrap(app: App): void {
    const stock = app.processEvent.bind(app);
    app.processEvent = (received) => {
      this.#options.onRequest(received.body);
      const processing = this.#process(received, stock)
        .catch((error: unknown) => this.#notStored(error, received))
        .finally(() => this.#underWay.delete(processing));
      this.#underWay.add(processing);
      return processing;
    };
  }

  async #process(received: Received, stock: App["processEvent"]): Promise<void> {
    const { log } = this.#options;
    const kind = kindOf(received.body);
    if (kind === "app_rate_limited") {
      log.warn({}, "Slack holds back events of this workspace; what was missed is read later");
      return received.ack();
    }
    const answering = this.#answering(received);
    if (kind === "event") {
      await stock({ ...received, ack: async () => undefined });
      return answering.ack().catch((error: unknown) => this.#unacknowledged(error, received));
    }
    await stock({ ...received, ack: answering.ack });
    if (answering.isTried()) return;
    // Buttons that only open a link are clicks too, and Slack wants them acknowledged.
    if (kind === "click" || kind === "view_closed") return answering.ack();
    log.warn({ kind }, "nobody listens to this request");
  }

  #answering(received: Received) {
    const { clock, timings } = this.#options;
    const arrivedAt = clock.now();
    const started = performance.now();
    const kind = kindOf(received.body);
    let isTried = false;
    return {
      isTried: () => isTried,
      ack: async (response?: unknown): Promise<void> => {
        isTried = true;
        if (clock.now() - arrivedAt > DEADLINE_MS) throw new TooLateError("the acknowledgement is too late");
        await received.ack(response);
        if (kind === undefined || kind === "url_verification" || kind === "view_closed") return;
        if (kind !== "app_rate_limited") timings.add({ kind, ms: performance.now() - started });
      },
    };
  }

  #notStored(error: unknown, { body }: Received): never {
    this.#options.log.error({ err: error, kind: kindOf(body), eventId: body.event_id }, "a request was not stored");
    throw error;
  }

  /** The event is stored; Slack sends it again, and it is known then. */
  #unacknowledged(error: unknown, received: Received): void {
    this.#options.log.debug({ err: error, eventId: received.body.event_id }, "an event could not be acknowledged");
  }
}
