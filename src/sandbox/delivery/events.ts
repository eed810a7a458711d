import { setMaxListeners } from "node:events";
import type { Clock } from "../../lib/clock.ts";
import type { Ids } from "../../lib/ids.ts";
import { chance } from "../faults/chance.ts";
import type { Faults } from "../faults/faults.ts";
import type { AppEvent, AppEventContext, Workspace } from "../workspace/index.ts";
import type { Courier } from "./courier.ts";
import type { Json } from "./json.ts";
import type { FailureReason } from "./transport.ts";

/** Waits before the first, second and third repeat of an event that was not acknowledged. */
const RETRY_AFTER_MS = [0, 60_000, 300_000] as const;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

const RETRY_REASON: Record<FailureReason, string> = {
  timeout: "http_timeout",
  not_connected: "connection_failed",
  connection_closed: "connection_failed",
  connection_failed: "connection_failed",
  http_error: "http_error",
};

export interface EventsOptions {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly workspace: Workspace;
  readonly courier: Courier;
  readonly faults: Faults;
}

/** Sends what happens in the workspace to the app, and again on Slack's schedule while it is not acknowledged. */
export class EventSender {
  readonly #options: EventsOptions;
  readonly #closing = new AbortController();
  readonly #stop: () => void;
  #collected: Promise<void>[] | undefined;
  #count = 0;
  #hour = { startedAt: Number.NEGATIVE_INFINITY, sent: 0, toldAt: Number.NEGATIVE_INFINITY };

  constructor(options: EventsOptions) {
    this.#options = options;
    setMaxListeners(0, this.#closing.signal);
    this.#stop = options.workspace.onAppEvent((event, context) => this.#take(event, context));
  }

  /** Does `act`, then waits until the first attempt of each event that it set going has ended. */
  async during<T>(act: () => T): Promise<T> {
    const attempts: Promise<void>[] = [];
    this.#collected = attempts;
    try {
      return act();
    } finally {
      this.#collected = undefined;
      await Promise.all(attempts);
    }
  }

  close(): void {
    this.#stop();
    this.#closing.abort();
  }

  #take(event: AppEvent, context: AppEventContext): void {
    if (this.#isOverCap()) return;
    const number = ++this.#count;
    const payload = this.#envelope(event, context, number);
    const { extraCopies = 0, delayMs, seed = 0, share = 1 } = this.#options.faults.eventFaults;
    const isMet = chance(seed, "share", number) < share;
    for (let copy = 0; copy <= (isMet ? extraCopies : 0); copy += 1) {
      const [least, most] = isMet && delayMs ? delayMs : [0, 0];
      this.#start(payload, event, Math.round(least + chance(seed, number, copy) * (most - least)));
    }
  }

  #start(payload: Json, event: AppEvent, delayMs: number): void {
    if (delayMs > 0) {
      const { clock } = this.#options;
      void clock.sleep(delayMs, this.#closing.signal).then(() => this.#attempt(payload, event, 0, ""));
      return;
    }
    const attempt = this.#attempt(payload, event, 0, "");
    this.#collected?.push(attempt);
  }

  async #attempt(payload: Json, event: AppEvent, attempt: number, retryReason: string): Promise<void> {
    if (this.#closing.signal.aborted) return;
    const args = { event_id: payload.event_id, subtype: event.subtype, channel: event.channel, ts: event.ts };
    const label = `event ${event.type}`;
    const { outcome } = await this.#options.courier.send({
      ...{ kind: "events_api", payload, label, by: String(event.user ?? "workspace"), args, attempt, retryReason },
    });
    const waitMs = RETRY_AFTER_MS[attempt];
    if (outcome.kind === "acked" || outcome.noRetry || waitMs === undefined) return;
    void this.#options.clock
      .sleep(waitMs, this.#closing.signal)
      .then(() => this.#attempt(payload, event, attempt + 1, RETRY_REASON[outcome.reason]));
  }

  #envelope(event: AppEvent, context: AppEventContext, number: number): Json {
    const { workspace } = this.#options;
    return {
      token: "sandbox-verification",
      team_id: workspace.team.id,
      context_team_id: workspace.team.id,
      context_enterprise_id: null,
      api_app_id: workspace.app.id,
      event,
      type: "event_callback",
      event_id: `Ev${String(number).padStart(9, "0")}`,
      event_time: context.eventTime,
      authorizations: [
        {
          enterprise_id: null,
          team_id: workspace.team.id,
          user_id: workspace.app.botUserId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: false,
      event_context: `4-${number}`,
    };
  }

  #isOverCap(): boolean {
    const { clock, faults, workspace, courier } = this.#options;
    const now = clock.now();
    if (now - this.#hour.startedAt >= HOUR_MS) {
      this.#hour = { startedAt: now, sent: 0, toldAt: Number.NEGATIVE_INFINITY };
    }
    this.#hour.sent += 1;
    if (this.#hour.sent <= faults.eventCap) return false;
    if (now - this.#hour.toldAt < MINUTE_MS) return true;
    this.#hour.toldAt = now;
    const payload = {
      token: "sandbox-verification",
      type: "app_rate_limited",
      team_id: workspace.team.id,
      minute_rate_limited: Math.floor(now / 1000),
      api_app_id: workspace.app.id,
    };
    void courier.send({ kind: "events_api", payload, label: "app_rate_limited", by: "workspace", args: {} });
    return true;
  }
}
