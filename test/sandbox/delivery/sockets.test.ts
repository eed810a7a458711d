import { afterEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { VirtualClock } from "../../../src/lib/virtual-clock.ts";
import { type Sandbox, settleWhen } from "../../../src/sandbox/index.ts";
import { closeAll, socketApp, tryWorkspace } from "./try-app.ts";

const sockets: WebSocket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await closeAll();
});

async function openUrl(sandbox: Sandbox): Promise<string> {
  const headers = { authorization: `Bearer ${sandbox.appToken}` };
  const response = await fetch(`${sandbox.apiUrl}apps.connections.open`, { method: "POST", headers });
  const body: unknown = await response.json();
  if (typeof body !== "object" || body === null || !("url" in body)) throw new Error(JSON.stringify(body));
  return String(body.url);
}

interface Raw {
  readonly socket: WebSocket;
  readonly messages: Record<string, unknown>[];
  isClosed: boolean;
}

function rawSocket(url: string): Raw {
  const raw: Raw = { socket: new WebSocket(url), messages: [], isClosed: false };
  raw.socket.on("message", (data) => raw.messages.push(JSON.parse(String(data))));
  raw.socket.on("error", () => {});
  raw.socket.on("close", () => {
    raw.isClosed = true;
  });
  sockets.push(raw.socket);
  return raw;
}

async function connected(sandbox: Sandbox): Promise<Raw> {
  const raw = rawSocket(await openUrl(sandbox));
  await sandbox.until(() => raw.messages.length > 0);
  return raw;
}

describe("Socket Mode", () => {
  it("greets a new connection and names the app", async () => {
    const sandbox = await tryWorkspace();
    const raw = await connected(sandbox);
    expect(raw.messages[0]).toMatchObject({
      ...{ type: "hello", num_connections: 1 },
      connection_info: { app_id: sandbox.workspace.app.id },
    });
  });

  it("takes a ticket once only", async () => {
    const sandbox = await tryWorkspace();
    const url = await openUrl(sandbox);
    rawSocket(url);
    await sandbox.until(() => sandbox.sockets.connected === 1);
    const second = rawSocket(url);
    await sandbox.until(() => second.isClosed);
    expect(sandbox.sockets.connected).toBe(1);
  });

  it("hands a payload to any of the connections, and takes ten at most", async () => {
    const sandbox = await tryWorkspace();
    const all: Raw[] = [];
    for (let count = 0; count < 10; count += 1) all.push(await connected(sandbox));
    const eleventh = rawSocket(await openUrl(sandbox));
    await sandbox.until(() => eleventh.isClosed);
    expect(eleventh.messages[0]).toMatchObject({ type: "disconnect" });
    for (const { socket } of all) {
      socket.on("message", (data) => {
        const { envelope_id } = JSON.parse(String(data));
        if (envelope_id) socket.send(JSON.stringify({ envelope_id, payload: {} }));
      });
    }
    for (let count = 0; count < 20; count += 1) await sandbox.person("dana").command("general", "/try");
    expect(all.map(({ messages }) => messages.length)).toEqual(Array(10).fill(3));
    expect(all[0]?.messages[1]).toMatchObject({ type: "slash_commands", accepts_response_payload: true });
  });

  it("sends an unacknowledged event again, but never a command", async () => {
    const clock = new VirtualClock(Date.parse("2026-03-01T12:00:00Z"));
    const sandbox = await tryWorkspace({ clock });
    await sandbox.person("dana").invite("general", ["@app"]);
    const raw = await connected(sandbox);
    const settle = settleWhen(() => sandbox.isIdle());
    await clock.advance(600_000, settle);
    raw.messages.length = 0;
    const said = sandbox.person("dana").say("general", "hello");
    const command = sandbox.person("dana").command("general", "/try");
    await clock.advance(3000, settle);
    await said;
    expect(await command).toMatchObject({ error: "operation_timeout" });
    await clock.advance(600_000, settle);
    const sent = raw.messages.map(({ type, retry_attempt, retry_reason }) => [type, retry_attempt, retry_reason]);
    expect(sent).toEqual([
      ["events_api", 0, ""],
      ["slash_commands", undefined, undefined],
      ["events_api", 1, "http_timeout"],
      ["events_api", 2, "http_timeout"],
      ["events_api", 3, "http_timeout"],
    ]);
  });

  it("warns, refreshes, and is back with a stock app; with two connections nothing is lost", async () => {
    const sandbox = await tryWorkspace();
    const listen = (app: Parameters<Parameters<typeof socketApp>[1]>[0]) => {
      app.command("/try", async ({ ack }) => ack());
    };
    await socketApp(sandbox, listen);
    await socketApp(sandbox, listen);
    await sandbox.faults.refreshSockets({ only: 0 });
    for (let count = 0; count < 5; count += 1) {
      expect(await sandbox.person("dana").command("general", "/try")).toMatchObject({ ok: true });
    }
    await sandbox.until(() => sandbox.sockets.connected === 2);
  });

  it("says dispatch_failed at once when no app is connected", async () => {
    const sandbox = await tryWorkspace();
    const result = await sandbox.person("dana").command("general", "/try");
    expect(result).toMatchObject({ ok: false, error: "dispatch_failed" });
  });

  it("loses what was on a half-open connection, and the stock app notices", async () => {
    const clock = new VirtualClock(Date.parse("2026-03-01T12:00:00Z"));
    const sandbox = await tryWorkspace({ clock });
    await socketApp(sandbox, (app) => {
      app.command("/try", async ({ ack }) => ack());
    });
    sandbox.faults.halfOpenSockets();
    const lost = sandbox.person("dana").command("general", "/try");
    await sandbox.until(() => sandbox.sockets.connected === 0, 10_000);
    expect(await lost).toMatchObject({ ok: false, error: "dispatch_failed" });
    await sandbox.until(() => sandbox.sockets.connected === 1, 10_000);
    expect(await sandbox.person("dana").command("general", "/try")).toMatchObject({ ok: true });
  }, 25_000);
});
