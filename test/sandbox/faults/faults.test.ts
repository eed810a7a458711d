import { afterEach, describe, expect, it } from "vitest";
import { VirtualClock } from "../../../src/lib/virtual-clock.ts";
import { type Sandbox, settleWhen } from "../../../src/sandbox/index.ts";
import { clientOf, closeAll, socketApp, tryWorkspace } from "../delivery/try-app.ts";

afterEach(closeAll);

const START = Date.parse("2026-03-01T12:00:00Z");
const general = (sandbox: Sandbox) => sandbox.workspace.channels.named("general")?.id ?? "";
const texts = (sandbox: Sandbox) =>
  sandbox
    .person("dana")
    .sees("general")
    .filter(({ fromApp }) => fromApp)
    .map(({ text }) => text);

function post(sandbox: Sandbox, text = "hello") {
  return clientOf(sandbox).chat.postMessage({ channel: general(sandbox), text });
}

const codeOf = async (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => "ok",
    (error) => error.data?.error ?? error.statusCode ?? error.code,
  );

describe("a rule", () => {
  it("answers 429 with Retry-After as often as told, and does nothing meanwhile", async () => {
    const sandbox = await tryWorkspace();
    sandbox.faults.add({ kind: "rate_limited", methods: ["chat.postMessage"], retryAfterSec: 30, times: 2 });
    const error = await post(sandbox).catch((reason) => reason);
    expect(error.retryAfter).toBe(30);
    await codeOf(post(sandbox));
    expect(texts(sandbox)).toEqual([]);
    expect(await codeOf(post(sandbox))).toBe("ok");
    expect(sandbox.calls.api("chat.postMessage").map(({ status, error }) => [status, error])).toEqual([
      [429, "ratelimited"],
      [429, "ratelimited"],
      [200, undefined],
    ]);
  });

  it("ends with its time on the clock, or when it is taken back", async () => {
    const clock = new VirtualClock(START);
    const sandbox = await tryWorkspace({ clock });
    sandbox.faults.add({ kind: "error", error: "fatal_error", forMs: 1000 });
    expect(await codeOf(post(sandbox))).toBe("fatal_error");
    await clock.advance(
      1000,
      settleWhen(() => sandbox.isIdle()),
    );
    expect(await codeOf(post(sandbox))).toBe("ok");
    const takeBack = sandbox.faults.add({ kind: "unknown_method", methods: ["chat.postMessage"] });
    expect(await codeOf(post(sandbox))).toBe("unknown_method");
    takeBack();
    expect(await codeOf(post(sandbox))).toBe("ok");
  });

  it("meets only the calls to its channel and methods", async () => {
    const sandbox = await tryWorkspace();
    const random = sandbox.workspace.channels.named("random")?.id;
    sandbox.faults.add({ kind: "missing_scope", needed: "chat:write", methods: ["chat.postMessage"], channel: random });
    expect(await codeOf(post(sandbox))).toBe("ok");
    expect(await codeOf(clientOf(sandbox).auth.test())).toBe("ok");
    const refused = await clientOf(sandbox)
      .chat.postMessage({ channel: random ?? "", text: "no" })
      .catch((reason) => reason.data);
    expect(refused).toMatchObject({ error: "missing_scope", needed: "chat:write" });
  });

  it.each([
    [{ kind: "server_error" } as const, 0],
    [{ kind: "lost_call" } as const, 0],
    [{ kind: "server_error", afterDeed: true } as const, 1],
    [{ kind: "lost_answer" } as const, 1],
  ])("%j leaves %i messages and no good answer", async (rule, messages) => {
    const sandbox = await tryWorkspace();
    sandbox.faults.add({ ...rule, methods: ["chat.postMessage"], times: 1 });
    expect(await codeOf(post(sandbox))).not.toBe("ok");
    expect(texts(sandbox)).toHaveLength(messages);
    expect(await codeOf(post(sandbox))).toBe("ok");
  });

  it("holds a slow answer on the clock while the deed is done and the workspace idle", async () => {
    const clock = new VirtualClock(START);
    const sandbox = await tryWorkspace({ clock });
    const settle = settleWhen(() => sandbox.isIdle());
    sandbox.faults.add({ kind: "slow", ms: 20_000, methods: ["chat.postMessage"] });
    let answeredAt = 0;
    const answer = post(sandbox).then(() => {
      answeredAt = clock.now();
    });
    await sandbox.until(() => texts(sandbox).length === 1 && sandbox.isIdle());
    await clock.advance(19_999, settle);
    expect([answeredAt, sandbox.heldCalls()]).toEqual([0, 1]);
    await clock.advance(1, settle);
    await answer;
    expect([answeredAt, sandbox.heldCalls()]).toEqual([START + 20_000, 0]);
  });
});

describe("kill hooks", () => {
  it("strike before the deed or after it, at the n-th call, and the caller gets no reply", async () => {
    const sandbox = await tryWorkspace();
    const struck: string[] = [];
    sandbox.faults.killBefore("chat.postMessage", 2, () => void struck.push(`before: ${texts(sandbox).length}`));
    sandbox.faults.killAfter("*", 3, () => void struck.push(`after: ${texts(sandbox).length}`));
    expect(await codeOf(post(sandbox, "one"))).toBe("ok");
    expect(await codeOf(post(sandbox, "two"))).not.toBe("ok");
    expect(await codeOf(post(sandbox, "three"))).toBe("ok");
    expect(await codeOf(post(sandbox, "four"))).not.toBe("ok");
    expect(struck).toEqual(["before: 1", "after: 3"]);
    expect(texts(sandbox)).toEqual(["one", "three", "four"]);
    expect(sandbox.calls.api("chat.postMessage").map(({ fault }) => fault)).toEqual([
      undefined,
      "kill",
      undefined,
      "kill",
    ]);
  });
});

describe("an outage", () => {
  it.each(["refuse", "reset"] as const)("by %s takes everything away and gives it back in time", async (how) => {
    const clock = new VirtualClock(START);
    const sandbox = await tryWorkspace({ clock });
    await socketApp(sandbox, () => {});
    const { over } = await sandbox.faults.down({ ms: 600_000, how });
    await sandbox.until(() => sandbox.sockets.connected === 0);
    expect(await codeOf(post(sandbox))).not.toBe("ok");
    await clock.advance(
      599_999,
      settleWhen(() => sandbox.isIdle()),
    );
    expect(await codeOf(post(sandbox))).not.toBe("ok");
    await clock.advance(
      1,
      settleWhen(() => sandbox.isIdle()),
    );
    await over;
    expect(await codeOf(post(sandbox))).toBe("ok");
    expect(texts(sandbox)).toEqual(["hello"]);
  });
});

describe("events on a bad line", () => {
  it("arrive in copies, late and in another order, the same for the same seed", async () => {
    const order: string[][] = [];
    for (let run = 0; run < 2; run += 1) {
      const clock = new VirtualClock(START);
      const sandbox = await tryWorkspace({ clock });
      const heard: string[] = [];
      await sandbox.person("dana").invite("general", ["@app"]);
      await socketApp(sandbox, (app) => {
        app.message(async ({ message }) => {
          if (message.subtype === undefined && message.text?.startsWith("message")) heard.push(message.text);
        });
      });
      sandbox.faults.events({ seed: 7, extraCopies: 3, delayMs: [1, 3_600_000] });
      for (let count = 0; count < 5; count += 1) await sandbox.person("dana").say("general", `message ${count}`);
      expect(heard).toEqual([]);
      await clock.advance(
        3_600_000,
        settleWhen(() => sandbox.isIdle()),
      );
      order.push(heard);
    }
    const [first = [], second] = order;
    expect(first).toHaveLength(20);
    expect(first).not.toEqual([...first].sort());
    expect(second).toEqual(first);
  });
});

describe("chaos by seed", () => {
  const outcomes = async (seed: number) => {
    const sandbox = await tryWorkspace();
    sandbox.faults.chaos({ seed, methods: ["chat.postMessage"], rateLimited: 0.3, serverError: 0.2, lostAnswer: 0.2 });
    for (let count = 0; count < 30; count += 1) await codeOf(post(sandbox));
    return sandbox.calls.api("chat.postMessage").map(({ fault }) => fault ?? "ok");
  };

  it("spoils the same calls in each run and others for another seed", async () => {
    const [first, again, other] = [await outcomes(1), await outcomes(1), await outcomes(2)];
    expect(new Set(first)).toEqual(new Set(["ok", "rate_limited", "server_error", "lost_answer"]));
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });
});

describe("answers by URL", () => {
  it("pass the same line: logged, and cut at the call where a hook strikes", async () => {
    const sandbox = await tryWorkspace();
    const failures: unknown[] = [];
    await socketApp(sandbox, (app) => {
      app.command("/try", async ({ ack, respond }) => {
        await ack();
        await respond("hello").catch((error: unknown) => failures.push(error));
      });
    });
    const dana = sandbox.person("dana");
    sandbox.faults.killAfter("response_url", 1, () => {});
    await dana.command("general", "/try");
    await sandbox.until(() => failures.length === 1);
    expect(dana.finds("general", "hello").ephemeral).toBe(true);
    const passed = sandbox.calls.all().filter(({ kind }) => kind === "response_url");
    expect(passed).toMatchObject([{ status: 0, fault: "kill", args: { text: "hello" } }]);
  });
});
