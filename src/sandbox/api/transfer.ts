import type { Workspace } from "../workspace/index.ts";
import { mayRead } from "./files.ts";
import { type ApiRequest, header } from "./request.ts";

export interface FileRequest {
  readonly path: string;
  readonly body?: Uint8Array;
  readonly headers: ApiRequest["headers"];
}

export interface FileResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

/** Takes the bytes of an upload, raw or as the first file of a form. */
export async function handleUpload(workspace: Workspace, { path, body, headers }: FileRequest): Promise<FileResponse> {
  const ticket = /^\/upload\/v1\/([^/?]+)/.exec(path)?.[1] ?? "";
  const content = await bytesOf(body ?? new Uint8Array(), header(headers, "content-type"));
  if (!content || !workspace.files.receive(ticket, content)) return plain(400, "invalid upload");
  return plain(200, `OK - ${content.length}`);
}

async function bytesOf(body: Uint8Array, type: string): Promise<Uint8Array | undefined> {
  if (!type.startsWith("multipart/form-data")) return body;
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } })
    .formData()
    .catch(() => undefined);
  const file = [...(form?.values() ?? [])].find((value) => value instanceof Blob);
  return file ? new Uint8Array(await file.arrayBuffer()) : undefined;
}

/** Gives the bytes of a file to a token that may read it; everybody else is sent to sign in, as Slack does. */
export async function handleDownload(workspace: Workspace, { path, headers }: FileRequest): Promise<FileResponse> {
  const fileId = /^\/files-pri\/[A-Z0-9]+-([A-Z0-9]+)\//.exec(path)?.[1] ?? "";
  const file = workspace.files.find(fileId);
  const { app } = workspace;
  const isBot = header(headers, "authorization") === `Bearer ${app.botToken}` && !app.revoked;
  const allowed = isBot && app.manifest.botScopes.has("files:read");
  if (!file || !allowed || !mayRead({ workspace, by: app.botUserId }, file)) {
    return { ...plain(302, ""), headers: { location: `${workspace.baseUrl}/?redir=${encodeURIComponent(path)}` } };
  }
  return { status: 200, headers: { "content-type": file.mimetype }, body: file.content };
}

function plain(status: number, text: string): FileResponse {
  return { status, headers: { "content-type": "text/plain" }, body: new TextEncoder().encode(text) };
}
