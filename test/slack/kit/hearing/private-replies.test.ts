import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { VirtualClock } from "../../../../src/lib/virtual-clock.ts";
import { section } from "../../../../src/slack/kit/blocks/index.ts";
import { type AskedBy, askedBy } from "../../../../src/slack/kit/hearing/payloads.ts";
import { PrivateReplies } from "../../../../src/slack/kit/hearing/private-replies.ts";
import { createSlackCaller } from "../../../../src/slack/kit/speaking/caller.ts";
import { createInteractiveClient } from "../../../../src/slack/kit/speaking/interactive.ts";
import { answer, loseAnswer, recordedLog, Wire } from "../wire.ts";

const RESPOND = "respond";
const reply = { text: "Sam was faster.", blocks: [section("Sam was faster.")] };

let wire: Wire;
let apiUrl: string;
let replies: PrivateReplies;
let logged: Record<string, unknown>[];

beforeEach(async () => {
  wire = new Wire();
  apiUrl = await wire.start();
  const { log, lines } = recordedLog();
  logged = lines;
  const transport = { token: "xoxb-1", apiUrl, clock: new VirtualClock(0), log };
  const [caller, interactive] = [createSlackCaller(transport), createInteractiveClient(transport)];
  replies = new PrivateReplies({ caller, interactive, log });
});

afterEach(() => wire.stop());

const asked = (payload: object): AskedBy => askedBy.parse({ user: { id: "U1" }, ...payload });

describe("a private reply", () => {
  it("goes where the person asked", async () => {
    wire.on(RESPOND, answer({ ok: true }));
    await replies.tell(asked({ response_url: `${apiUrl}${RESPOND}`, channel: { id: "C1" } }), reply);
    expect(wire.calls).toEqual([RESPOND]);
  });

  it("becomes an ephemeral message when the response address is used up", async () => {
    wire.on(RESPOND, answer("used_url", 404));
    wire.on("chat.postEphemeral", answer({ ok: true }));
    await replies.tell(asked({ response_url: `${apiUrl}${RESPOND}`, channel: { id: "C1" } }), reply);
    expect(wire.calls).toEqual([RESPOND, "chat.postEphemeral"]);
    expect(wire.bodies[1]?.get("user")).toBe("U1");
  });

  it("becomes a direct message when nothing else is left", async () => {
    wire.on(RESPOND, loseAnswer);
    wire.on("chat.postEphemeral", answer({ ok: false, error: "not_in_channel" }));
    wire.on("chat.postMessage", answer({ ok: true }));
    await replies.tell(asked({ response_url: `${apiUrl}${RESPOND}`, channel: { id: "C1" } }), reply);
    expect(wire.calls).toEqual([RESPOND, "chat.postEphemeral", "chat.postMessage"]);
    expect(wire.bodies[2]?.get("channel")).toBe("U1");
    expect(logged).toEqual([]);
  });

  it.each([
    ["modal", "views.push"],
    ["home", "views.open"],
  ])("to a click in a %s is a notice by %s", async (type, method) => {
    wire.on(method, answer({ ok: true, view: { id: "V1" } }));
    await replies.tell(asked({ trigger_id: "1.2", view: { type } }), reply);
    expect(wire.calls).toEqual([method]);
    expect(wire.bodies[0]?.get("view")).toContain("Sam was faster.");
  });

  it("that reaches nobody is logged, without what it says", async () => {
    await replies.tell(asked({}), reply);
    expect(logged.filter(({ method }) => method === undefined)).toHaveLength(1);
    expect(JSON.stringify(logged)).not.toContain("Sam");
  });
});
