import { SlackError, type Workspace } from "../workspace/index.ts";
import type { Call, Json, Method } from "./method.ts";
import { RateLimits } from "./rate-limits.ts";
import { methods } from "./registry.ts";
import { type ApiRequest, type ApiResponse, argumentsOf } from "./request.ts";
import { type FileRequest, type FileResponse, handleDownload, handleUpload } from "./transfer.ts";

export interface ApiOptions {
  readonly workspace: Workspace;
  /** Gives the URL for one more Socket Mode connection. */
  readonly openSocket: () => string;
  readonly rateLimits?: boolean;
}

export interface SandboxApi {
  handleApiCall(request: ApiRequest): Promise<ApiResponse>;
  /** POST /upload/v1/<ticket> */
  handleUpload(request: FileRequest): Promise<FileResponse>;
  /** GET /files-pri/<team>-<file>/… */
  handleDownload(request: FileRequest): Promise<FileResponse>;
  setRateLimits(on: boolean): void;
}

/** Slack's Web API over a workspace, as strict as Slack about tokens, scopes, arguments and rates. */
export function createApi({ workspace, openSocket, rateLimits = false }: ApiOptions): SandboxApi {
  const limits = new RateLimits(workspace.clock);
  let limiting = rateLimits;

  function answer(request: ApiRequest): Json {
    const found = methods.get(request.method);
    if (!found) throw new SlackError("unknown_method", { req_method: request.method });
    const body = argumentsOf(request);
    const token = request.token ?? (typeof body.token === "string" ? body.token : undefined);
    checkToken(workspace, found, token);
    const waitSeconds = limiting ? limits.take(request.method, found.tier, body.channel) : 0;
    if (waitSeconds > 0) throw new RateLimited(waitSeconds);
    const need = needing(workspace);
    if (found.token === "bot" && found.scopes.length > 0) need(...found.scopes);
    const call: Call = { workspace, by: workspace.app.botUserId, need, openSocket };
    return found.run(body, call);
  }

  return {
    async handleApiCall(request) {
      try {
        return reply(workspace, 200, { ok: true, ...answer(request) });
      } catch (error) {
        if (error instanceof RateLimited) return tooMany(workspace, error);
        if (error instanceof SlackError) return reply(workspace, 200, { ok: false, error: error.code, ...error.extra });
        throw error;
      }
    },
    handleUpload: (request) => handleUpload(workspace, request),
    handleDownload: (request) => handleDownload(workspace, request),
    setRateLimits(on) {
      limiting = on;
    },
  };
}

class RateLimited extends Error {
  readonly waitSeconds: number;

  constructor(waitSeconds: number) {
    super("ratelimited");
    this.waitSeconds = waitSeconds;
  }
}

function checkToken({ app }: Workspace, { token: wanted }: Method, token: string | undefined): void {
  if (wanted === "none") return;
  if (!token) throw new SlackError("not_authed");
  const kind = token === app.botToken ? "bot" : token === app.appToken ? "app" : undefined;
  if (!kind) throw new SlackError("invalid_auth");
  if (app.revoked) throw new SlackError("token_revoked");
  if (kind !== wanted) throw new SlackError("not_allowed_token_type");
}

function needing({ app }: Workspace): Call["need"] {
  const { botScopes } = app.manifest;
  return (...anyOf) => {
    if (anyOf.some((scope) => botScopes.has(scope))) return;
    throw new SlackError("missing_scope", { needed: anyOf.join(","), provided: [...botScopes].join(",") });
  };
}

function tooMany(workspace: Workspace, { waitSeconds }: RateLimited): ApiResponse {
  const response = reply(workspace, 429, { ok: false, error: "ratelimited" });
  return { ...response, headers: { ...response.headers, "retry-after": String(waitSeconds) } };
}

function reply({ app }: Workspace, status: number, body: Json): ApiResponse {
  const scopes = [...app.manifest.botScopes].join(",");
  const headers = { "content-type": "application/json; charset=utf-8", "x-oauth-scopes": scopes };
  return { status, headers, body: JSON.stringify(body) };
}
