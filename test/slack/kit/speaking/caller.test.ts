import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { VirtualClock } from "../../../../src/lib/virtual-clock.ts";
import { createSlackCaller, type SlackCaller } from "../../../../src/slack/kit/speaking/caller.ts";
import { SlackCallError, type SlackFailure } from "../../../../src/slack/kit/speaking/failures.ts";
import { answer, loseAnswer, neverAnswer, recordedLog, until, Wire } from "../wire.ts";

const START = Date.UTC(2026, 0, 1);
const POST = "chat.postMessage";

let wire: Wire;
let clock: VirtualClock;
let apiUrl: string;
let caller: SlackCaller;

beforeEach(async () => {
  wire = new Wire();
  apiUrl = await wire.start();
  clock = new VirtualClock(START);
  caller = createSlackCaller({ token: "xoxb-1", apiUrl, clock, log: recordedLog().log });
});

afterEach(() => wire.stop());

async function failureOf(call: Promise<unknown>): Promise<SlackFailure> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof SlackCallError)) throw new Error(`not a SlackCallError: ${error}`);
  return error.failure;
}

describe("a call that succeeds", () => {
  it("sends structures as JSON and gives the answer", async () => {
    wire.on(POST, answer({ ok: true, ts: "1.2" }));
    await expect(caller.call(POST, { channel: "C1", blocks: [{ type: "divider" }] })).resolves.toMatchObject({
      ts: "1.2",
    });
    expect(wire.bodies[0]?.get("blocks")).toBe('[{"type":"divider"}]');
  });

  it.each([
    ["pins.add", "already_pinned"],
    ["reactions.add", "already_reacted"],
    ["conversations.archive", "already_archived"],
    ["chat.delete", "message_not_found"],
  ])("counts %s as done when Slack says %s", async (method, code) => {
    wire.on(method, answer({ ok: false, error: code }));
    await expect(caller.call(method, {})).resolves.toEqual({ ok: true, already_done: code });
  });
});

describe("a call that fails", () => {
  it.each([
    ["a lost answer", loseAnswer],
    ["a server error", answer("<html>", 503)],
    ["an answer that is no JSON", answer("<html>down for maintenance</html>")],
    ["an answer that breaks off", answer('{"ok":tr')],
  ])("is in doubt after %s, because the deed may be done [OPS-2]", async (_name, behaviour) => {
    wire.on(POST, behaviour);
    expect(await failureOf(caller.call(POST, {}))).toMatchObject({ kind: "in_doubt" });
    expect(wire.calls).toEqual([POST]);
  });

  it("is in doubt when no answer came for ten seconds", async () => {
    wire.on(POST, neverAnswer);
    const failure = failureOf(caller.call(POST, {}));
    await until(() => wire.calls.length === 1);
    await clock.advance(10_000, async () => undefined);
    expect(await failure).toEqual({ kind: "in_doubt", reason: "no answer in time" });
  });

  it("is unreachable when nobody listens", async () => {
    await wire.stop();
    expect(await failureOf(caller.call(POST, {}))).toEqual({ kind: "unreachable", reason: "ECONNREFUSED" });
  });

  it("says what a refusal means and what is needed [OPS-9]", async () => {
    wire.on("pins.add", answer({ ok: false, error: "missing_scope", needed: "pins:write", provided: "chat:write" }));
    expect(await failureOf(caller.call("pins.add", {}))).toMatchObject({
      kind: "refused",
      code: "missing_scope",
      meaning: "optional-missing",
      needed: "pins:write",
    });
  });

  it("keeps what Slack says about blocks and per person", async () => {
    const messages = ["[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text]"];
    wire.on(
      POST,
      answer({ ok: false, error: "invalid_blocks", response_metadata: { messages }, errors: [{ user: "U1" }] }),
    );
    expect(await failureOf(caller.call(POST, {}))).toMatchObject({
      meaning: "permanent",
      details: messages,
      answer: { errors: [{ user: "U1" }] },
    });
  });

  it.each([
    ["is_archived", "gone"],
    ["channel_not_found", "gone"],
    ["token_revoked", "auth"],
    ["unknown_method", "optional-missing"],
    ["user_disabled", "person"],
    ["internal_error", "passing"],
    ["a_code_of_tomorrow", "permanent"],
  ])("knows that %s means %s", async (code, meaning) => {
    wire.on(POST, answer({ ok: false, error: code }));
    expect(await failureOf(caller.call(POST, {}))).toMatchObject({ code, meaning });
  });
});

describe("a rate limit [OPS-2]", () => {
  const slowDown = answer({ ok: false, error: "ratelimited" }, 429, { "retry-after": "30" });
  const untilMs = START + 30_000;

  it("is kept for the channel: no call before its time, other channels unaffected", async () => {
    wire.on(POST, slowDown, answer({ ok: true }));
    expect(await failureOf(caller.call(POST, {}, { channel: "C1" }))).toEqual({ kind: "rate_limited", untilMs });
    expect(await failureOf(caller.call(POST, {}, { channel: "C1" }))).toEqual({ kind: "rate_limited", untilMs });
    expect(wire.calls).toHaveLength(1);
    await caller.call(POST, {}, { channel: "C2" });
    await clock.advance(30_000, async () => undefined);
    await caller.call(POST, {}, { channel: "C1" });
    expect(wire.calls).toHaveLength(3);
  });

  it("of another method counts for every channel", async () => {
    wire.on("conversations.history", slowDown);
    await failureOf(caller.call("conversations.history", {}, { channel: "C1" }));
    expect(caller.pausedUntil("conversations.history", "C2")).toBe(untilMs);
    expect(caller.pausedUntil(POST, "C1")).toBeUndefined();
  });

  it("does not grow when the clock is put back an hour", async () => {
    wire.on(POST, slowDown);
    await failureOf(caller.call(POST, {}));
    clock.jump(START - 3_600_000);
    expect(caller.pausedUntil(POST)).toBe(START - 3_600_000 + 30_000);
  });

  it("without a length lasts half a minute", async () => {
    wire.on(POST, answer({ ok: false, error: "ratelimited" }, 429));
    expect(await failureOf(caller.call(POST, {}))).toEqual({ kind: "rate_limited", untilMs });
  });
});

describe("a token that Slack refuses", () => {
  it("is tried once a minute by one call for all, and serves again when it is mended [OPS-2]", async () => {
    const revoked = answer({ ok: false, error: "token_revoked" });
    wire.on(POST, revoked, revoked, answer({ ok: true }));
    wire.on("pins.add", answer({ ok: true }));
    const all = () => Promise.allSettled([caller.call(POST, {}), caller.call("pins.add", {}), caller.call(POST, {})]);
    expect(await failureOf(caller.call(POST, {}))).toMatchObject({ meaning: "auth" });
    expect((await all()).map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    expect(wire.calls).toEqual([POST]);
    await clock.advance(60_000, async () => {});
    await all();
    expect(wire.calls).toEqual([POST, POST]);
    await clock.advance(60_000, async () => {});
    await expect(caller.call(POST, {})).resolves.toMatchObject({ ok: true });
    await expect(caller.call("pins.add", {})).resolves.toMatchObject({ ok: true });
  });

  it("is said in the log once a minute, and what this Slack lacks once for each method [OPS-9]", async () => {
    const { log, lines } = recordedLog();
    const spoken = createSlackCaller({ token: "xoxb-1", apiUrl, clock, log });
    wire.on("pins.add", answer({ ok: false, error: "missing_scope", needed: "pins:write" }));
    for (let turn = 0; turn < 3; turn += 1) await failureOf(spoken.call("pins.add", {}));
    wire.on(POST, answer({ ok: false, error: "token_revoked" }));
    for (let turn = 0; turn < 3; turn += 1) await failureOf(spoken.call(POST, {}));
    expect(lines).toMatchObject([
      { level: 40, method: "pins.add", code: "missing_scope", needed: "pins:write" },
      { level: 50, method: POST, code: "token_revoked" },
    ]);
  });
});
