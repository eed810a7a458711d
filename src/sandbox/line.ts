import type { Clock } from "../lib/clock.ts";
import { parseJson, textOf } from "./delivery/json.ts";
import type { CallLog, LoggedCall } from "./faults/call-log.ts";
import type { Faults } from "./faults/faults.ts";
import { answerOf, type FaultKind, type RawAnswer } from "./faults/rules.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** The answer, or `cut`: the connection breaks without one. */
export type Reply = Answer | "cut";

export interface Passing {
  readonly kind: LoggedCall["kind"];
  readonly method: string;
  readonly by: string;
  /** What the call log shows. */
  readonly args: Readonly<Record<string, unknown>>;
  readonly deed: () => Answer | Promise<Answer>;
  /** Waits on the clock without counting as work under way. */
  readonly hold: (wait: Promise<void>) => Promise<void>;
}

/** The line from the app to the workspace: whatever the app calls is logged here and may go wrong here. */
export class Line {
  readonly #clock: Clock;
  readonly #faults: Faults;
  readonly #calls: CallLog;
  readonly #scopes: () => string;

  constructor(options: { clock: Clock; faults: Faults; calls: CallLog; scopes: () => string }) {
    this.#clock = options.clock;
    this.#faults = options.faults;
    this.#calls = options.calls;
    this.#scopes = options.scopes;
  }

  async pass({ kind, method, by, args, deed, hold }: Passing): Promise<Reply> {
    const end = this.#calls.begin({ kind, method, at: this.#clock.now(), by, args });
    const cut = (fault: FaultKind | "kill"): Reply => {
      end({ status: 0, error: "no_answer", fault });
      return "cut";
    };
    if (await this.#faults.strike("before", method)) return cut("kill");
    const rule = this.#faults.meet(method, textOf(args.channel) || undefined);
    if (rule?.kind === "lost_call") return cut(rule.kind);
    const instead = rule && answerOf(rule, this.#scopes());
    const isDone = !instead || (rule.kind === "server_error" && rule.afterDeed === true);
    const done = isDone ? await deed() : undefined;
    if (isDone && (await this.#faults.strike("after", method))) return cut("kill");
    if (rule?.kind === "lost_answer") return cut(rule.kind);
    if (rule?.kind === "slow") await hold(this.#faults.hold(rule.ms));
    const answer: Answer | undefined = instead ?? done;
    if (!answer) throw new Error(`nothing answered ${method}`);
    end({ status: answer.status, ...errorOf(answer), ...(rule ? { fault: rule.kind } : {}) });
    return answer;
  }
}

function errorOf({ status, body }: Answer | RawAnswer): { error?: string } {
  const said = typeof body === "string" ? parseJson(body) : undefined;
  if (said?.ok === false) return { error: textOf(said.error) };
  return status === 200 ? {} : { error: `http_${status}` };
}
