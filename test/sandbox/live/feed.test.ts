import { afterEach, describe, expect, it } from "vitest";
import { pageFile } from "../../../src/sandbox/live/index.ts";
import { closeAll, socketApp, tryWorkspace } from "../delivery/try-app.ts";
import { Listener } from "./listen.ts";

const listeners: Listener[] = [];

afterEach(async () => {
  for (const listener of listeners.splice(0)) listener.close();
  await closeAll();
});

async function workspace() {
  const sandbox = await tryWorkspace();
  const windowAs = async (name: string, headers?: Record<string, string>) => {
    const listener = await Listener.open(sandbox, name, headers);
    listeners.push(listener);
    return listener;
  };
  /** Whatever is on its way to a window is there before the answer to a question asked later. */
  const quiet = async (listener: Listener) => {
    await listener.ask("focus", { visible: true });
    await listener.ask("focus", { visible: true });
  };
  return { sandbox, windowAs, quiet, dana: sandbox.person("dana"), sam: sandbox.person("sam") };
}

const idOf = (sandbox: Awaited<ReturnType<typeof tryWorkspace>>, name: string) =>
  sandbox.workspace.channels.named(name)?.id ?? "";

describe("what a window hears", () => {
  it("is nothing at all of a private channel that its person is not in [TRY-1]", async () => {
    const { sandbox, windowAs, quiet, dana } = await workspace();
    const sam = await windowAs("sam");
    await sam.ask("inspect", { on: true });
    await dana.createChannel("hush-merger", { private: true });
    await dana.invite("hush-merger", ["kim", "@app"]);
    const said = await dana.say("hush-merger", "the buyer is Umbrella");
    await dana.say("hush-merger", "in a thread about Umbrella", { thread: said });
    await dana.edit(said, "the buyer is still Umbrella");
    await dana.react(said, "zipper_mouth_face");
    await dana.pin(said);
    await dana.setTopic("hush-merger", "Umbrella topic");
    await dana.upload("hush-merger", { name: "umbrella.txt", content: "Umbrella contract" });
    const channelId = idOf(sandbox, "hush-merger");
    const bot = sandbox.workspace.app.botUserId;
    const canvas = sandbox.workspace.canvases.createForChannel(bot, {
      channelId,
      title: "Umbrella plan",
      markdown: "Umbrella",
    });
    sandbox.workspace.bookmarks.add(channelId, { title: "Umbrella room", link: "https://umbrella.example" });
    await dana.say("general", "see #hush-merger");
    await sam.ask("open", { channelId: idOf(sandbox, "general"), most: 50 });
    await dana.say("general", "again: #hush-merger");
    await quiet(sam);
    expect(sam.raw).toContain("again");
    expect(sam.raw).not.toMatch(/hush|umbrella|zipper/i);
    expect(sam.pushes.filter(({ kind }) => kind === "canvas")).toEqual([]);

    const fileId = sandbox.workspace.files.all()[0]?.id;
    const asks: [string, Record<string, unknown>][] = [
      ["open", { channelId, most: 10 }],
      ["older", { channelId, before: "9", most: 10 }],
      ["thread", { channelId, ts: said.ts }],
      ["pins", { channelId }],
      ["file", { fileId }],
      ["canvas", { canvasId: canvas.id }],
      ["say", { channelId, text: "let me in" }],
      ["react", { channelId, ts: said.ts, emoji: "eyes", on: true }],
      ["join", { channelId }],
      ["messageShortcut", { channelId, ts: said.ts, callbackId: "note" }],
      ["command", { channelId, text: "/try" }],
    ];
    for (const [act, args] of asks) expect({ act, ...(await sam.ask(act, args)) }).toMatchObject({ act, ok: false });
    expect(await sam.ask("message", { channelId, ts: said.ts })).toEqual({ ok: true, message: null });
    await quiet(sam);
    expect(sam.raw).not.toMatch(/hush|umbrella|zipper/i);
  });

  it("is never what the app shows to somebody else alone [TRY-1]", async () => {
    const { sandbox, windowAs, quiet, dana } = await workspace();
    await socketApp(sandbox, (app) => {
      app.command("/try", async ({ ack, client, body, respond }) => {
        await ack({ text: "whispered at once" });
        await respond({ text: "whispered by address", response_type: "ephemeral" });
        await client.chat.postEphemeral({ channel: body.channel_id, user: body.user_id, text: "whispered by call" });
        const view = {
          type: "modal" as const,
          title: { type: "plain_text" as const, text: "whispered form" },
          blocks: [],
        };
        await client.views.open({ trigger_id: body.trigger_id, view });
        const home = {
          type: "home" as const,
          blocks: [{ type: "section" as const, text: { type: "mrkdwn" as const, text: "whispered home" } }],
        };
        await client.views.publish({ user_id: body.user_id, view: home });
      });
    });
    await dana.invite("general", ["@app"]);
    const general = idOf(sandbox, "general");
    const [own, other] = [await windowAs("dana"), await windowAs("sam")];
    for (const each of [own, other]) {
      await each.ask("inspect", { on: true });
      await each.ask("open", { channelId: general, most: 50 });
    }
    await dana.command("general", "/try my own words");
    await sandbox.until(() => sandbox.workspace.views.home(dana.id) !== undefined);
    await quiet(own);
    await quiet(other);
    for (const what of ["at once", "by address", "by call", "form", "home"])
      expect(own.raw).toContain(`whispered ${what}`);
    expect(other.raw).toContain("chat.postEphemeral");
    expect(other.raw).not.toMatch(/whispered|my own words/);
    const [ephemeral] = sandbox.workspace.ephemerals.seenBy(dana.id, general);
    const [view] = sandbox.workspace.views.stack(dana.id);
    expect(await other.ask("dismiss", { channelId: general, ts: ephemeral?.ts })).toMatchObject({ ok: false });
    expect(await other.ask("close", { viewId: view?.id, all: false })).toMatchObject({ ok: false });
    expect(await other.ask("submit", { viewId: view?.id, entered: {} })).toMatchObject({ ok: false });
    expect(await other.ask("open", { channelId: general, most: 50 })).toMatchObject({ ok: true });
    expect(other.raw).not.toMatch(/whispered|my own words/);
  });

  it("ends the moment its person is taken out of a private channel", async () => {
    const { sandbox, windowAs, quiet, dana } = await workspace();
    await dana.createChannel("hush", { private: true });
    await dana.invite("hush", ["sam"]);
    const channelId = idOf(sandbox, "hush");
    const sam = await windowAs("sam");
    await sam.ask("open", { channelId, most: 50 });
    await dana.say("hush", "before");
    await quiet(sam);
    expect(sam.raw).toContain("before");
    await dana.kick("hush", "sam");
    await dana.say("hush", "afterwards");
    await quiet(sam);
    expect(sam.pushes).toContainEqual(expect.objectContaining({ kind: "channels", gone: [channelId] }));
    expect(sam.raw).not.toContain("afterwards");
  });

  it("is what was said, changed, marked and taken back in the channel that is open", async () => {
    const { sandbox, windowAs, quiet, dana } = await workspace();
    const sam = await windowAs("sam");
    await sam.ask("open", { channelId: idOf(sandbox, "general"), most: 50 });
    const said = await dana.say("general", "one");
    const gone = await dana.say("general", "two");
    await dana.say("general", "below", { thread: said });
    await dana.edit(said, "one, corrected");
    await dana.react(said, "eyes");
    await dana.delete(gone);
    await quiet(sam);
    const last = sam.messages().findLast(({ ts }) => ts === said.ts);
    expect(last).toMatchObject({ text: "one, corrected", edited: true, replies: { count: 1, users: [dana.id] } });
    expect(last?.reactions).toEqual([{ name: "eyes", users: [dana.id] }]);
    const taken = sam.pushes.flatMap((push) => (push.kind === "messages" ? push.gone : []));
    expect(taken).toContain(gone.ts);
  });

  it("counts what is unread and what rings, until one of the person's windows has shown it", async () => {
    const { sandbox, windowAs, quiet, dana } = await workspace();
    const [first, second] = [await windowAs("sam"), await windowAs("sam")];
    await dana.say("random", "for everybody");
    await dana.say("random", "@sam for you");
    await quiet(first);
    expect(first.channel("random")).toMatchObject({ unread: 2, mentions: 1 });
    await second.ask("open", { channelId: idOf(sandbox, "random"), most: 50 });
    await quiet(first);
    expect(first.channel("random")).toMatchObject({ unread: 0, mentions: 0 });
  });

  it("comes in pages, the newest first", async () => {
    const { sandbox, windowAs, dana } = await workspace();
    for (let count = 1; count <= 25; count += 1) await dana.say("random", `message ${count}`);
    const sam = await windowAs("sam");
    const channelId = idOf(sandbox, "random");
    const newest = await sam.ask("open", { channelId, most: 10 });
    expect(newest).toMatchObject({ ok: true, hasMore: true, messages: { length: 10 } });
    const { messages } = newest;
    const before = Array.isArray(messages) ? String(messages[0]?.ts) : "";
    expect(await sam.ask("older", { channelId, before, most: 100 })).toMatchObject({
      hasMore: false,
      messages: { length: 15 },
    });
  });
});

describe("who is let in", () => {
  it("is the page itself: another site, a strange name for this machine, nobody in particular and the app are refused", async () => {
    const { sandbox, windowAs } = await workspace();
    await windowAs("dana", { origin: sandbox.url });
    await expect(windowAs("dana", { origin: "https://evil.example" })).rejects.toThrow("403");
    await expect(windowAs("dana", { host: "rebound.example" })).rejects.toThrow("403");
    await expect(windowAs("nobody")).rejects.toThrow("404");
    await expect(windowAs("olga")).rejects.toThrow("403");
    await expect(windowAs("Tryout")).rejects.toThrow("403");
  });

  it("is told in a sentence when the page is not built, and never gets a file from beside it", async () => {
    const missing = await pageFile("/", "/nowhere");
    expect(missing).toMatchObject({ status: 503, body: expect.stringContaining("npm run build") });
    expect(await pageFile("/assets/../../package.json")).toMatchObject({ status: 404 });
  });
});
