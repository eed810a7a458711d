import type { KnownBlock, View } from "@slack/types";
import { afterEach, describe, expect, it } from "vitest";
import { VirtualClock } from "../../../src/lib/virtual-clock.ts";
import { type Sandbox, settleWhen } from "../../../src/sandbox/index.ts";
import { clientOf, closeAll, socketApp, tryWorkspace } from "../delivery/try-app.ts";

afterEach(closeAll);

const plain = (text: string) => ({ type: "plain_text" as const, text });
const options = ["Checkout", "Search", "Login"].map((name) => ({ text: plain(name), value: name.toLowerCase() }));
const input = (id: string, label: string, element: object, more: object = {}): KnownBlock =>
  ({
    type: "input",
    block_id: id,
    label: plain(label),
    optional: true,
    element: { action_id: id, ...element },
    ...more,
  }) as KnownBlock;

const everything: View = {
  type: "modal",
  callback_id: "all",
  title: plain("Everything"),
  submit: plain("Send"),
  blocks: [
    input("text", "Text", { type: "plain_text_input", initial_value: "as before" }),
    input("number", "Number", { type: "number_input", is_decimal_allowed: false, max_value: "10" }),
    input("one", "One", { type: "static_select", options }),
    input("many", "Many", { type: "multi_static_select", options }),
    input("radio", "Radio", { type: "radio_buttons", options }),
    input("boxes", "Boxes", { type: "checkboxes", options }),
    input("who", "Who", { type: "users_select" }),
    input("whos", "Whos", { type: "multi_users_select" }),
    input("where", "Where", { type: "channels_select" }),
    input("talk", "Talk", { type: "conversations_select" }),
    input("day", "Day", { type: "datepicker" }),
    input("time", "Time", { type: "timepicker" }),
    input("moment", "Moment", { type: "datetimepicker" }),
  ],
};

async function withForm(sandbox: Sandbox, view: View) {
  const sent: Record<string, unknown>[] = [];
  const told: unknown[] = [];
  await socketApp(sandbox, (app) => {
    app.shortcut("start", async ({ ack, client, shortcut }) => {
      await client.views.open({ trigger_id: shortcut.trigger_id, view });
      await ack();
    });
    app.action(/.*/, async ({ ack, action, body, client }) => {
      told.push(action.type);
      await ack();
      if (body.type !== "block_actions" || !body.view) return;
      const note: KnownBlock = { type: "section", block_id: "note", text: plain("noted") };
      await client.views.update({ view_id: body.view.id, view: { ...view, blocks: [...view.blocks, note] } });
    });
    app.view("all", async ({ ack, view: { state } }) => {
      sent.push(Object.fromEntries(Object.values(state.values).flatMap((actions) => Object.entries(actions))));
      await ack();
    });
  });
  await sandbox.person("dana").shortcut("start");
  return { sent, told };
}

describe("a form", () => {
  it("is sent with what stands in it, filled by label or not", async () => {
    const sandbox = await tryWorkspace();
    const { sent } = await withForm(sandbox, everything);
    const dana = sandbox.person("dana");
    await dana.submit({
      ...{ Number: 7, One: "Search", Many: ["Checkout", "Login"], Radio: "Login", Boxes: ["Search"] },
      ...{ Who: "sam", Whos: ["kim", "priya"], Where: "random", Talk: "#general" },
      ...{ Day: "2026-03-01", Time: "09:30", Moment: 1_772_366_400_000 },
    });
    const id = (name: string) => sandbox.person(name).id;
    const channel = (name: string) => sandbox.workspace.channels.named(name)?.id;
    const [values = {}] = sent;
    expect(values).toMatchObject({
      text: { type: "plain_text_input", value: "as before" },
      number: { type: "number_input", value: "7" },
      one: { type: "static_select", selected_option: options[1] },
      many: { type: "multi_static_select", selected_options: [options[0], options[2]] },
      radio: { type: "radio_buttons", selected_option: options[2] },
      boxes: { type: "checkboxes", selected_options: [options[1]] },
      who: { type: "users_select", selected_user: id("sam") },
      whos: { type: "multi_users_select", selected_users: [id("kim"), id("priya")] },
      where: { type: "channels_select", selected_channel: channel("random") },
      talk: { type: "conversations_select", selected_conversation: channel("general") },
      day: { type: "datepicker", selected_date: "2026-03-01" },
      time: { type: "timepicker", selected_time: "09:30" },
      moment: { type: "datetimepicker", selected_date_time: 1_772_366_400 },
    });
  });

  it("sends empty fields as Slack does", async () => {
    const sandbox = await tryWorkspace();
    const { sent } = await withForm(sandbox, everything);
    await sandbox.person("dana").submit({ Text: null });
    expect(sent[0]).toMatchObject({
      text: { type: "plain_text_input", value: null },
      one: { type: "static_select", selected_option: null },
      many: { type: "multi_static_select", selected_options: [] },
      boxes: { type: "checkboxes", selected_options: [] },
      who: { type: "users_select", selected_user: null },
      moment: { type: "datetimepicker", selected_date_time: null },
    });
  });

  it("is not sent while Slack's own client objects", async () => {
    const sandbox = await tryWorkspace();
    const { sent } = await withForm(sandbox, everything);
    const result = await sandbox.person("dana").submit({ Number: 11 });
    expect(result.errors).toEqual({ Number: "Please enter a number of at most 10." });
    expect(sent).toEqual([]);
    expect(sandbox.calls.deliveries("view_submission")).toEqual([]);
  });

  it("tells the app of a change where it asked to, keeps what was entered, and follows its new fields", async () => {
    const sandbox = await tryWorkspace();
    const live = input("live", "Live", { type: "static_select", options }, { dispatch_action: true });
    const text = input("text", "Text", { type: "plain_text_input" });
    const { sent, told } = await withForm(sandbox, { ...everything, blocks: [text, live] });
    const dana = sandbox.person("dana");
    await dana.fill({ Text: "kept", Live: "Search" });
    await sandbox.until(() => dana.modal().plain.includes("noted"));
    await dana.submit();
    expect(told).toEqual(["static_select"]);
    expect(sent[0]).toMatchObject({ text: { value: "kept" }, live: { selected_option: options[1] } });
  });

  it("carries a response URL for the channel chosen where the field asks for one", async () => {
    const sandbox = await tryWorkspace();
    const channel = input("where", "Where", { type: "conversations_select", response_url_enabled: true });
    const urls: string[] = [];
    await socketApp(sandbox, (app) => {
      app.shortcut("start", async ({ ack, client, shortcut }) => {
        await client.views.open({ trigger_id: shortcut.trigger_id, view: { ...everything, blocks: [channel] } });
        await ack();
      });
      app.view("all", async ({ ack, body }) => {
        if (body.type === "view_submission") urls.push(...(body.response_urls ?? []).map((each) => each.response_url));
        await ack();
      });
    });
    const dana = sandbox.person("dana");
    await dana.shortcut("start");
    await dana.submit({ Where: "random" });
    for (const url of urls) await fetch(url, { method: "POST", body: JSON.stringify({ text: "sent by form" }) });
    expect(dana.finds("random", "sent by form").ephemeral).toBe(true);
  });

  it("cannot be opened by a trigger that is three seconds old, or was used", async () => {
    const clock = new VirtualClock(Date.parse("2026-03-01T12:00:00Z"));
    const sandbox = await tryWorkspace({ clock });
    const triggers: string[] = [];
    await socketApp(sandbox, (app) => {
      app.shortcut("start", async ({ ack, shortcut }) => {
        triggers.push(shortcut.trigger_id);
        await ack();
      });
    });
    const dana = sandbox.person("dana");
    await dana.shortcut("start");
    await dana.shortcut("start");
    const [first = "", second = ""] = triggers;
    const open = (trigger_id: string) =>
      clientOf(sandbox)
        .views.open({ trigger_id, view: everything })
        .then(
          () => "ok",
          (error) => error.data.error,
        );
    expect([await open(first), await open(first)]).toEqual(["ok", "exchanged_trigger_id"]);
    await clock.advance(
      3001,
      settleWhen(() => sandbox.isIdle()),
    );
    expect(await open(second)).toBe("expired_trigger_id");
  });

  it("says which fields there are when a label is wrong", async () => {
    const sandbox = await tryWorkspace();
    await withForm(sandbox, { ...everything, blocks: [input("text", "Text", { type: "plain_text_input" })] });
    await expect(sandbox.person("dana").fill({ Text: "x", Titel: "y" })).rejects.toThrow('there is: "Text"');
  });
});

describe("the home tab and direct messages", () => {
  it("opens with an event, shows what was published and takes clicks", async () => {
    const sandbox = await tryWorkspace();
    const pressed: unknown[] = [];
    await socketApp(sandbox, (app) => {
      app.event("app_home_opened", async ({ client, event }) => {
        const button = { type: "button" as const, action_id: "go", text: plain("Go") };
        const view = { type: "home" as const, blocks: [{ type: "actions" as const, elements: [button] }] };
        await client.views.publish({ user_id: event.user, view });
      });
      app.action("go", async ({ ack, body }) => {
        if (body.type === "block_actions") pressed.push([body.view?.type, body.container.type]);
        await ack();
      });
      app.message("ping", async ({ say }) => {
        await say("pong");
      });
    });
    const dana = sandbox.person("dana");
    expect(() => dana.home()).toThrow("the app has published no home for dana");
    await dana.openHome();
    await sandbox.until(() => sandbox.workspace.views.home(dana.id) !== undefined);
    expect(dana.home().buttons).toEqual(["Go"]);
    expect(await dana.click("home", "Go")).toMatchObject({ ok: true });
    expect(pressed).toEqual([["home", "view"]]);
    await dana.say("@app", "ping");
    await sandbox.until(() => dana.dm().length === 2);
    expect(dana.dm().map(({ text, fromApp }) => [text, fromApp])).toEqual([
      ["ping", false],
      ["pong", true],
    ]);
  });
});
