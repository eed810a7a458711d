import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { durationText, parseDuration } from "../../src/config/duration.ts";
import { type BusinessHours, type Due, dueAt, dueText, intervalMs } from "../../src/config/index.ts";

const BERLIN: BusinessHours = {
  timeZone: "Europe/Berlin",
  days: ["mon", "tue", "wed", "thu", "fri"],
  fromMinute: 9 * 60,
  toMinute: 17 * 60 + 30,
};
const SUNDAYS: BusinessHours = { ...BERLIN, days: ["sun"] };
const AUCKLAND: BusinessHours = { ...BERLIN, timeZone: "Pacific/Auckland" };

const END_OF_DAY: Due = { kind: "end_of_day" };
const NEXT_DAY: Due = { kind: "next_business_day" };

describe("when something is due", () => {
  it.each<[claim: string, due: Due, from: string, hours: BusinessHours, at: string]>([
    [
      "a fixed time is counted by the clock, over a change of summer time",
      { kind: "after", ms: 86_400_000 },
      "2026-03-28T12:00:00Z",
      BERLIN,
      "2026-03-29T12:00:00Z",
    ],
    ["a day ends when business closes", END_OF_DAY, "2026-01-14T08:00:00Z", BERLIN, "2026-01-14T16:30:00Z"],
    ["after closing the next day counts", END_OF_DAY, "2026-01-14T16:30:00Z", BERLIN, "2026-01-15T16:30:00Z"],
    ["on Friday night that is Monday", END_OF_DAY, "2026-01-16T20:00:00Z", BERLIN, "2026-01-19T16:30:00Z"],
    [
      "closing stays where it is on the wall when summer time begins",
      END_OF_DAY,
      "2026-03-27T17:00:00Z",
      BERLIN,
      "2026-03-30T15:30:00Z",
    ],
    ["and when it ends", END_OF_DAY, "2026-10-23T16:00:00Z", BERLIN, "2026-10-26T16:30:00Z"],
    ["on the day of 23 hours itself", END_OF_DAY, "2026-03-29T00:30:00Z", SUNDAYS, "2026-03-29T15:30:00Z"],
    ["on the day of 25 hours itself", END_OF_DAY, "2026-10-25T00:30:00Z", SUNDAYS, "2026-10-25T16:30:00Z"],
    ["the next business day is the day after", NEXT_DAY, "2026-01-14T08:00:00Z", BERLIN, "2026-01-15T16:30:00Z"],
    ["after a Friday it is Monday", NEXT_DAY, "2026-01-16T08:00:00Z", BERLIN, "2026-01-19T16:30:00Z"],
    ["after a Saturday too", NEXT_DAY, "2026-01-17T08:00:00Z", BERLIN, "2026-01-19T16:30:00Z"],
    ["the date is that of the business, not of UTC", NEXT_DAY, "2026-01-14T23:30:00Z", BERLIN, "2026-01-16T16:30:00Z"],
    ["also on the other side of the world", NEXT_DAY, "2026-01-15T12:00:00Z", AUCKLAND, "2026-01-19T04:30:00Z"],
    ["over the end of a year", NEXT_DAY, "2026-12-31T10:00:00Z", BERLIN, "2027-01-01T16:30:00Z"],
    ["with one business day a week, a week later", NEXT_DAY, "2026-01-18T10:00:00Z", SUNDAYS, "2026-01-25T16:30:00Z"],
  ])("%s [RANK-4]", (_, due, from, hours, at) => {
    const ms = dueAt(due, Date.parse(from), hours);
    expect(ms && new Date(ms).toISOString()).toBe(at.replace("Z", ".000Z"));
  });

  it("is never for what is never due [RANK-4]", () => {
    expect(dueAt({ kind: "never" }, 0, BERLIN)).toBeUndefined();
    expect(intervalMs({ kind: "never" })).toBeUndefined();
  });

  it("is always later than its cause and within 10 days, so that a rhythm moves on [UPD-2]", () => {
    const instants = fc.integer({ min: Date.parse("2020-01-01"), max: Date.parse("2035-01-01") });
    fc.assert(
      fc.property(
        instants,
        fc.constantFrom(END_OF_DAY, NEXT_DAY),
        fc.constantFrom(BERLIN, SUNDAYS, AUCKLAND),
        (from, due, hours) => {
          const at = dueAt(due, from, hours) ?? Number.NaN;
          expect(at).toBeGreaterThan(from);
          expect(at - from).toBeLessThan(10 * 86_400_000);
        },
      ),
    );
  });

  it("repeats after its own time, or after a day when it follows the calendar [UPD-2]", () => {
    expect(intervalMs({ kind: "after", ms: 900_000 })).toBe(900_000);
    expect(intervalMs(END_OF_DAY)).toBe(86_400_000);
  });

  it.each<[Due, string]>([
    [{ kind: "after", ms: 0 }, "at once"],
    [{ kind: "after", ms: 5_400_000 }, "1 h 30 min"],
    [NEXT_DAY, "next business day"],
    [END_OF_DAY, "end of day"],
    [{ kind: "never" }, "never"],
  ])("%j reads %s [RANK-4]", (due, text) => {
    expect(dueText(due)).toBe(text);
  });
});

describe("a length of time", () => {
  it.each([
    ["90 s", 90_000],
    ["15 min", 900_000],
    ["15min", 900_000],
    ["1 h 30 min", 5_400_000],
    ["3 d", 259_200_000],
    ["1 week", 604_800_000],
    ["2 hours", 7_200_000],
    [" 1 day ", 86_400_000],
  ])("%j is read as %i ms [RANK-4]", (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each([
    "",
    "15",
    "min",
    "0 min",
    "-5 min",
    "1.5 h",
    "5 mins",
    "5 m",
    "an hour",
    "1 h and 5 min",
    "99999999999999999 w",
    "1 constructor",
  ])("%j is refused rather than guessed [OPS-5]", (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it("is written so that it can be read back [RANK-4]", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000_000 }), (seconds) => {
        expect(parseDuration(durationText(seconds * 1_000))).toBe(seconds * 1_000);
      }),
    );
  });
});
