import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { VirtualClock } from "../../../../src/lib/virtual-clock.ts";
import { modal } from "../../../../src/slack/kit/blocks/index.ts";
import { createInteractiveClient, type InteractiveClient } from "../../../../src/slack/kit/speaking/interactive.ts";
import { answer, loseAnswer, neverAnswer, recordedLog, until, Wire } from "../wire.ts";

const view = modal({ callbackId: "declare", title: "Declare", blocks: [] });
const opened = answer({ ok: true, view: { id: "V1", hash: "1.a" } });

let wire: Wire;
let clock: VirtualClock;
let interactive: InteractiveClient;

beforeEach(async () => {
  wire = new Wire();
  clock = new VirtualClock(Date.UTC(2026, 0, 1));
  interactive = createInteractiveClient({ token: "xoxb-1", apiUrl: await wire.start(), clock, log: recordedLog().log });
});

afterEach(() => wire.stop());

describe("InteractiveClient", () => {
  it("gives the id and hash of what it showed", async () => {
    wire.on("views.open", opened);
    await expect(interactive.open("T1", view)).resolves.toEqual({ viewId: "V1", hash: "1.a" });
    expect(wire.bodies[0]?.get("trigger_id")).toBe("T1");
  });

  it("tries once more after a server error", async () => {
    wire.on("views.update", answer("", 503), opened);
    await expect(interactive.update("V1", view, "1.a")).resolves.toEqual({ viewId: "V1", hash: "1.a" });
    expect(wire.calls).toHaveLength(2);
    wire.on("views.update", answer("", 503));
    await expect(interactive.update("V1", view)).rejects.toThrow("HTTP 503");
    expect(wire.calls).toHaveLength(4);
  });

  it("takes a used-up trigger after a lost answer for the form being open", async () => {
    wire.on("views.open", loseAnswer, answer({ ok: false, error: "exchanged_trigger_id" }));
    await expect(interactive.open("T1", view)).resolves.toBeUndefined();
  });

  it("does not ask twice when Slack says no", async () => {
    wire.on("views.open", answer({ ok: false, error: "expired_trigger_id" }));
    await expect(interactive.open("T1", view)).rejects.toThrow("expired_trigger_id");
    expect(wire.calls).toHaveLength(1);
  });

  it("waits two and a half seconds at most for each attempt", async () => {
    wire.on("views.open", neverAnswer);
    const open = interactive.open("T1", view).then(
      () => "opened",
      () => "gave up",
    );
    await until(() => wire.calls.length === 1);
    await clock.advance(2_500, async () => undefined);
    await until(() => wire.calls.length === 2);
    await clock.advance(2_500, async () => undefined);
    expect(await open).toBe("gave up");
  });
});
