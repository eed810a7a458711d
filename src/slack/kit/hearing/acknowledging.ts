import type { App } from "@slack/bolt";
import type { Clock } from "../../../lib/clock.ts";
import type { Log } from "../../../lib/log.ts";
import type { EventInput } from "./hearing.ts";
import { askedFor, type BodyKind, kindOf, payloads } from "./payloads.ts";
import type { Acknowledge, Switchboard } from "./registering.ts";
import type { AckTimings, RequestKind } from "./timings.ts";

type Received = Parameters<App["processEvent"]>[0];

/** Slack has told the person that the app failed; an answer would be lost. */
export class TooLateError extends Error {}

/** Slack waits three seconds; the rest is for the way. */
const DEADLINE_MS = 2_900;

export interface AcknowledgingOptions {
  clock: Clock;
  log: Log;
  timings: AckTimings;
  switchboard: Pick<Switchboard, "hear" | "listener">;
  /** True for what the bot did itself. */
  isOwn(event: EventInput["event"]): boolean;
  onRequest(body: unknown, kind: BodyKind | undefined): void;
}

/**
 * Takes requests from Bolt's receivers and acknowledges each after its listeners resolved: an event that was not stored
 * is sent again by Slack. Counts what is under way.
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

  /** From now on the app's requests come here instead of to its listeners. */
  wrap(app: App): void {
    app.processEvent = (received) => {
      const kind = kindOf(received.body);
      this.#options.onRequest(received.body, kind);
      const processing = this.#process(received, kind)
        .catch((error: unknown) => this.#notStored(error, received))
        .finally(() => this.#underWay.delete(processing));
      this.#underWay.add(processing);
      return processing;
    };
  }

  async #process(received: Received, kind: BodyKind | undefined): Promise<void> {
    const { log } = this.#options;
    switch (kind) {
      case "app_rate_limited":
        log.warn({}, "Slack holds back events of this workspace; what was missed is read later");
        return received.ack();
      case "event": {
        const ack = this.#acknowledge(received, kind);
        await this.#hear(received.body);
        return ack().catch((error: unknown) => this.#unacknowledged(error, received));
      }
      case undefined:
      case "url_verification":
        log.warn({ kind }, "nobody listens to this request");
        return undefined;
      case "view_closed":
        return received.ack();
      default:
        return this.#answer(received, kind);
    }
  }

  async #hear(body: unknown): Promise<void> {
    const { switchboard, isOwn } = this.#options;
    const input = payloads.event.parse(body);
    if (!isOwn(input.event)) await switchboard.hear(input);
  }

  async #answer(received: Received, kind: Exclude<RequestKind, "event">): Promise<void> {
    const { log, switchboard } = this.#options;
    const asked = askedFor(kind, received.body);
    const listener = asked && switchboard.listener(asked);
    const ack = this.#acknowledge(received, kind);
    if (listener) return listener(received.body, ack);
    // Buttons that only open a link are clicks too, and Slack wants them acknowledged.
    if (kind === "click") return ack();
    log.warn({ kind }, "nobody listens to this request");
  }

  #acknowledge(received: Received, kind: RequestKind): Acknowledge {
    const { clock, timings } = this.#options;
    const arrivedAt = clock.now();
    const started = performance.now();
    return async (response) => {
      if (clock.now() - arrivedAt > DEADLINE_MS) throw new TooLateError("the acknowledgement is too late");
      await received.ack(response);
      timings.add({ kind, ms: performance.now() - started });
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
