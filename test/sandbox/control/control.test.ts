import { readFile } from "node:fs/promises";
import { afterEach, describe, expect, it } from "vitest";
import { VirtualClock } from "../../../src/lib/virtual-clock.ts";
import { ACTS, SIGHTS } from "../../../src/sandbox/control/acts.ts";
import { WORKSPACE_ACTS } from "../../../src/sandbox/control/workspace-acts.ts";
import type { Sandbox } from "../../../src/sandbox/index.ts";
import { clientOf, closeAll, socketApp, tryWorkspace } from "../delivery/try-app.ts";

afterEach(closeAll);

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

async function control(sandbox: Sandbox, verb: string, path: string, input?: unknown): Promise<Answer> {
  const body = input === undefined ? {} : { body: JSON.stringify(input) };
  const response = await fetch(`${sandbox.url}/control/${path}`, { method: verb, ...body });
  const answer: unknown = await response.json();
  if (typeof answer !== "object" || answer === null) throw new Error("not an object");
  return { status: response.status, body: { ...answer } };
}

const titleForm = {
  type: "modal" as const,
  callback_id: "form",
  title: { type: "plain_text" as const, text: "Form" },
  submit: { type: "plain_text" as const, text: "Send" },
  blocks: [
    {
      ...{ type: "input" as const, block_id: "title", label: { type: "plain_text" as const, text: "Title" } },
      element: { type: "plain_text_input" as const, action_id: "typed" },
    },
  ],
};

describe("the control API", () => {
  it("is described act by act in the README", async () => {
    const readme = await readFile(new URL("../../../src/sandbox/README.md", import.meta.url), "utf8");
    const missing = (names: object) => Object.keys(names).filter((name) => !readme.includes(`\`${name}`));
    expect([missing(ACTS), missing(SIGHTS)]).toEqual([[], []]);
    expect(Object.keys(WORKSPACE_ACTS).filter((name) => !readme.includes(`POST ${name}`))).toEqual([]);
  });

  it("acts as a person and says how long the app took to acknowledge", async () => {
    const sandbox = await tryWorkspace();
    await socketApp(sandbox, (app) => {
      app.command("/try", async ({ ack }) => ack("hello"));
    });
    const { status, body } = await control(sandbox, "POST", "people/dana/command", {
      channel: "general",
      text: "/try",
    });
    expect([status, body]).toMatchObject([200, { ok: true, ephemeral: [{ plain: "hello" }] }]);
    expect(body.ackMs).toBeGreaterThan(0);
  });

  it("says that the app failed, in Slack's words", async () => {
    const sandbox = await tryWorkspace();
    const { status, body } = await control(sandbox, "POST", "people/dana/command", {
      channel: "general",
      text: "/try",
    });
    expect([status, body]).toMatchObject([200, { ok: false, error: "dispatch_failed" }]);
    expect((await control(sandbox, "GET", "people/dana/notices")).body.notices).toHaveLength(1);
  });

  it("fills and sends a form by labels, and reads what the person sees", async () => {
    const sandbox = await tryWorkspace();
    await socketApp(sandbox, (app) => {
      app.shortcut("start", async ({ ack, client, shortcut }) => {
        await client.views.open({ trigger_id: shortcut.trigger_id, view: titleForm });
        await ack();
      });
      app.view("form", async ({ ack, view }) => {
        const isBad = view.state.values.title?.typed?.value === "bad";
        await (isBad ? ack({ response_action: "errors", errors: { title: "No." } }) : ack());
      });
    });
    await control(sandbox, "POST", "people/kim/shortcut", { name: "start" });
    expect((await control(sandbox, "GET", "people/kim/modal")).body).toMatchObject({ modals: [{ title: "Form" }] });
    const refused = await control(sandbox, "POST", "people/kim/submit", { values: { Title: "bad" } });
    expect(refused.body).toMatchObject({ ok: false, errors: { Title: "No." } });
    const sent = await control(sandbox, "POST", "people/kim/submit", { values: { Title: "good" } });
    expect(sent.body).toMatchObject({ ok: true, errors: {} });
    expect((await control(sandbox, "GET", "people/kim/modal")).body.modals).toEqual([]);
  });

  it("types, edits, reacts, deletes; each person sees the result", async () => {
    const sandbox = await tryWorkspace();
    const said = await control(sandbox, "POST", "people/dana/say", { channel: "general", text: "hi @sam" });
    const { message } = said.body;
    if (typeof message !== "object" || message === null || !("ts" in message)) throw new Error("nothing said");
    const ref = { channel: "general", ts: message.ts };
    await control(sandbox, "POST", "people/sam/react", { message: ref, emoji: "wave" });
    await control(sandbox, "POST", "people/dana/edit", { message: ref, text: "hi all" });
    await control(sandbox, "POST", "people/sam/say", { channel: "general", text: "hi", thread: message.ts });
    const seen = await control(sandbox, "GET", "people/kim/messages?channel=general");
    expect(seen.body.messages).toMatchObject([
      { from: "dana", plain: "hi all", edited: true, reactions: { wave: ["sam"] }, thread: [{ from: "sam" }] },
    ]);
    await control(sandbox, "POST", "people/dana/delete", { message: ref });
    const after = await control(sandbox, "GET", "people/kim/messages?channel=general");
    expect(after.body.messages).toMatchObject([{ deleted: true }]);
  });

  it.each([
    ["POST", "people/dana/say", { channel: "nowhere", text: "x" }, 400, 'there is no channel "nowhere"'],
    ["POST", "people/nobody/say", { channel: "general", text: "x" }, 400, 'there is nobody called "nobody"'],
    ["POST", "people/dana/fly", {}, 404, "no such thing: /control/people/dana/fly"],
    ["POST", "people/gus/say", { channel: "general", text: "x" }, 400, "channel_not_found"],
    ["POST", "clock", { advanceMs: 1 }, 400, "this workspace runs on the system clock"],
  ])("refuses %s %s %j", async (verb, path, input, status, error) => {
    const sandbox = await tryWorkspace();
    expect(await control(sandbox, verb, path, input)).toEqual({ status, body: { ok: false, error } });
  });

  it("names the field of a request that it cannot read", async () => {
    const sandbox = await tryWorkspace();
    const { status, body } = await control(sandbox, "POST", "people/dana/say", { channel: "general" });
    expect([status, body.error]).toEqual([400, expect.stringContaining("at text")]);
  });

  it("makes people and channels, and deactivates", async () => {
    const sandbox = await tryWorkspace();
    await control(sandbox, "POST", "users", { name: "maya", tz: "Africa/Nairobi" });
    await control(sandbox, "POST", "channels", { name: "war-room", private: true, members: ["maya", "dana"] });
    expect(sandbox.person("maya").channels()).toContain("war-room");
    expect(sandbox.person("sam").channels()).not.toContain("war-room");
    await control(sandbox, "POST", "deactivate", { name: "maya" });
    const { people } = (await control(sandbox, "GET", "people")).body;
    expect(people).toContainEqual(expect.objectContaining({ name: "maya", deleted: true }));
  });

  it("switches faults on and off and shows each call that passed", async () => {
    const sandbox = await tryWorkspace();
    const rule = { kind: "error", error: "fatal_error", methods: ["auth.test"] };
    await control(sandbox, "POST", "faults", { rules: [rule] });
    await clientOf(sandbox)
      .auth.test()
      .catch(() => {});
    await control(sandbox, "DELETE", "faults");
    await clientOf(sandbox).auth.test();
    const { calls } = (await control(sandbox, "GET", "calls")).body;
    expect(calls).toMatchObject([
      { number: 1, kind: "api", method: "auth.test", by: "bot", error: "fatal_error", fault: "error" },
      { number: 2, kind: "api", method: "auth.test", by: "bot", status: 200 },
    ]);
    expect((await control(sandbox, "GET", "calls?after=1")).body.calls).toHaveLength(1);
    await control(sandbox, "DELETE", "calls");
    expect((await control(sandbox, "GET", "calls")).body.calls).toEqual([]);
  });

  it("stays reachable through an outage that resets connections", async () => {
    const sandbox = await tryWorkspace();
    await control(sandbox, "POST", "faults", { down: { ms: 60_000, how: "reset" } });
    await sandbox.until(() => sandbox.sockets.connected === 0);
    const failure = await clientOf(sandbox)
      .auth.test()
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect((await control(sandbox, "GET", "status")).body).toMatchObject({ ok: true, sockets: 0 });
  });

  it("moves a virtual clock", async () => {
    const clock = new VirtualClock(1_000_000);
    const sandbox = await tryWorkspace({ clock });
    expect((await control(sandbox, "POST", "clock", { advanceMs: 5000 })).body).toEqual({ ok: true, now: 1_005_000 });
    expect((await control(sandbox, "GET", "clock")).body).toEqual({ ok: true, now: 1_005_000 });
  });

  it("revokes the app's tokens and gives them back", async () => {
    const sandbox = await tryWorkspace();
    await control(sandbox, "POST", "tokens", { revoked: true });
    const failure = await clientOf(sandbox)
      .auth.test()
      .catch((error: { data?: unknown }) => error.data);
    expect(failure).toMatchObject({ error: "token_revoked" });
    await control(sandbox, "POST", "tokens", { revoked: false });
    expect(await clientOf(sandbox).auth.test()).toMatchObject({ ok: true });
  });
});
