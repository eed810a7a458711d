import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../../../../src/lib/clock.ts";
import { ConfigError } from "../../../../src/lib/errors.ts";
import { randomIds } from "../../../../src/lib/ids.ts";
import { createHearing } from "../../../../src/slack/kit/index.ts";
import { until } from "../wire.ts";
import { createEars, type Ears, START } from "./ears.ts";

let ears: Ears;
let connections: number;

beforeEach(async () => {
  ears = await createEars("socket");
  connections = 0;
  ears.hearing.onConnected(() => {
    connections += 1;
  });
  ears.hearing.onCommand(async () => ({ text: "Here." }));
});

afterEach(() => ears.close());

const twoSockets = () => until(() => ears.sandbox.sockets.connected === 2 && connections >= 2);

async function isAnswered(): Promise<boolean> {
  const { ok } = await ears.sandbox.person("dana").command("general", "/incident");
  return ok;
}

describe("two sockets [OPS-1]", () => {
  it("know who the bot is, and hear on both", async () => {
    expect(ears.hearing.isConnected()).toBe(false);
    expect(ears.hearing.lastAliveAt()).toBeUndefined();
    await ears.listen();
    await twoSockets();
    expect(ears.hearing.isConnected()).toBe(true);
    expect([await isAnswered(), await isAnswered()]).toEqual([true, true]);
  });

  it("answer while Slack refreshes one of them", async () => {
    await ears.listen();
    await twoSockets();
    await ears.sandbox.faults.refreshSockets({ only: 0 });
    expect(await isAnswered()).toBe(true);
    await ears.pass(1_000);
    await until(() => connections === 3);
  });

  it("come back when both are cut", async () => {
    await ears.listen();
    await twoSockets();
    ears.sandbox.faults.dropSockets();
    await until(() => !ears.hearing.isConnected());
    await ears.pass(5_000);
    await until(() => connections === 4);
    expect(await isAnswered()).toBe(true);
  });

  it("come back within ten seconds after Slack was gone for ten minutes, and know since when [TL-6]", async () => {
    await ears.listen();
    await twoSockets();
    await ears.sandbox.faults.down({ ms: 600_000, how: "refuse" });
    await until(() => !ears.hearing.isConnected());
    await ears.pass(600_000);
    expect(ears.hearing.isConnected()).toBe(false);
    expect(ears.hearing.lastAliveAt()).toBe(START);
    await ears.pass(10_000);
    await until(() => ears.hearing.isConnected());
    expect(ears.hearing.lastAliveAt()).toBe(START + 610_000);
    expect(await isAnswered()).toBe(true);
  });

  it("survive that Slack holds events back", async () => {
    const heard: unknown[] = [];
    ears.hearing.onEvent("message", async ({ event }) => {
      heard.push(event.text);
    });
    await ears.listen();
    await twoSockets();
    const dana = ears.sandbox.person("dana");
    await dana.invite("general", ["@app"]);
    ears.sandbox.faults.capEvents(0);
    await dana.say("general", "held back");
    await until(() => ears.logged.some((line) => String(line.msg).includes("holds back events")));
    expect(heard).toEqual([]);
    expect(await isAnswered()).toBe(true);
    expect(ears.hearing.isConnected()).toBe(true);
  });

  it("are both closed when the bot stops [OPS-3]", async () => {
    await ears.listen();
    await twoSockets();
    await ears.hearing.stop();
    expect(ears.hearing.isConnected()).toBe(false);
    await until(() => ears.sandbox.sockets.connected === 0);
  });

  it("stop while Slack is away", async () => {
    await ears.listen();
    await ears.sandbox.faults.down({ ms: 1_000, how: "refuse" });
    await until(() => !ears.hearing.isConnected());
    await ears.hearing.stop();
    await ears.pass(60_000);
    expect(ears.sandbox.sockets.connected).toBe(0);
  });
});

describe("starting", () => {
  it.each([
    ["SLACK_BOT_TOKEN", "auth.test"],
    ["SLACK_APP_TOKEN", "apps.connections.open"],
  ])("says which token Slack refuses: %s [OPS-5]", async (variable, method) => {
    ears.sandbox.faults.add({ kind: "error", error: "invalid_auth", methods: [method] });
    const start = ears.hearing.start();
    await expect(start).rejects.toThrow(ConfigError);
    await expect(start).rejects.toThrow(variable);
  });

  it("waits for Slack", async () => {
    ears.sandbox.faults.add({ kind: "server_error", methods: ["auth.test"], times: 1 });
    ears.sandbox.faults.add({ kind: "rate_limited", retryAfterSec: 7, methods: ["apps.connections.open"], times: 2 });
    const start = ears.hearing.start();
    await until(() => ears.clock.nextWakeAt() !== undefined && ears.logged.length === 1);
    await ears.pass(5_000);
    await until(() => ears.logged.length === 3);
    await ears.pass(7_000);
    expect((await start).botUserId).toBe(ears.sandbox.workspace.app.botUserId);
  });

  it("can be broken off", async () => {
    const { apiUrl, botToken, appToken } = ears.sandbox;
    const hearing = createHearing({
      mode: { kind: "socket", appToken },
      botToken,
      apiUrl,
      caller: ears.caller,
      interactive: ears.interactive,
      clock: systemClock,
      ids: randomIds,
      log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    });
    const start = hearing.start();
    await hearing.stop();
    await start.catch(() => undefined);
    expect(hearing.isConnected()).toBe(false);
    expect(ears.sandbox.sockets.connected).toBe(0);
  });
});
