import { describe, expect, it } from "vitest";
import { date, durationWords, utcText } from "../../../src/slack/kit/dates.ts";

const AT = Date.UTC(2026, 10, 21, 0, 5, 30);

describe("date", () => {
  it("shows each reader their own time and falls back to UTC", () => {
    expect(date(AT, "time").value).toBe("<!date^1795219530^{time}|2026-11-21 00:05 UTC>");
    expect(utcText(AT)).toBe("2026-11-21 00:05 UTC");
  });
});

describe("durationWords", () => {
  it.each([
    [-5_000, "0 s"],
    [0, "0 s"],
    [45_000, "45 s"],
    [60_000, "1 min"],
    [90_000, "1 min 30 s"],
    [80 * 60_000, "1 h 20 min"],
    [2 * 3_600_000, "2 h"],
    [(3 * 24 + 4) * 3_600_000 + 59_000, "3 d 4 h"],
  ])("says %i ms as %s", (ms, words) => {
    expect(durationWords(ms)).toBe(words);
  });
});
