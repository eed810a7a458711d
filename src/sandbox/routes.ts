import type { SandboxApi } from "./api/index.ts";
import { parseJson, textOf } from "./delivery/json.ts";
import type { ResponseUrls } from "./delivery/response-urls.ts";
import { parseArgs, summary } from "./faults/call-args.ts";
import type { Answer, Line, Reply } from "./line.ts";
import type { Workspace } from "./workspace/index.ts";

export interface Incoming {
  readonly verb: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Waits on the clock without counting as work under way. */
  readonly hold: (wait: Promise<void>) => Promise<void>;
}

export interface ControlDoor {
  handle(request: { verb: string; path: string; query: URLSearchParams; body: string }): Promise<Answer>;
}

export interface RouteParts {
  readonly workspace: Workspace;
  readonly line: Line;
  readonly api: SandboxApi;
  readonly responseUrls: ResponseUrls;
  readonly control: ControlDoor;
}

/** Which part of the workspace answers which path. */
export class Routes {
  readonly #parts: RouteParts;

  constructor(parts: RouteParts) {
    this.#parts = parts;
  }

  async handle(incoming: Incoming): Promise<Reply> {
    const { verb, path, query, headers, body } = incoming;
    const { api, control } = this.#parts;
    if (path.startsWith("/api/")) return this.#api(incoming);
    if (path.startsWith("/commands/") || path.startsWith("/actions/")) return this.#responseUrl(incoming);
    if (path.startsWith("/control/")) return control.handle({ verb, path, query, body: body.toString("utf8") });
    if (path.startsWith("/upload/"))
      return this.#file(incoming, "upload", () => api.handleUpload({ path, body, headers }));
    if (path.startsWith("/files-pri/")) {
      return this.#file(incoming, "download", () => api.handleDownload({ path, body, headers }));
    }
    return { status: 404, headers: { "content-type": "text/plain" }, body: "not found" };
  }

  #api(incoming: Incoming): Promise<Reply> {
    const { path, query, headers, hold } = incoming;
    const method = path.slice("/api/".length);
    const text = incoming.body.toString("utf8");
    const args = parseArgs(text, headers["content-type"] ?? "", query);
    const token = /^Bearer (\S+)$/i.exec(headers.authorization ?? "")?.[1] ?? (textOf(args.token) || undefined);
    const body = withQuery(text, headers["content-type"] ?? "", query);
    const deed = () => this.#parts.api.handleApiCall({ method, token, body, headers });
    return this.#parts.line.pass({ kind: "api", method, by: this.#caller(token), args: summary(args), deed, hold });
  }

  #responseUrl({ path, body, hold }: Incoming): Promise<Reply> {
    const { responseUrls, line } = this.#parts;
    const text = body.toString("utf8");
    const args = summary(parseJson(text) ?? {});
    const deed = () => responseUrls.handle(path, text);
    return line.pass({ kind: "response_url", method: "response_url", by: "bot", args, deed, hold });
  }

  #file({ headers, body, hold }: Incoming, method: string, deed: () => Promise<Answer>): Promise<Reply> {
    const token = /^Bearer (\S+)$/i.exec(headers.authorization ?? "")?.[1];
    const by = method === "upload" ? "bot" : this.#caller(token);
    return this.#parts.line.pass({ kind: "file", method, by, args: { bytes: body.length }, deed, hold });
  }

  #caller(token: string | undefined): string {
    const { app } = this.#parts.workspace;
    if (token === app.botToken) return "bot";
    return token === app.appToken ? "app" : "nobody";
  }
}

/** Arguments in the address count as well; the API reads one body. */
function withQuery(body: string, contentType: string, query: URLSearchParams): string {
  if (query.size === 0) return body;
  if (!contentType.startsWith("application/json")) {
    return [query.toString(), body].filter((part) => part !== "").join("&");
  }
  return JSON.stringify({ ...Object.fromEntries(query), ...parseJson(body) });
}
