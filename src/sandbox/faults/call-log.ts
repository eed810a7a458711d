import type { FaultKind } from "./rules.ts";

/** One exchange with the app, in the order in which they began. */
export interface LoggedCall {
  readonly number: number;
  /** `api`: the app called a method; `delivery`: the sandbox sent a payload; `response_url`: the app answered by URL; `file`: it moved a file. */
  readonly kind: "api" | "delivery" | "response_url" | "file";
  /** The API method, or what was delivered: `event message`, `command /incident`, `block_actions`; else `response_url`, `upload`, `download`. */
  readonly method: string;
  /** Milliseconds of the sandbox's clock. */
  readonly at: number;
  /** Who set it going: `bot`, `app` (app-level token), `nobody` (no valid token), or a person's name. */
  readonly by: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** HTTP status, or 0 when there was no reply. */
  status: number;
  error?: string;
  fault?: FaultKind | "kill" | "down";
  /** Wall time until the answer or acknowledgement. */
  ms: number;
  done: boolean;
}

export type CallListener = (call: LoggedCall) => void;

/** What passed between app and workspace; observers hear of each call when it begins and when it ends. */
export class CallLog {
  readonly #calls: LoggedCall[] = [];
  readonly #listeners = new Set<CallListener>();

  all(): readonly LoggedCall[] {
    return this.#calls;
  }

  /** Web API calls, of one method when it is named. */
  api(method?: string): LoggedCall[] {
    return this.#calls.filter((call) => call.kind === "api" && (method === undefined || call.method === method));
  }

  deliveries(method?: string): LoggedCall[] {
    return this.#calls.filter((call) => call.kind === "delivery" && (method === undefined || call.method === method));
  }

  clear(): void {
    this.#calls.length = 0;
  }

  onCall(listener: CallListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Notes the beginning; the returned function notes the end. */
  begin(
    call: Pick<LoggedCall, "kind" | "method" | "at" | "by" | "args">,
  ): (end: Pick<LoggedCall, "status" | "error" | "fault">) => LoggedCall {
    const startedAt = performance.now();
    const logged: LoggedCall = { ...call, number: this.#calls.length + 1, status: 0, ms: 0, done: false };
    this.#calls.push(logged);
    this.#tell(logged);
    return (end) => {
      Object.assign(logged, end, { ms: performance.now() - startedAt, done: true });
      this.#tell(logged);
      return logged;
    };
  }

  #tell(call: LoggedCall): void {
    for (const listener of this.#listeners) listener(call);
  }
}
