import type { Clock } from "../../lib/clock.ts";
import type { CallLog } from "../faults/call-log.ts";
import type { Activity } from "./activity.ts";
import type { Json } from "./json.ts";
import type { Delivery, DeliveryKind, Outcome, Transport } from "./transport.ts";

export interface CourierOptions {
  readonly clock: Clock;
  readonly activity: Activity;
  readonly calls: CallLog;
  readonly transport: () => Transport;
}

export interface Sent {
  readonly outcome: Outcome;
  /** Until the acknowledgement or the failure: the longer of wall time and the sandbox's time. */
  readonly ackMs: number;
}

export interface Parcel {
  readonly kind: DeliveryKind;
  readonly payload: Json;
  /** What the call log shows: `event message`, `command /incident`, `block_actions`. */
  readonly label: string;
  readonly by: string;
  readonly args: Json;
  readonly attempt?: number;
  readonly retryReason?: string;
}

/** Carries one payload to the app by whichever transport is in use, and logs what came of it. */
export class Courier {
  readonly #options: CourierOptions;

  constructor(options: CourierOptions) {
    this.#options = options;
  }

  async send(parcel: Parcel): Promise<Sent> {
    const { clock, activity, calls, transport } = this.#options;
    const { kind, payload, label, by, args, attempt = 0, retryReason = "" } = parcel;
    const end = calls.begin({ kind: "delivery", method: label, at: clock.now(), by, args: { ...args, attempt } });
    const release = activity.await();
    const [clockStart, wallStart] = [clock.now(), performance.now()];
    const delivery: Delivery = { kind, payload, attempt, retryReason };
    const outcome = await transport().deliver(delivery);
    release();
    const isAcked = outcome.kind === "acked";
    end({ status: isAcked ? 200 : 0, ...(isAcked ? {} : { error: outcome.reason }) });
    return { outcome, ackMs: Math.max(performance.now() - wallStart, clock.now() - clockStart) };
  }
}
