import type { Clock } from "../lib/clock.ts";
import type { SandboxApi } from "./api/index.ts";
import { isJson, parseJson, textOf } from "./delivery/json.ts";
import { parseArgs, summary } from "./faults/call-args.ts";
import type { CallLog } from "./faults/call-log.ts";
import type { Faults } from "./faults/faults.ts";
import { answerOf, type FaultRule, type RawAnswer } from "./faults/rules.ts";
import type { Workspace } from "./workspace/index.ts";

export interface ApiRequest {
  readonly method: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Waits on the clock without counting as work under way. */
  readonly hold: (wait: Promise<void>) => Promise<void>;
}

/** The answer, or `cut`: the connection breaks without one. */
export type LineAnswer = RawAnswer | "cut";

/** The line between app and Web API: calls are logged here and may go wrong here. */
export class ApiLine {
  readonly #clock: Clock;
  readonly #workspace: Workspace;
  readonly #api: SandboxApi;
  readonly #faults: Faults;
  readonly #calls: CallLog;

  constructor(options: { clock: Clock; workspace: Workspace; api: SandboxApi; faults: Faults; calls: CallLog }) {
    this.#clock = options.clock;
    this.#workspace = options.workspace;
    this.#api = options.api;
    this.#faults = options.faults;
    this.#calls = options.calls;
  }

  async call(request: ApiRequest): Promise<LineAnswer> {
    const { method, headers, body } = request;
    const args = parseArgs(body, headers["content-type"] ?? "", request.query);
    const token = /^Bearer (\S+)$/i.exec(headers.authorization ?? "")?.[1] ?? (textOf(args.token) || undefined);
    const at = this.#clock.now();
    const end = this.#calls.begin({ kind: "api", method, at, by: this.#caller(token), args: summary(args) });
    const cut = (fault: FaultRule["kind"] | "kill"): LineAnswer => {
      end({ status: 0, error: "no_answer", fault });
      return "cut";
    };
    if (await this.#faults.strike("before", method)) return cut("kill");
    const rule = this.#faults.meet(method, textOf(args.channel) || undefined);
    if (rule?.kind === "lost_call") return cut(rule.kind);
    const instead = rule && answerOf(rule, [...this.#workspace.app.manifest.botScopes].join(","));
    const isDone = !instead || (rule.kind === "server_error" && rule.afterDeed === true);
    const done = isDone
      ? await this.#api.handleApiCall({ method, token, body: bodyWith(request), headers })
      : undefined;
    if (isDone && (await this.#faults.strike("after", method))) return cut("kill");
    if (rule?.kind === "lost_answer") return cut(rule.kind);
    if (rule?.kind === "slow") await request.hold(this.#clock.sleep(rule.ms));
    const answer = instead ?? done;
    if (!answer) throw new Error(`nothing answered ${method}`);
    end({ status: answer.status, ...errorOf(answer), ...(rule ? { fault: rule.kind } : {}) });
    return answer;
  }

  #caller(token: string | undefined): string {
    if (token === this.#workspace.app.botToken) return "bot";
    return token === this.#workspace.app.appToken ? "app" : "nobody";
  }
}

/** Arguments in the address count as well; the API reads one body. */
function bodyWith(request: ApiRequest): string {
  const query = request.query.toString();
  if (query === "") return request.body;
  if (!request.headers["content-type"]?.startsWith("application/json")) {
    return [query, request.body].filter((part) => part !== "").join("&");
  }
  return JSON.stringify({ ...Object.fromEntries(request.query), ...parseJson(request.body) });
}

function errorOf(answer: RawAnswer): { error?: string } {
  if (answer.status !== 200) return { error: answer.status === 429 ? "ratelimited" : `http_${answer.status}` };
  const body = parseJson(answer.body);
  return isJson(body) && body.ok === false ? { error: textOf(body.error) } : {};
}
