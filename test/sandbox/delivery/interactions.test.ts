import type { App } from "@slack/bolt";
import type { KnownBlock, View } from "@slack/types";
import { afterEach, describe, expect, it } from "vitest";
import { VirtualClock } from "../../../src/lib/virtual-clock.ts";
import { type Sandbox, settleWhen } from "../../../src/sandbox/index.ts";
import { clientOf, closeAll, httpApp, socketApp, tryWorkspace } from "./try-app.ts";

afterEach(closeAll);

const transports = [
  ["Socket Mode", socketApp],
  ["HTTP", httpApp],
] as const satisfies readonly (readonly [string, (sandbox: Sandbox, listen: (app: App) => void) => Promise<unknown>])[];

const titleInput: KnownBlock = {
  type: "input",
  block_id: "title",
  label: { type: "plain_text", text: "Title" },
  element: { type: "plain_text_input", action_id: "typed" },
};

const severity: KnownBlock = {
  type: "input",
  block_id: "severity",
  label: { type: "plain_text", text: "Severity" },
  optional: true,
  element: {
    type: "static_select",
    action_id: "picked",
    options: ["SEV-1", "SEV-2"].map((name) => ({ text: { type: "plain_text" as const, text: name }, value: name })),
  },
};

const form: View = {
  type: "modal",
  callback_id: "form",
  title: { type: "plain_text", text: "Form" },
  submit: { type: "plain_text", text: "Send" },
  notify_on_close: true,
  blocks: [titleInput, severity],
};

const doneView: View = {
  type: "modal",
  title: { type: "plain_text", text: "Done" },
  blocks: [{ type: "section", text: { type: "mrkdwn", text: "All done" } }],
};

const button = {
  type: "button",
  action_id: "press",
  value: "7",
  text: { type: "plain_text", text: "Press me" },
} as const;

describe.each(transports)("over %s", (_name, start) => {
  it("runs a command and shows its private answer to the person alone", async () => {
    const sandbox = await tryWorkspace();
    const heard: string[] = [];
    await start(sandbox, (app) => {
      app.command("/try", async ({ ack, command }) => {
        heard.push(command.text);
        await ack({ text: "got it" });
      });
    });
    const dana = sandbox.person("dana");
    const result = await dana.command("general", "/try hello <you> & @sam in #random");
    const { id } = sandbox.person("sam");
    const random = sandbox.workspace.channels.named("random")?.id;
    expect(heard).toEqual([`hello &lt;you&gt; &amp; <@${id}|sam> in <#${random}|random>`]);
    expect(result).toMatchObject({ ok: true, ephemeral: [{ plain: "got it", ephemeral: true, fromApp: true }] });
    expect(result.ackMs).toBeLessThan(3000);
    expect(
      sandbox
        .person("sam")
        .sees("general")
        .filter(({ fromApp }) => fromApp),
    ).toEqual([]);
  });

  it("leaves references alone when the command does not escape", async () => {
    const sandbox = await tryWorkspace();
    const heard: string[] = [];
    await start(sandbox, (app) => {
      app.command("/raw", async ({ ack, command }) => {
        heard.push(command.text);
        await ack();
      });
    });
    await sandbox.person("dana").command("general", "/raw ask @sam");
    expect(heard).toEqual(["ask @sam"]);
  });

  it("opens a form, checks it, shows the app's errors and closes it when accepted", async () => {
    const sandbox = await tryWorkspace();
    const sent: unknown[] = [];
    await start(sandbox, (app) => {
      app.command("/try", async ({ ack, client, command }) => {
        await client.views.open({ trigger_id: command.trigger_id, view: form });
        await ack();
      });
      app.view("form", async ({ ack, view }) => {
        const title = view.state.values.title?.typed?.value;
        if (title === "bad") {
          await ack({ response_action: "errors", errors: { title: "Say what is broken." } });
          return;
        }
        sent.push(view.state.values);
        await ack();
      });
    });
    const dana = sandbox.person("dana");
    await dana.command("general", "/try");
    await sandbox.until(() => dana.hasModal());
    expect(await dana.submit()).toMatchObject({ ok: false, errors: { Title: "Please complete this required field." } });
    expect(await dana.submit({ Title: "bad" })).toMatchObject({ ok: false, errors: { Title: "Say what is broken." } });
    expect(dana.modal().errors).toEqual({ Title: "Say what is broken." });
    expect(await dana.submit({ Title: "Checkout", Severity: "SEV-2" })).toMatchObject({ ok: true, errors: {} });
    expect(dana.hasModal()).toBe(false);
    expect(sent).toEqual([
      {
        title: { typed: { type: "plain_text_input", value: "Checkout" } },
        severity: {
          picked: {
            type: "static_select",
            selected_option: { text: { type: "plain_text", text: "SEV-2" }, value: "SEV-2" },
          },
        },
      },
    ]);
  });

  it("updates, pushes and clears forms as the app answers, and tells of a closed one", async () => {
    const sandbox = await tryWorkspace();
    const closed: boolean[] = [];
    const answers: Record<string, object> = {
      update: { response_action: "update", view: doneView },
      push: { response_action: "push", view: doneView },
      clear: { response_action: "clear" },
    };
    await start(sandbox, (app) => {
      app.shortcut("start", async ({ ack, client, shortcut }) => {
        await client.views.open({ trigger_id: shortcut.trigger_id, view: form });
        await ack();
      });
      app.view({ callback_id: "form", type: "view_submission" }, async ({ ack, view }) => {
        await (ack as (answer: object) => Promise<void>)(answers[view.state.values.title?.typed?.value ?? ""] ?? {});
      });
      app.view({ callback_id: "form", type: "view_closed" }, async ({ ack, body }) => {
        if (body.type === "view_closed") closed.push(body.is_cleared);
        await ack();
      });
    });
    const dana = sandbox.person("dana");
    const titles = () => dana.modals().map(({ title }) => title);
    await dana.shortcut("Start something");
    await dana.submit({ Title: "push" });
    expect(titles()).toEqual(["Form", "Done"]);
    await dana.closeModal();
    await dana.submit({ Title: "clear" });
    expect(titles()).toEqual([]);
    await dana.shortcut("start");
    await dana.submit({ Title: "update" });
    expect(titles()).toEqual(["Done"]);
    expect(await dana.closeModal()).toMatchObject({ ok: true });
    await dana.shortcut("start");
    await dana.closeModal();
    expect(closed).toEqual([false]);
  });

  it("tells the app which button was pressed where, and lets it replace that message", async () => {
    const sandbox = await tryWorkspace();
    const pressed: unknown[] = [];
    await start(sandbox, (app) => {
      app.action("press", async ({ ack, body, action, respond }) => {
        if (body.type !== "block_actions") return;
        pressed.push([action.type === "button" && action.value, body.container.message_ts, body.channel?.name]);
        await ack();
        await respond({ replace_original: true, text: "pressed" });
      });
    });
    const channel = sandbox.workspace.channels.named("general")?.id ?? "";
    const { ts } = await clientOf(sandbox).chat.postMessage({
      ...{ channel, text: "press", blocks: [{ type: "actions", block_id: "row", elements: [button] }] },
    });
    const sam = sandbox.person("sam");
    const message = sam.finds("general", "Press me");
    expect(message.buttons).toEqual(["Press me"]);
    expect(await sam.click(message, "Press me")).toMatchObject({ ok: true });
    await sandbox.until(() => sam.see(message)?.text === "pressed");
    expect(pressed).toEqual([["7", ts, "general"]]);
  });

  it("asks the app for the options of an external select", async () => {
    const sandbox = await tryWorkspace();
    const asked: string[] = [];
    const select: KnownBlock = {
      type: "input",
      block_id: "service",
      label: { type: "plain_text", text: "Service" },
      element: { type: "external_select", action_id: "service", min_query_length: 0 },
    };
    const chosen: unknown[] = [];
    await start(sandbox, (app) => {
      app.shortcut("start", async ({ ack, client, shortcut }) => {
        await client.views.open({ trigger_id: shortcut.trigger_id, view: { ...form, blocks: [select] } });
        await ack();
      });
      app.options("service", async ({ ack, payload }) => {
        asked.push(payload.value);
        const names = ["checkout", "search"].filter((name) => name.includes(payload.value));
        await ack({ options: names.map((name) => ({ text: { type: "plain_text", text: name }, value: name })) });
      });
      app.view("form", async ({ ack, view }) => {
        chosen.push(view.state.values.service?.service?.selected_option?.value);
        await ack();
      });
    });
    const dana = sandbox.person("dana");
    await dana.shortcut("start");
    expect(await dana.suggestions("modal", "Service", "ch")).toMatchObject({
      ok: true,
      options: ["checkout", "search"],
    });
    await dana.submit({ Service: "search" });
    expect(asked).toEqual(["ch", "search"]);
    expect(chosen).toEqual(["search"]);
  });

  it("hands a message to a message shortcut", async () => {
    const sandbox = await tryWorkspace();
    const noted: unknown[] = [];
    await start(sandbox, (app) => {
      app.shortcut("note", async ({ ack, shortcut }) => {
        if (shortcut.type === "message_action") noted.push([shortcut.message.text, shortcut.channel.name]);
        await ack();
      });
    });
    const dana = sandbox.person("dana");
    const message = await dana.say("general", "db is slow");
    expect(await dana.messageShortcut(message, "Note this")).toMatchObject({ ok: true });
    expect(noted).toEqual([["db is slow", "general"]]);
  });

  it("tells the person when the app refuses to understand, and opens nothing", async () => {
    const sandbox = await tryWorkspace();
    await start(sandbox, (app) => {
      app.shortcut("start", async ({ ack, client, shortcut }) => {
        await client.views.open({ trigger_id: shortcut.trigger_id, view: form });
        await ack();
      });
      app.view("form", async ({ ack }) => {
        await ack({ response_action: "errors", errors: { no_such_block: "?" } });
      });
    });
    const dana = sandbox.person("dana");
    await dana.shortcut("start");
    const result = await dana.submit({ Title: "x" });
    expect(result).toMatchObject({ ok: false, error: "invalid_errors" });
    expect(dana.notices().at(-1)?.text).toContain("We had some trouble connecting. Try again?");
  });

  it("lets a person see the failure when nobody acknowledges within three seconds", async () => {
    const clock = new VirtualClock(Date.now());
    const sandbox = await tryWorkspace({ clock });
    await start(sandbox, (app) => {
      app.command("/try", () => new Promise(() => {}));
    });
    const answer = sandbox.person("dana").command("general", "/try");
    await clock.advance(
      2999,
      settleWhen(() => sandbox.isIdle()),
    );
    expect(sandbox.person("dana").notices()).toEqual([]);
    await clock.advance(
      1,
      settleWhen(() => sandbox.isIdle()),
    );
    expect(await answer).toMatchObject({
      ...{ ok: false, ackMs: 3000, error: "operation_timeout" },
      notice: '/try failed with the error "operation_timeout"',
    });
    expect(sandbox.calls.deliveries("command /try")).toHaveLength(1);
  });
});
