import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { Directory, deedMetadata, findDeed, message, type Person, section } from "../../../../src/slack/kit/index.ts";
import { createEars, type Ears } from "../hearing/ears.ts";

let ears: Ears;
let general: string;

beforeEach(async () => {
  ears = await createEars("socket");
  general = z.string().parse(ears.sandbox.workspace.channels.named("general")?.id);
  await ears.sandbox.person("dana").invite("general", ["@app"]);
});

afterEach(() => ears.close());

const post = async (args: object) => {
  const answer = await ears.caller.call("chat.postMessage", { channel: general, ...args }, { channel: general });
  return z.object({ ts: z.string() }).parse(answer).ts;
};

describe("speaking in a workspace", () => {
  it("finds a post again whose answer was lost, in the channel and in a thread [OPS-2]", async () => {
    const { botUserId, botId } = ears.sandbox.workspace.app;
    const by = { userId: botUserId, botId };
    const parent = await post({ text: "thread", metadata: deedMetadata("1/parent") });
    for (const threadTs of [undefined, parent]) {
      const key = `12/declared/${threadTs}`;
      ears.sandbox.faults.add({ kind: "lost_answer", methods: ["chat.postMessage"], times: 1 });
      await expect(post({ text: "x", thread_ts: threadTs, metadata: deedMetadata(key) })).rejects.toThrow(
        "perhaps done",
      );
      expect(await findDeed(ears.caller, { channel: general, key, by, threadTs })).toMatch(/^\d+\.\d+$/);
    }
    expect(await findDeed(ears.caller, { channel: general, key: "1/parent", by })).toBe(parent);
    expect(await findDeed(ears.caller, { channel: general, key: "12/never", by })).toBeUndefined();
  });

  it("shows hostile words as they are and rings nobody [OPS-5]", async () => {
    const typed = '<!channel> & "quotes" <http://x|y> <@U0> \u202eevil @here';
    await post(message(typed, [section(typed)]));
    const seen = ears.sandbox.person("dana").finds("general", /quotes/);
    expect(seen.pings).toEqual([]);
    expect(seen.plain).toContain('<!channel> & "quotes" <http://x|y> <@U0> evil @here');
  });

  it("uploads a file in one call", async () => {
    const file = Buffer.from("# Post-mortem");
    const args = { channel_id: general, file, filename: "postmortem.md", title: "Post-mortem" };
    await ears.caller.call("files.uploadV2", args, { channel: general });
    await ears.pass(60_000);
    const files = ears.sandbox
      .person("dana")
      .sees("general")
      .flatMap((seen) => seen.files);
    expect(files).toMatchObject([{ name: "postmortem.md", content: "# Post-mortem" }]);
  });

  it("knows everybody of the workspace by the name they chose [OPS-6]", async () => {
    const saved: Person[] = [];
    const store = { load: async () => undefined, save: async (person: Person) => void saved.push(person) };
    const directory = new Directory({ caller: ears.caller, clock: ears.clock, store, teamId: () => undefined });
    const known = async (name: string) =>
      directory.person(z.string().parse(ears.sandbox.workspace.people.named(name)?.id));
    expect(await known("alex")).toMatchObject({ name: "Alex L", tz: "Europe/Stockholm", isGuest: false });
    expect(await known("gus")).toMatchObject({ isGuest: true });
    expect(await known("olga")).toMatchObject({ isDeactivated: true });
    expect(saved).toHaveLength(3);
  });
});
