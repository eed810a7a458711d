import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import { VirtualClock } from "../../../src/lib/virtual-clock.ts";
import { type Sandbox, settleWhen, signatureHeaders } from "../../../src/sandbox/index.ts";
import { closeAll, httpApp, socketApp, tryWorkspace } from "./try-app.ts";

afterEach(async () => {
  await closeAll();
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

const START = Date.parse("2026-03-01T12:00:00Z");
const settle = (sandbox: Sandbox) => settleWhen(() => sandbox.isIdle());
const attempts = (sandbox: Sandbox, method = "event message") =>
  sandbox.calls.deliveries(method).map(({ args, error }) => [args.attempt, error ?? "acked"]);

interface Request {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An app of a few lines that answers its n-th request with a status and headers. */
async function rawApp(answer: (count: number) => [number, Record<string, string>]) {
  const requests: Request[] = [];
  let count = 0;
  const server = createServer(async (request, response) => {
    requests.push({ headers: request.headers, body: await text(request) });
    count += 1;
    response.writeHead(...answer(count)).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  servers.push(server);
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { url: `http://127.0.0.1:${address.port}/`, requests };
}

const servers: Server[] = [];

/** The bot hears only where it is. */
async function withBotInGeneral(sandbox: Sandbox, clock?: VirtualClock): Promise<void> {
  await sandbox.person("dana").invite("general", ["@app"]);
  // What nobody hears of the invitation is repeated for six minutes.
  await clock?.advance(600_000, settle(sandbox));
  sandbox.calls.clear();
}

describe.each([["Socket Mode", socketApp] as const, ["HTTP", httpApp] as const])("events over %s", (_name, start) => {
  it("reach the app with what was said, and are acknowledged before the act returns [TRY-2]", async () => {
    const sandbox = await tryWorkspace();
    const heard: unknown[] = [];
    await start(sandbox, (app) => {
      app.message(async ({ message, body }) => {
        if (message.subtype === undefined) heard.push([message.text, message.channel_type, body.event_id.slice(0, 2)]);
      });
    });
    await withBotInGeneral(sandbox);
    const said = await sandbox.person("dana").say("general", "hello");
    await sandbox.person("sam").react(said, "eyes");
    expect(attempts(sandbox)).toEqual([[0, "acked"]]);
    expect(attempts(sandbox, "event reaction_added")).toEqual([[0, "acked"]]);
    await sandbox.until(() => heard.length > 0);
    expect(heard).toEqual([["hello", "channel", "Ev"]]);
  });

  it("stay unheard where the bot is not a member", async () => {
    const sandbox = await tryWorkspace();
    await start(sandbox, () => {});
    await sandbox.person("dana").say("general", "hello");
    expect(sandbox.calls.deliveries()).toEqual([]);
  });
});

describe("an event that is not acknowledged", () => {
  it("comes again at once, after a minute and after five more, then never", async () => {
    const clock = new VirtualClock(START);
    const sandbox = await tryWorkspace({ clock });
    await withBotInGeneral(sandbox, clock);
    await sandbox.person("dana").say("general", "anybody there?");
    await clock.advance(0, settle(sandbox));
    const refused = "not_connected";
    expect(attempts(sandbox)).toEqual([
      [0, refused],
      [1, refused],
    ]);
    await clock.advance(59_999, settle(sandbox));
    expect(attempts(sandbox)).toHaveLength(2);
    await clock.advance(1, settle(sandbox));
    expect(attempts(sandbox)).toHaveLength(3);
    await clock.advance(300_000, settle(sandbox));
    await clock.advance(86_400_000, settle(sandbox));
    expect(attempts(sandbox)).toEqual([
      [0, refused],
      [1, refused],
      [2, refused],
      [3, refused],
    ]);
  });

  it("tells the app which attempt this is and why, with the same event_id", async () => {
    const clock = new VirtualClock(START);
    const sandbox = await tryWorkspace({ clock });
    await withBotInGeneral(sandbox, clock);
    const heard: unknown[] = [];
    await sandbox.person("dana").say("general", "late listener");
    await clock.advance(0, settle(sandbox));
    await socketApp(sandbox, (app) => {
      app.use(async ({ context, body, next }) => {
        heard.push([context.retryNum, context.retryReason, "event_id" in body && body.event_id]);
        await next();
      });
    });
    await clock.advance(60_000, settle(sandbox));
    const eventId = sandbox.calls.deliveries("event message")[0]?.args.event_id;
    expect(heard).toEqual([[2, "connection_failed", eventId]]);
    expect(attempts(sandbox).at(-1)).toEqual([2, "acked"]);
  });

  it("is repeated over HTTP after an error answer, signed anew, until the app says no", async () => {
    const clock = new VirtualClock(START);
    const sandbox = await tryWorkspace({ clock });
    await withBotInGeneral(sandbox, clock);
    const { url, requests } = await rawApp((count) => (count < 3 ? [500, {}] : [500, { "x-slack-no-retry": "1" }]));
    expect(await sandbox.useHttp(url)).toBe(false);
    requests.length = 0;
    await sandbox.person("dana").say("general", "hello");
    await clock.advance(3_600_000, settle(sandbox));
    const retries = requests.map(({ headers }) => [headers["x-slack-retry-num"], headers["x-slack-retry-reason"]]);
    expect(retries).toEqual([
      [undefined, undefined],
      ["1", "http_error"],
    ]);
    const { headers, body } = requests[1] ?? { headers: {}, body: "" };
    expect(headers).toMatchObject(signatureHeaders(sandbox.signingSecret, START + 600_000, body));
  });

  it("gives up an HTTP app that cannot be reached, in Slack's words", async () => {
    const clock = new VirtualClock(Date.now());
    const sandbox = await tryWorkspace({ clock });
    const running = await httpApp(sandbox, () => {});
    await withBotInGeneral(sandbox);
    await running.stop();
    await sandbox.person("dana").say("general", "hello");
    expect(attempts(sandbox)).toEqual([[0, "connection_failed"]]);
    const result = await sandbox.person("dana").command("general", "/try");
    expect(result).toMatchObject({ ok: false, error: "dispatch_failed" });
  });
});

describe("an HTTP app that answers with an error", () => {
  it("makes the person see http_service_error", async () => {
    const sandbox = await tryWorkspace();
    const { url } = await rawApp(() => [503, {}]);
    await sandbox.useHttp(url);
    const result = await sandbox.person("dana").command("general", "/try");
    expect(result).toMatchObject({ ok: false, error: "http_service_error" });
    expect(result.notice).toBe('/try failed with the error "http_service_error"');
  });
});

describe("HTTP signatures", () => {
  it("prove that the workspace sent it: the challenge is answered only with the same secret", async () => {
    const sandbox = await tryWorkspace();
    expect(await httpApp(sandbox, () => {})).toMatchObject({ isVerified: true });
    const other = await tryWorkspace();
    expect(await httpApp(other, () => {}, { signingSecret: "another" })).toMatchObject({ isVerified: false });
  });
});

describe("Slack's cap on events", () => {
  it("withholds what is above it and says app_rate_limited instead", async () => {
    const clock = new VirtualClock(START);
    const sandbox = await tryWorkspace({ clock });
    await withBotInGeneral(sandbox);
    sandbox.faults.capEvents(3);
    const dana = sandbox.person("dana");
    for (let count = 0; count < 5; count += 1) await dana.say("general", `message ${count}`);
    expect(sandbox.calls.deliveries("event message").filter(({ args }) => args.attempt === 0).length).toBeLessThan(4);
    expect(sandbox.calls.deliveries("app_rate_limited")).toHaveLength(1);
    await clock.advance(3_600_000, settle(sandbox));
    const before = sandbox.calls.deliveries("event message").length;
    await dana.say("general", "a new hour");
    expect(sandbox.calls.deliveries("event message").length).toBeGreaterThan(before);
  });
});
