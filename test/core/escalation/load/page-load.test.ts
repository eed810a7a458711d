import { describe, expect, it } from "vitest";
import { shippedPolicy } from "../../../../src/config/index.ts";
import { type Interrupt, pageLoads, weekStarts } from "../../../../src/core/escalation/index.ts";

const policy = shippedPolicy();
const MINUTE = 60_000;

const utc = (date: number, hour: number, minute = 0): number => Date.UTC(2026, 2, date, hour, minute);

const page = (userId: string, at: number, more: Partial<Interrupt> = {}): Interrupt => ({
  userId,
  at,
  isUnanswered: false,
  acknowledgedAfterMs: undefined,
  ...more,
});

/** Thursday, 12 March 2026. */
const WEEKS = weekStarts(utc(12, 12), 4, "UTC");
const loads = (interrupts: Interrupt[], zones: Record<string, string> = {}) =>
  pageLoads(interrupts, { weeks: WEEKS, zoneOf: (userId) => zones[userId] ?? "UTC", policy });

describe("how much being on call was", () => {
  it("counts weeks from Monday, also over a change of clocks [ESC-7]", () => {
    expect(WEEKS).toEqual([9, 2, -5, -12].map((date) => utc(date, 0)));
    expect(weekStarts(utc(30, 5), 2, "Europe/Berlin")).toEqual([utc(29, 22), utc(22, 23)]);
    expect(weekStarts(utc(9, 3), 1, "America/New_York")).toEqual([utc(2, 5)]);
  });

  it("gives pages of each week, the newest first, and forgets what is older [ESC-7]", () => {
    const at = [utc(9, 0), utc(9, 0) - 1, utc(2, 0), utc(-12, 0), utc(-12, 0) - 1];
    const [load] = loads(at.map((ms) => page("KIM", ms)));
    expect(load?.weeks.map(({ pages }) => pages)).toEqual([1, 2, 0, 1]);
    expect(load?.pages).toBe(4);
  });

  it.each([
    ["UTC", 3, 1, 1],
    ["UTC", 22, 1, 1],
    ["UTC", 8, 0, 1],
    ["UTC", 9, 0, 0],
    ["UTC", 17, 0, 1],
    ["Australia/Sydney", 3, 0, 0],
    ["Australia/Sydney", 12, 1, 1],
  ])("asks the person's own clock for night and hours: %s at %i:00 UTC [ESC-7]", (zone, hour, night, outside) => {
    const [load] = loads([page("KIM", utc(12, hour))], { KIM: zone });
    expect([load?.nightPages, load?.outsideHours]).toEqual([night, outside]);
  });

  it("counts a weekend at noon as outside hours, and not as night [ESC-7]", () => {
    const [load] = loads([page("KIM", utc(7, 12))]);
    expect([load?.nightPages, load?.outsideHours]).toEqual([0, 1]);
  });

  it("gives unanswered ones and the median time to acknowledge [ESC-7]", () => {
    const within = (minutes: number) => page("KIM", utc(10, 10), { acknowledgedAfterMs: minutes * MINUTE });
    expect(loads([within(9), within(1), within(2)])[0]?.medianToAcknowledgeMs).toBe(2 * MINUTE);
    expect(loads([within(9), within(1)])[0]?.medianToAcknowledgeMs).toBe(5 * MINUTE);
    const [load] = loads([page("KIM", utc(10, 10), { isUnanswered: true })]);
    expect([load?.unanswered, load?.medianToAcknowledgeMs]).toEqual([1, undefined]);
  });

  it.each([
    ["ten pages", 10, 12, false],
    ["eleven pages", 11, 12, true],
    ["three at night", 3, 3, false],
    ["four at night", 4, 3, true],
  ])("marks a week that is above the policy: %s [ESC-7]", (_what, count, hour, isAbove) => {
    const [load] = loads(Array.from({ length: count }, (_, index) => page("KIM", utc(10, hour, index))));
    expect(load?.weeks.map((week) => week.isAbove)).toEqual([isAbove, false, false, false]);
  });

  it("names the most burdened first [ESC-7]", () => {
    const at = utc(10, 10);
    const order = loads([page("ALEX", at), page("KIM", at), page("KIM", at), page("SAM", utc(10, 3))]);
    expect(order.map(({ userId }) => userId)).toEqual(["KIM", "SAM", "ALEX"]);
  });
});
