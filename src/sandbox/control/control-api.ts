import { ZodError, z } from "zod";
import { SlackError } from "../workspace/index.ts";
import { ACTS, SIGHTS } from "./acts.ts";
import type { Controlled } from "./controlled.ts";
import { WORKSPACE_ACTS } from "./workspace-acts.ts";

interface ControlRequest {
  readonly verb: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
}

interface ControlAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Acts as any person and reads what each sees, over HTTP; src/sandbox/README.md is its documentation. */
export class ControlApi {
  readonly #sandbox: Controlled;

  constructor(sandbox: Controlled) {
    this.#sandbox = sandbox;
  }

  async handle(request: ControlRequest): Promise<ControlAnswer> {
    try {
      const result = await this.#route(request);
      if (result === undefined) return answer(404, { ok: false, error: `no such thing: ${request.path}` });
      return answer(200, { ok: true, ...(typeof result === "object" ? result : {}) });
    } catch (error) {
      if (error instanceof ZodError) return answer(400, { ok: false, error: z.prettifyError(error) });
      if (error instanceof SlackError) return answer(400, { ok: false, error: error.code });
      return answer(400, { ok: false, error: error instanceof Error ? error.message : String(error) });
    }
  }

  async #route({ verb, path, query, body }: ControlRequest): Promise<object | null | undefined> {
    const [first = "", name = "", what = ""] = path.split("/").slice(2).map(decodeURIComponent);
    if (first === "people") {
      if (verb === "GET" && name === "") return { people: this.#people() };
      return verb === "GET" ? this.#sight(name, what, query) : this.#act(name, what, body);
    }
    if (verb === "GET") return this.#read(first, query);
    if (verb === "DELETE") return this.#clear(first);
    const deed = WORKSPACE_ACTS[first];
    return deed ? asObject(await deed(this.#sandbox, parsed(body))) : undefined;
  }

  #sight(name: string, what: string, query: URLSearchParams): object | undefined {
    const sight = SIGHTS[what];
    return sight && asObject(sight(this.#sandbox.person(name), query));
  }

  async #act(name: string, what: string, body: string): Promise<object | undefined> {
    const act = ACTS[what];
    return act && asObject(await act.run(this.#sandbox.person(name), parsed(body)));
  }

  #read(what: string, query: URLSearchParams): object | undefined {
    const { calls, workspace, clock, sockets } = this.#sandbox;
    const after = Number(query.get("after") ?? 0);
    if (what === "calls") return { calls: calls.all().filter(({ number }) => number > after) };
    if (what === "clock") return { now: clock.now() };
    if (what === "status") return { idle: this.#sandbox.isIdle(), sockets: sockets.connected, plan: workspace.plan };
    if (what === "app") {
      const { apiUrl, botToken, appToken, signingSecret } = this.#sandbox;
      return { apiUrl, botToken, appToken, signingSecret };
    }
    return undefined;
  }

  #clear(what: string): object | undefined {
    if (what === "faults") this.#sandbox.faults.clear();
    else if (what === "calls") this.#sandbox.calls.clear();
    else return undefined;
    return {};
  }

  #people(): object[] {
    return this.#sandbox.workspace.people.all().map(({ id, name, displayName, tz, deleted, isGuest, isBot }) => ({
      ...{ id, name, displayName, tz, deleted, isGuest, isBot },
    }));
  }
}

function parsed(body: string): unknown {
  if (body === "") return {};
  try {
    return JSON.parse(body);
  } catch {
    throw new Error("the request body is not JSON");
  }
}

const asObject = (value: unknown): object => (typeof value === "object" && value !== null ? value : {});

const answer = (status: number, body: object): ControlAnswer => ({
  status,
  headers: { "content-type": "application/json; charset=utf-8" },
  body: JSON.stringify(body),
});
