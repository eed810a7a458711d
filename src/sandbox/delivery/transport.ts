import type { Json } from "./json.ts";

export type DeliveryKind = "events_api" | "slash_commands" | "interactive" | "options";

/** One payload on its way to the app, with the attempt that this is. */
export interface Delivery {
  readonly kind: DeliveryKind;
  readonly payload: Json;
  readonly attempt: number;
  readonly retryReason: string;
}

/** What came of an attempt: `acked` carries the acknowledgement's body, `failed` Slack's word for the failure. */
export type Outcome =
  | { readonly kind: "acked"; readonly body: Json | string | undefined }
  | { readonly kind: "failed"; readonly reason: FailureReason; readonly noRetry?: boolean };

export type FailureReason = "timeout" | "not_connected" | "connection_closed" | "connection_failed" | "http_error";

/** A way to the app: Socket Mode or HTTP. An attempt ends within the acknowledgement deadline. */
export interface Transport {
  deliver(delivery: Delivery): Promise<Outcome>;
  close(): Promise<void>;
}

/** Slack waits this long for an acknowledgement. */
export const ACK_DEADLINE_MS = 3000;
