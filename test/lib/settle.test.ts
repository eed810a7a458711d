import { describe, expect, it } from "vitest";
import { settleWhen } from "../../src/lib/settle.ts";
import { VirtualClock } from "../../src/lib/virtual-clock.ts";

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("settling", () => {
  it("waits until every part has been idle for several turns in a row", async () => {
    let asked = 0;
    const busyAt = new Set([1, 2, 8, 9]);
    await settleWhen(
      () => true,
      () => !busyAt.has(++asked),
    )();
    expect(asked).toBe(9 + 12);
  });

  it("lets work that spans several turns end before the clock moves on", async () => {
    const clock = new VirtualClock(0);
    let isIdle = true;
    const ended: number[] = [];
    const work = async () => {
      await clock.sleep(10);
      isIdle = false;
      for (let count = 0; count < 50; count += 1) await turn();
      ended.push(clock.now());
      isIdle = true;
    };
    void work();
    await clock.advance(
      1000,
      settleWhen(() => isIdle),
    );
    expect(ended).toEqual([10]);
  });
});
