import type { KnownBlock } from "@slack/types";
import { afterEach, describe, expect, it } from "vitest";
import { VirtualClock } from "../../../src/lib/virtual-clock.ts";
import type { Sandbox } from "../../../src/sandbox/index.ts";
import { clientOf, closeAll, tryWorkspace } from "../delivery/try-app.ts";

afterEach(closeAll);

const NOON = Date.parse("2026-03-01T12:00:00Z");

async function posted(sandbox: Sandbox, blocks: KnownBlock[], text = "fallback") {
  const channel = sandbox.workspace.channels.named("general")?.id ?? "";
  const { ts } = await clientOf(sandbox).chat.postMessage({ channel, text, blocks });
  return (who: string) => {
    const seen = sandbox.person(who).see({ channelId: channel, ts: ts ?? "" });
    if (!seen) throw new Error("nothing to see");
    return seen;
  };
}

const mrkdwn = (text: string): KnownBlock => ({ type: "section", text: { type: "mrkdwn", text } });

describe("what a person sees", () => {
  it("shows dates in each reader's own time zone", async () => {
    const sandbox = await tryWorkspace({ clock: new VirtualClock(NOON) });
    const seconds = NOON / 1000 + 3600;
    const see = await posted(sandbox, [mrkdwn(`due <!date^${seconds}^{date_short_pretty} at {time}|soon>`)]);
    expect(see("sam").plain).toBe("due today at 1:00 PM");
    expect(see("kim").plain).toBe("due today at 10:00 PM");
    expect(see("dana").plain).toBe("due today at 8:00 AM");
  });

  it("shows names for ids, labels for links and characters for escapes", async () => {
    const sandbox = await tryWorkspace();
    const sam = sandbox.person("sam").id;
    const random = sandbox.workspace.channels.named("random")?.id;
    const see = await posted(sandbox, [mrkdwn(`<@${sam}> in <#${random}>: <https://x.test|graph> &lt;b&gt; &amp; co`)]);
    expect(see("dana").plain).toBe("@Sam in #random: graph <b> & co");
  });

  it("knows whom a message rings, and that plain text rings nobody", async () => {
    const sandbox = await tryWorkspace();
    const sam = sandbox.person("sam").id;
    const rings = await posted(sandbox, [mrkdwn(`<!channel> <@${sam}>`)]);
    expect(rings("dana").pings).toEqual(["@Sam", "@channel"]);
    const harmless = await posted(sandbox, [
      { type: "section", text: { type: "plain_text", text: "<!channel>" } },
      mrkdwn("&lt;!channel&gt;"),
    ]);
    expect(harmless("dana").pings).toEqual([]);
    expect(harmless("dana").plain).toBe("<!channel>\n<!channel>");
  });

  it("reads every part of a message from top to bottom", async () => {
    const sandbox = await tryWorkspace();
    const plain = (text: string) => ({ type: "plain_text" as const, text });
    const see = await posted(sandbox, [
      { type: "header", text: plain("Checkout errors") },
      { type: "section", fields: [plain("Severity: SEV-2"), plain("Lead: nobody")] },
      { type: "divider" },
      { type: "context", elements: [plain("opened"), { type: "mrkdwn", text: "by *Dana*" }] },
      {
        ...{ type: "actions", block_id: "row" },
        elements: [
          { type: "button", action_id: "a", text: plain("Acknowledge") },
          {
            ...{ type: "overflow", action_id: "b" },
            options: [
              { text: plain("Escalate"), value: "escalate" },
              { text: plain("Cancel"), value: "cancel" },
            ],
          },
        ],
      },
    ]);
    const seen = see("dana");
    expect(seen.plain.split("\n")).toEqual([
      "# Checkout errors",
      "Severity: SEV-2",
      "Lead: nobody",
      "---",
      "opened · by *Dana*",
      "[Acknowledge] [… Escalate | Cancel]",
    ]);
    expect(seen.buttons).toEqual(["Acknowledge", "Escalate", "Cancel"]);
    expect(seen.text).toBe("fallback");
  });

  it("keeps a private channel from those who are not in it", async () => {
    const sandbox = await tryWorkspace();
    const dana = sandbox.person("dana");
    await dana.createChannel("quiet", { private: true });
    await dana.say("quiet", "between us");
    expect(dana.finds("quiet", "between us").from).toBe("dana");
    expect(sandbox.person("sam").canSee("quiet")).toBe(false);
    expect(() => sandbox.person("sam").sees("quiet")).toThrow("channel_not_found");
  });

  it("shows a private message to its person alone, in its thread, until dismissed", async () => {
    const sandbox = await tryWorkspace();
    const dana = sandbox.person("dana");
    const said = await dana.say("general", "question");
    const client = clientOf(sandbox);
    await dana.invite("general", ["@app"]);
    const whisper = { channel: said.channelId, user: dana.id };
    await client.chat.postEphemeral({ ...whisper, text: "in the channel" });
    await client.chat.postEphemeral({ ...whisper, text: "in the thread", thread_ts: said.ts });
    expect(dana.see(said)?.thread.map(({ text, ephemeral }) => [text, ephemeral])).toEqual([["in the thread", true]]);
    expect(sandbox.person("sam").see(said)?.thread).toEqual([]);
    dana.dismiss(dana.finds("general", "in the channel"));
    expect(() => dana.finds("general", "in the channel")).toThrow("dana sees no in the channel");
  });

  it("shows reactions, pins, edits, files and threads", async () => {
    const sandbox = await tryWorkspace();
    const [dana, sam] = [sandbox.person("dana"), sandbox.person("sam")];
    const said = await dana.say("general", "first");
    await sam.react(said, "pushpin");
    await sam.pin(said);
    await dana.edit(said, "second");
    await sam.say("general", "reply", { thread: said });
    expect(sam.see(said)).toMatchObject({
      ...{ text: "second", edited: true, pinned: true, reactions: { pushpin: ["sam"] } },
      thread: [{ text: "reply", from: "sam" }],
    });
    await sam.unreact(said, "pushpin");
    await sam.unpin(said);
    expect(sam.see(said)).toMatchObject({ pinned: false, reactions: {} });
    const shared = await sam.upload("general", { name: "log.txt", content: "boom", text: "see log" });
    expect(dana.see(shared)).toMatchObject({ text: "see log", files: [{ name: "log.txt", content: "boom" }] });
  });

  it("can do nothing once deactivated", async () => {
    const sandbox = await tryWorkspace();
    const olga = sandbox.person("olga");
    await expect(olga.command("general", "/try")).rejects.toThrow("user_disabled");
    await expect(olga.shortcut("start")).rejects.toThrow("user_disabled");
    await expect(olga.say("general", "hello")).rejects.toThrow("not_in_channel");
  });

  it("cannot say anything where they are not, nor press what is not there", async () => {
    const sandbox = await tryWorkspace();
    const dana = sandbox.person("dana");
    const said = await dana.say("general", "hello");
    await expect(async () => dana.click(said, "Acknowledge")).rejects.toThrow("nothing to press is called Acknowledge");
    await sandbox.person("sam").createChannel("elsewhere");
    await expect(dana.say("elsewhere", "hello")).rejects.toThrow("not_in_channel");
    await dana.join("elsewhere");
    expect((await dana.say("elsewhere", "hello")).channel).toBe("elsewhere");
  });
});
