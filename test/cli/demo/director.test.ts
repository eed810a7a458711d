import { afterEach, describe, expect, it } from "vitest";
import { beginningOf } from "../../../src/cli/demo/director.ts";
import { scenarioNames } from "../../../src/cli/demo/scenario.ts";
import { Timekeeper } from "../../../src/cli/demo/timekeeper.ts";
import { type Demo, openDemo } from "../../../src/cli/demo/watching.ts";
import { VirtualClock } from "../../../src/lib/virtual-clock.ts";
import { until } from "../../../src/sandbox/person/until.ts";
import { temporaryFolder } from "../../support/temporary-store.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.stop();
});

describe("when a scenario begins", () => {
  const start = Date.UTC(2026, 2, 12, 14, 2);
  it.each([
    ["at once, when its time of day is near", start - 20 * MINUTE, start - 20 * MINUTE],
    ["at once, when its time of day has just passed", start + 80 * MINUTE, start + 80 * MINUTE],
    ["at its own time, when that is still far", start - 5 * HOUR, start],
    ["at that time of the next day, when it is long over", start + 3 * HOUR, start + DAY],
    ["at that time of a later day as well", start + 2 * DAY + 3 * HOUR, start + 3 * DAY],
  ])("is %s", (_what, now, begins) => {
    expect(beginningOf({ start }, now)).toBe(begins);
  });
});

describe("time in the demo", () => {
  function keeper() {
    const clock = new VirtualClock(1_000_000);
    const time = new Timekeeper(
      clock,
      async () => {},
      () => {},
    );
    time.start();
    open.push(time);
    return { clock, time };
  }

  it("keeps an appointment at its very moment, and lets nothing later come first", async () => {
    const { clock, time } = keeper();
    time.setSpeed(600);
    await time.until(1_000_000 + 10 * MINUTE);
    expect(clock.now()).toBe(1_000_000 + 10 * MINUTE);
    time.skipTo(1_000_000 + 5 * HOUR);
    await time.until(1_000_000 + 3 * HOUR);
    expect(clock.now()).toBe(1_000_000 + 3 * HOUR);
  });

  it("stands still while it is frozen, and moves on when it is skipped", async () => {
    const { clock, time } = keeper();
    time.freeze(true);
    const frozenAt = clock.now();
    let isKept = false;
    void time.until(frozenAt + MINUTE).then(() => {
      isKept = true;
    });
    time.skipTo(frozenAt + 30_000);
    await until(() => clock.now() === frozenAt + 30_000);
    await new Promise((resolve) => setImmediate(resolve));
    expect({ now: clock.now(), isKept, rate: time.rate }).toEqual({ now: frozenAt + 30_000, isKept: false, rate: 0 });
    time.skipTo(frozenAt + MINUTE);
    await until(() => isKept);
  });

  it("waits for whoever acts, also while it is skipped", async () => {
    const { clock, time } = keeper();
    time.skipTo(1_000_000 + 3 * HOUR);
    await time.until(1_000_000 + HOUR);
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(clock.now()).toBe(1_000_000 + HOUR);
    time.release();
    await until(() => clock.now() === 1_000_000 + 3 * HOUR);
  });

  it("tells who waits when an appointment is off", async () => {
    const { time } = keeper();
    const waiting = time.until(Number.MAX_SAFE_INTEGER);
    time.cancel(new Error("it is off"));
    await expect(waiting).rejects.toThrow("it is off");
  });
});

describe("the shipped scenarios", async () => {
  async function played(scenario: string): Promise<Demo> {
    const demo = await openDemo({ scenario, out: temporaryFolder(), speed: 600 });
    open.push({ stop: () => demo.close() });
    demo.director.play(scenario);
    demo.director.skip(3 * HOUR);
    await until(() => demo.director.look().state === "idle", 25_000);
    return demo;
  }

  it.each(await scenarioNames())("%s plays through the bot to its end [TRY-1]", async (name) => {
    const { director, sandbox } = await played(name);
    expect(director.look()).toMatchObject({ state: "idle", app: "running", note: expect.stringContaining("is over") });
    expect(director.look().problem).toBeUndefined();
    const lee = sandbox.person("lee");
    const own = lee.channels().find((channel) => channel.startsWith("inc-1"));
    // What is said last in an incident's channel is that it was resolved, or what followed.
    if (own) expect(lee.finds(own, "Resolved").fromApp).toBe(true);
    else
      expect(
        sandbox
          .person("alex")
          .channels()
          .some((channel) => channel.startsWith("inc-1")),
      ).toBe(true);
  });

  it("keep the leaked credential from those who were not let in", async () => {
    const { sandbox } = await played("leaked-credential");
    for (const name of ["kim", "priya", "gus"]) {
      const outsider = sandbox.person(name);
      expect(outsider.channels().filter((channel) => channel.startsWith("inc-"))).toEqual([]);
      const seen = [...outsider.channels().flatMap((channel) => outsider.sees(channel)), ...outsider.dm()];
      expect(seen.map(({ plain }) => plain).join("\n")).not.toMatch(/deployment key|pipeline/i);
    }
    expect(
      sandbox
        .person("alex")
        .channels()
        .some((channel) => channel.startsWith("inc-1")),
    ).toBe(true);
  });
});
