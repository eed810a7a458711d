import { once } from "node:events";
import { type ClientRequest, request } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { signatureHeaders } from "../../../../src/sandbox/index.ts";
import { createEars, type Ears, SOURCE_PER_SECOND, START } from "./ears.ts";

let ears: Ears;
let url: string;
let handled: number;

beforeEach(async () => {
  ears = await createEars("http");
  handled = 0;
  ears.hearing.onCommand(async () => {
    handled += 1;
    return { text: "Here." };
  });
  ears.hearing.onEvent("message", async () => {
    handled += 1;
  });
  await ears.listen();
  url = `http://127.0.0.1:${ears.hearing.port()}/slack/events`;
});

afterEach(() => ears.close());

interface Forged {
  secret?: string;
  atMs?: number;
  headers?: Record<string, string>;
}

function send(body: string, contentType = "application/json", forged: Forged = {}): Promise<Response> {
  const signed = signatureHeaders(forged.secret ?? ears.sandbox.signingSecret, forged.atMs ?? START, body);
  const headers = { "content-type": contentType, ...(forged.headers ?? signed) };
  return fetch(url, { method: "POST", body, headers });
}

/** As the same header twice reads on this side. */
const twice = (value = ""): string => `${value}, ${value}`;

/** A request that was let in, and whose body never comes. */
async function holdOpen(): Promise<ClientRequest> {
  const held = request(url, { method: "POST", headers: { expect: "100-continue", "content-length": 1_000_000 } });
  held.on("error", () => undefined);
  await once(held, "continue");
  return held;
}

const FORM = "application/x-www-form-urlencoded";
const event = JSON.stringify({
  type: "event_callback",
  event_id: "Ev1",
  team_id: "T1",
  event: { type: "message", channel: "C1", text: "x" },
});

describe("the door for Slack [OPS-1]", () => {
  it("lets in what Slack signed just now", async () => {
    expect((await send(event)).status).toBe(200);
    expect(handled).toBe(1);
  });

  it.each<[string, string, number, string?, Forged?]>([
    ["an unsigned request", event, 401, undefined, { headers: {} }],
    ["a forged signature", event, 401, undefined, { secret: "guess" }],
    ["a signature of six minutes ago", event, 401, undefined, { atMs: START - 360_000 }],
    ["a signature of ten minutes ahead", event, 401, undefined, { atMs: START + 600_000 }],
    ["null", "null", 400],
    ["an array", "[1]", 400],
    ["a string", '"x"', 400],
    ["no JSON", "{", 400],
    ["nothing", "", 400],
    ["a form without a payload", "a=b", 400, FORM],
    ["a form with a broken payload", "payload=%7B", 400, FORM],
    ["a form whose payload is null", "payload=null", 400, FORM],
    ["an event without its inside", '{"type":"event_callback","event":null,"event_id":"E"}', 400],
    ["an event that is a prototype", '{"type":"constructor"}', 400],
    ["a type of tomorrow", '{"type":"hologram"}', 400],
    ["a click without a person", `payload=${encodeURIComponent('{"type":"block_actions","actions":[]}')}`, 400, FORM],
    ["a command without a channel", "command=%2Fincident&user_id=U1", 400, FORM],
    ["five megabytes", "x".repeat(5 * 1_048_576), 413],
  ])("refuses %s, and lives on", async (_name, body, status, contentType, forged) => {
    expect((await send(body, contentType, forged)).status).toBe(status);
    expect(handled).toBe(0);
    expect((await ears.sandbox.person("dana").command("general", "/incident")).ok).toBe(true);
  });

  it("answers Slack's question for the address", async () => {
    const response = await send('{"type":"url_verification","challenge":"abc"}');
    expect(await response.json()).toEqual({ challenge: "abc" });
  });

  it("accepts a form whose type names its characters", async () => {
    const command = new URLSearchParams({
      command: "/incident",
      user_id: "U1",
      channel_id: "C1",
      trigger_id: "1.2",
      response_url: "http://127.0.0.1:9/none",
    });
    const response = await send(command.toString(), `${FORM}; charset=utf-8`);
    expect(await response.json()).toMatchObject({ response_type: "ephemeral", text: "Here." });
  });

  it("takes nothing but POST, and nothing elsewhere", async () => {
    expect((await fetch(url)).status).toBe(405);
    expect((await fetch(new URL("/other", url))).status).toBe(404);
  });

  it("takes note that Slack holds events back", async () => {
    expect((await send('{"type":"app_rate_limited","team_id":"T1","minute_rate_limited":1}')).status).toBe(200);
    expect(ears.logged.some((line) => String(line.msg).includes("holds back events"))).toBe(true);
  });

  it("answers one address that knocks too often with 429 before it reads or checks anything, and lets it in again a second later [OPS-6]", async () => {
    const knock = () =>
      send("x".repeat(5 * 1_048_576), "application/json", { headers: {} }).then(({ status }) => status);
    for (let time = 0; time < SOURCE_PER_SECOND; time += 1) {
      expect((await send(event, "application/json", { secret: "guess" })).status).toBe(401);
    }
    expect((await send(event)).status).toBe(429);
    expect(await knock().catch(() => "broken off")).not.toBe(413);
    expect(handled).toBe(0);
    expect(ears.logged.filter(({ status }) => status !== undefined)).toEqual([
      expect.objectContaining({ status: 401, refused: 1 }),
    ]);
    await ears.pass(1_000);
    expect((await send(event)).status).toBe(200);
  });

  it("holds no more than a hundred bodies of one address at a time [OPS-6]", async () => {
    const held: ClientRequest[] = [];
    for (let round = 0; round < 100 / SOURCE_PER_SECOND; round += 1) {
      for (let time = 0; time < SOURCE_PER_SECOND; time += 1) held.push(await holdOpen());
      await ears.pass(1_000);
    }
    expect((await send(event)).status).toBe(429);
    for (const open of held) open.destroy();
    while ((await send(event)).status === 429) await ears.pass(1_000);
    expect(handled).toBe(1);
  });

  it("never turns Slack away, however much it tells, even beside a stranger [OPS-6]", async () => {
    for (let time = 0; time < SOURCE_PER_SECOND - 1; time += 1) await send(event, "application/json", { headers: {} });
    for (let time = 0; time < SOURCE_PER_SECOND * 5; time += 1) {
      const told = JSON.stringify({ ...JSON.parse(event), event_id: `Ev${time}` });
      expect((await send(told)).status).toBe(200);
    }
    expect(handled).toBe(SOURCE_PER_SECOND * 5);
  });

  it.each<[string, (signed: Record<string, string>) => Record<string, string>]>([
    ["another signature of the same length", (signed) => ({ ...signed, "x-slack-signature": `v0=${"0".repeat(64)}` })],
    [
      "a signature that is cut short",
      (signed) => ({ ...signed, "x-slack-signature": `${signed["x-slack-signature"]}`.slice(0, -1) }),
    ],
    [
      "a version of its own",
      (signed) => ({ ...signed, "x-slack-signature": `${signed["x-slack-signature"]}`.replace("v0", "v1") }),
    ],
    ["a time that is no number", (signed) => ({ ...signed, "x-slack-request-timestamp": "soon" })],
    [
      "a time that was put on afterwards",
      (signed) => ({ ...signed, "x-slack-request-timestamp": `${START / 1000 + 1}` }),
    ],
    ["two signatures", (signed) => ({ ...signed, "x-slack-signature": twice(signed["x-slack-signature"]) })],
    ["two times", (signed) => ({ ...signed, "x-slack-request-timestamp": twice(signed["x-slack-request-timestamp"]) })],
    ["no time", ({ "x-slack-request-timestamp": _, ...signed }) => signed],
  ])("refuses %s [OPS-6]", async (_name, change) => {
    const headers = change({ ...signatureHeaders(ears.sandbox.signingSecret, START, event) });
    expect((await send(event, "application/json", { headers })).status).toBe(401);
    expect(handled).toBe(0);
  });

  it("refuses a signed body whose words were changed on the way [OPS-6]", async () => {
    const headers = { ...signatureHeaders(ears.sandbox.signingSecret, START, event) };
    expect((await send(event.replace('"x"', '"y"'), "application/json", { headers })).status).toBe(401);
  });
});
