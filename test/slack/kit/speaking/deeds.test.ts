import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { VirtualClock } from "../../../../src/lib/virtual-clock.ts";
import { createSlackCaller, type SlackCaller } from "../../../../src/slack/kit/speaking/caller.ts";
import { deedMetadata, findDeed } from "../../../../src/slack/kit/speaking/deeds.ts";
import { answer, recordedLog, Wire } from "../wire.ts";

let wire: Wire;
let caller: SlackCaller;

beforeEach(async () => {
  wire = new Wire();
  const clock = new VirtualClock(Date.UTC(2026, 0, 1));
  caller = createSlackCaller({ token: "xoxb-1", apiUrl: await wire.start(), clock, log: recordedLog().log });
});

afterEach(() => wire.stop());

const by = { userId: "U0BOT", botId: "B0BOT" };
const metadata = deedMetadata("12/declared/announce");

const pages = [
  answer({
    ok: true,
    messages: [
      { ts: "3.0" },
      { ts: "2.0", user: "U0BOT", metadata: {} },
      { ts: "1.5", user: "U0OTHER", bot_id: "B0OTHER", metadata },
      { ts: "1.4", metadata },
    ],
    response_metadata: { next_cursor: "p2" },
  }),
  answer({ ok: true, messages: [{ ts: "1.0", user: "U0BOT", bot_id: "B0BOT", metadata }] }),
];

describe("findDeed [OPS-2]", () => {
  it("reads page after page until it finds the key on a post of our own; another app's is none [OPS-6]", async () => {
    wire.on("conversations.history", ...pages);
    const search = { channel: "C1", key: "12/declared/announce", by, oldest: "0.5" };
    await expect(findDeed(caller, search)).resolves.toBe("1.0");
    expect(wire.bodies[1]?.get("cursor")).toBe("p2");
    expect(wire.bodies[0]?.get("include_all_metadata")).toBe("true");
    expect(wire.bodies[0]?.get("oldest")).toBe("0.5");
  });

  it("finds nothing where the deed was not done", async () => {
    wire.on("conversations.replies", ...pages);
    await expect(findDeed(caller, { channel: "C1", threadTs: "0.1", key: "12/other", by })).resolves.toBeUndefined();
    expect(wire.bodies[0]?.get("ts")).toBe("0.1");
  });

  it("does not say 'not done' when Slack can't be asked", async () => {
    wire.on("conversations.history", answer("", 500));
    await expect(findDeed(caller, { channel: "C1", key: "k", by })).rejects.toThrow("HTTP 500");
  });
});
