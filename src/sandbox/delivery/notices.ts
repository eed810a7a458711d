import type { Outcome } from "./transport.ts";

/** What Slack tells a person when the app did not do its part. */
export interface Notice {
  readonly userId: string;
  /** Milliseconds of the sandbox's clock. */
  readonly at: number;
  readonly error: string;
  readonly text: string;
}

/** What failed, as Slack words it to the person. */
export type Failed = "command" | "shortcut" | "action" | "view" | "options";

const TEXT: Record<Failed, (error: string, what: string) => string> = {
  command: (error, what) => `${what} failed with the error "${error}"`,
  shortcut: (_error, what) => `"${what}" did not respond. Try again.`,
  action: () => "This app is not responding. Try again.",
  view: () => "We had some trouble connecting. Try again?",
  options: () => "The options could not be loaded.",
};

/** Slack's word for a failed acknowledgement. */
export function failureCode(outcome: Extract<Outcome, { kind: "failed" }>): string {
  switch (outcome.reason) {
    case "timeout":
      return "operation_timeout";
    case "http_error":
      return "http_service_error";
    case "not_connected":
    case "connection_closed":
    case "connection_failed":
      return "dispatch_failed";
  }
}

/** The sentence that the person reads. */
export const failureText = (failed: Failed, error: string, what: string): string => TEXT[failed](error, what);
