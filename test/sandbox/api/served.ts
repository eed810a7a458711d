import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { WebClient } from "@slack/web-api";
import { VirtualClock } from "../../../src/lib/virtual-clock.ts";
import { createApi } from "../../../src/sandbox/api/index.ts";
import { type AppEvent, Workspace, type WorkspaceOptions } from "../../../src/sandbox/workspace/index.ts";

export const manifest = readFileSync(new URL("../../../manifest.yml", import.meta.url), "utf8");
export const START_MS = Date.UTC(2026, 2, 2, 9, 0, 0);

/** The manifest with other scopes than it asks for. */
export const without = (...scopes: string[]) =>
  manifest
    .split("\n")
    .filter((line) => !scopes.some((scope) => line.trim() === `- ${scope}`))
    .join("\n");

export const withScope = (scope: string) =>
  manifest.replace("      - commands\n", `      - commands\n      - ${scope}\n`);

/** A workspace with #general and two people, without a server. */
export function workspaceWithPeople(options: Partial<WorkspaceOptions> = {}) {
  const clock = new VirtualClock(START_MS);
  const workspace = new Workspace({ clock, manifest, botToken: "xoxb-1", appToken: "xapp-1", ...options });
  const dana = workspace.people.add({ name: "dana", tz: "America/New_York", isAdmin: true });
  const general = workspace.channels.create(dana.id, "general", { general: true });
  const sam = workspace.people.add({ name: "sam", tz: "Asia/Kolkata" });
  const events: AppEvent[] = [];
  workspace.onAppEvent((event) => events.push(event));
  const bot = workspace.app.botUserId;
  return { clock, workspace, dana, sam, general, events, bot };
}

export type Served = Awaited<ReturnType<typeof serve>>;

/** The same behind a real server, with Slack's own client in front of it. */
export async function serve(options: Partial<WorkspaceOptions> & { rateLimits?: boolean } = {}) {
  const { rateLimits = false, ...rest } = options;
  const room = workspaceWithPeople(rest);
  const api = createApi({ workspace: room.workspace, openSocket: () => "ws://127.0.0.1/link/?ticket=1", rateLimits });
  const server = createServer(async (request, response) => {
    const path = request.url ?? "/";
    const body = await bodyOf(request);
    const { headers } = request;
    const token = headers.authorization?.replace("Bearer ", "");
    const answer = path.startsWith("/upload/")
      ? await api.handleUpload({ path, body, headers })
      : path.startsWith("/files-pri/")
        ? await api.handleDownload({ path, headers })
        : await api.handleApiCall({ method: path.replace("/api/", ""), token, body, headers });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${portOf(server.address())}`;
  room.workspace.baseUrl = baseUrl;
  const client = (token?: string) =>
    new WebClient(token, { slackApiUrl: `${baseUrl}/api/`, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true });
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { ...room, api, baseUrl, client, slack: client("xoxb-1"), close };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("the server listens on no port");
  return address.port;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** What Slack's client says went wrong. */
export async function refused(call: Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error && "data" in error && typeof error.data === "object") return { ...error.data };
    throw error;
  }
  throw new Error("the call was not refused");
}

export const errorOf = async (call: Promise<unknown>) => (await refused(call)).error;

/** All items of a paged method, as a client with a cursor reads them. */
export async function everyPage<Item>(
  read: (cursor: string | undefined) => Promise<{ items: Item[] | undefined; next: string | undefined }>,
): Promise<Item[]> {
  const { items = [], next } = await read(undefined);
  const all = [...items];
  for (let cursor = next; cursor; ) {
    const page = await read(cursor);
    all.push(...(page.items ?? []));
    cursor = page.next;
  }
  return all;
}

export const section = (text: string) => ({ type: "section", text: { type: "mrkdwn", text } });

export const modal = (title = "Declare") => ({
  type: "modal" as const,
  title: { type: "plain_text" as const, text: title },
  blocks: [section("hello")],
});
