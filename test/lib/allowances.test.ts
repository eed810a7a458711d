import { describe, expect, it } from "vitest";
import { Allowances } from "../../src/lib/allowances.ts";

function setUp(keys?: number) {
  let now = 1_000_000;
  const clock = { now: () => now, sleep: async () => undefined };
  const allowances = new Allowances({ clock, most: () => 4, perMs: 1_000, ...(keys && { keys }) });
  const take = (times: number, key = "dana") => Array.from({ length: times }, () => allowances.take(key));
  return { allowances, take, pass: (ms: number) => (now += ms) };
}

describe("allowances", () => {
  it("let so many through at once, then say how long to wait; others have their own", () => {
    const { take } = setUp();
    expect(take(6)).toEqual([0, 0, 0, 0, 250, 250]);
    expect(take(1, "lee")).toEqual([0]);
  });

  it("fill up again as time passes, and never above full", () => {
    const { take, pass } = setUp();
    take(4);
    pass(250);
    expect(take(2)).toEqual([0, 250]);
    pass(60_000);
    expect(take(5)).toEqual([0, 0, 0, 0, 250]);
  });

  it("give back what should not count", () => {
    const { allowances, take } = setUp();
    for (let round = 0; round < 50; round += 1) {
      expect(allowances.take("dana")).toBe(0);
      allowances.giveBack("dana");
    }
    expect(take(5)).toEqual([0, 0, 0, 0, 250]);
    allowances.giveBack("nobody");
    expect(allowances.size).toBe(1);
  });

  it("lock nobody out when the clock is set back an hour", () => {
    const { take, pass } = setUp();
    take(4);
    pass(-3_600_000);
    expect(take(1)).toEqual([0]);
  });

  it("remember a bounded number of keys, and forget the one that was quiet for longest", () => {
    const { allowances, take } = setUp(3);
    take(4, "a");
    take(1, "b");
    take(1, "c");
    take(1, "d");
    expect(allowances.size).toBe(3);
    expect(take(1, "a")).toEqual([0]);
    for (let address = 0; address < 1_000; address += 1) allowances.take(`10.0.0.${address}`);
    expect(allowances.size).toBe(3);
  });
});
