import { describe, expect, it } from "vitest";
import { endOfWork, parseDueWords } from "../../../src/core/postmortems/index.ts";
import { at } from "./story.ts";

/** Thursday, 12 March 2026, 14:00 UTC. */
const calendar = { now: at("14:00"), tz: "UTC", closingMinute: 17 * 60 };
const day = (date: string, time = "17:00") => Date.parse(`${date}T${time}:00Z`);

describe("when an action item is due", () => {
  it.each([
    ["Raise pool size by friday", "Raise pool size", day("2026-03-13")],
    ["Raise pool size by tomorrow", "Raise pool size", day("2026-03-13")],
    ["Raise pool size due 2026-04-01", "Raise pool size", day("2026-04-01")],
    ["Raise pool size until 20 march", "Raise pool size", day("2026-03-20")],
    ["Raise pool size by eod", "Raise pool size", day("2026-03-12")],
    ["Raise pool size by end of month", "Raise pool size", day("2026-03-31")],
    ["Raise pool size by friday 10:30", "Raise pool size", day("2026-03-13", "10:30")],
    ["Raise pool size", "Raise pool size", undefined],
    ["Retry writes by queue", "Retry writes by queue", undefined],
    ["Replace by friday mornings job", "Replace by friday mornings job", undefined],
  ])("reads “%s” [PM-4]", (words, text, dueAt) => {
    expect(parseDueWords(words, calendar)).toEqual({ text, dueAt });
  });

  it("means the end of the person's own day [UPD-4]", () => {
    const tokyo = { ...calendar, tz: "Asia/Tokyo" };
    expect(parseDueWords("x by friday", tokyo).dueAt).toBe(day("2026-03-13", "08:00"));
    expect(endOfWork("2026-03-20", tokyo)).toBe(day("2026-03-20", "08:00"));
  });

  it("means the end of the day once work is over", () => {
    expect(endOfWork("2026-03-12", { ...calendar, now: at("18:00") })).toBe(day("2026-03-12", "23:59"));
  });

  it("refuses what is past with the right form", () => {
    expect(() => parseDueWords("x by yesterday", calendar)).toThrow("yesterday is past.");
  });
});
