import { afterEach, describe, expect, it } from "vitest";
import { VirtualClock } from "../../../src/lib/virtual-clock.ts";
import { type Sandbox, settleWhen } from "../../../src/sandbox/index.ts";
import { closeAll, socketApp, tryWorkspace } from "./try-app.ts";

afterEach(closeAll);

async function respond(url: string, message: unknown): Promise<[number, unknown]> {
  const body = typeof message === "string" ? message : JSON.stringify(message);
  const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
  const answer: unknown = await response.json();
  return [response.status, answer];
}

/** The response URL that the app got with dana's command in a channel. */
async function urlOfCommand(sandbox: Sandbox, channel = "general"): Promise<string> {
  let url = "";
  await socketApp(sandbox, (app) => {
    app.command("/try", async ({ ack, command }) => {
      url = command.response_url;
      await ack();
    });
  });
  await sandbox.person("dana").command(channel, "/try");
  return url;
}

const fromApp = (sandbox: Sandbox, who: string, channel: string) =>
  sandbox
    .person(who)
    .sees(channel)
    .filter((message) => message.fromApp)
    .map(({ plain }) => plain);

describe("a response URL", () => {
  it("answers the person alone unless told to answer everybody, even where the bot is not", async () => {
    const sandbox = await tryWorkspace({ channels: [{ name: "secret", private: true, members: ["dana", "sam"] }] });
    const url = await urlOfCommand(sandbox, "secret");
    expect(await respond(url, { text: "for you" })).toEqual([200, { ok: true }]);
    expect(await respond(url, { text: "for all", response_type: "in_channel" })).toEqual([200, { ok: true }]);
    expect(fromApp(sandbox, "dana", "secret")).toEqual(["for you", "for all"]);
    expect(fromApp(sandbox, "sam", "secret")).toEqual(["for all"]);
  });

  it("works five times, then says used_url", async () => {
    const sandbox = await tryWorkspace();
    const url = await urlOfCommand(sandbox);
    const answers: unknown[] = [];
    for (let count = 0; count < 6; count += 1) answers.push(await respond(url, { text: `${count}` }));
    expect(answers.at(-2)).toEqual([200, { ok: true }]);
    expect(answers.at(-1)).toEqual([404, { ok: false, error: "used_url" }]);
    expect(fromApp(sandbox, "dana", "general")).toHaveLength(5);
  });

  it("works for thirty minutes, then says expired_url", async () => {
    const clock = new VirtualClock(Date.parse("2026-03-01T12:00:00Z"));
    const sandbox = await tryWorkspace({ clock });
    const url = await urlOfCommand(sandbox);
    await clock.advance(
      30 * 60_000,
      settleWhen(() => sandbox.isIdle()),
    );
    expect(await respond(url, { text: "in time" })).toEqual([200, { ok: true }]);
    await clock.advance(
      1,
      settleWhen(() => sandbox.isIdle()),
    );
    expect(await respond(url, { text: "too late" })).toEqual([404, { ok: false, error: "expired_url" }]);
  });

  it.each([
    ["{", 400, "invalid_payload"],
    [{}, 400, "no_text"],
    [{ blocks: [{ type: "nonsense" }] }, 400, "invalid_blocks"],
  ])("refuses %j", async (message, status, error) => {
    const sandbox = await tryWorkspace();
    const url = await urlOfCommand(sandbox);
    expect(await respond(url, message)).toEqual([status, { ok: false, error }]);
  });

  it("replaces and deletes the private message whose button was pressed", async () => {
    const sandbox = await tryWorkspace();
    const button = { type: "button", action_id: "go", text: { type: "plain_text", text: "Go" } } as const;
    const seen: unknown[] = [];
    await socketApp(sandbox, (app) => {
      app.command("/try", async ({ ack }) =>
        ack({ text: "pick", blocks: [{ type: "actions", block_id: "row", elements: [button] }] }),
      );
      app.action("go", async ({ ack, respond: answer, body }) => {
        if (body.type === "block_actions") seen.push([body.container.is_ephemeral, body.message]);
        await ack();
        await answer(seen.length === 1 ? { replace_original: true, text: "picked" } : { delete_original: true });
      });
    });
    const dana = sandbox.person("dana");
    const { ephemeral } = await dana.command("general", "/try");
    const [message] = ephemeral;
    if (!message) throw new Error("nothing was shown");
    await dana.click(message, "Go");
    await sandbox.until(() => dana.see(message)?.plain === "picked");
    expect(seen).toEqual([[true, undefined]]);
    const again = await dana.command("general", "/try");
    const [second] = again.ephemeral;
    if (!second) throw new Error("nothing was shown");
    await dana.click(second, "Go");
    await sandbox.until(() => dana.see(second) === undefined);
  });
});
