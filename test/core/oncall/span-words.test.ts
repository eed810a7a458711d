import { describe, expect, it } from "vitest";
import { parseSpan, spokenSpan } from "../../../src/core/oncall/index.ts";

/** Thursday, 15:00 in Berlin. */
const NOW = Date.UTC(2026, 2, 12, 14, 0);
const BERLIN = "Europe/Berlin";

const shown = (ms: number) => new Date(ms).toISOString().slice(0, 16);

describe("a span of time as people say it", () => {
  it.each([
    ["tonight 18–22", "2026-03-12T17:00", "2026-03-12T21:00", ""],
    ["me tonight 18-22 dentist", "2026-03-12T17:00", "2026-03-12T21:00", "dentist"],
    ["18–22", "2026-03-12T17:00", "2026-03-12T21:00", ""],
    ["9-11", "2026-03-13T08:00", "2026-03-13T10:00", ""],
    ["22-6", "2026-03-12T21:00", "2026-03-13T05:00", ""],
    ["tomorrow 9am to 5pm", "2026-03-13T08:00", "2026-03-13T16:00", ""],
    ["friday 9:00 to monday 9:00", "2026-03-13T08:00", "2026-03-16T08:00", ""],
    ["tomorrow", "2026-03-12T23:00", "2026-03-13T23:00", ""],
    ["for 2 hours", "2026-03-12T14:00", "2026-03-12T16:00", ""],
    ["now until 18:00", "2026-03-12T14:00", "2026-03-12T17:00", ""],
    ["12:00 to 18:00", "2026-03-12T14:00", "2026-03-12T17:00", ""],
    ["from 18:00 to 22:00 because of school", "2026-03-12T17:00", "2026-03-12T21:00", "of school"],
    ["2026-03-20 09:00 - 12:00", "2026-03-20T08:00", "2026-03-20T11:00", ""],
  ])("reads “%s” on the person's own clock [ESC-4]", (words, from, to, rest) => {
    const span = parseSpan(words, NOW, BERLIN);
    expect([shown(span.from), shown(span.to), span.rest]).toEqual([from, to, rest]);
  });

  it("counts an hour less when the clocks are put forward in it [ESC-4]", () => {
    const span = parseSpan("2026-03-29 01:00 - 2026-03-29 04:00", NOW, BERLIN);
    expect(span.to - span.from).toBe(2 * 3_600_000);
  });

  it.each(["tonight", "sometime", "yesterday 9:00 to 10:00", "18:00"])(
    "asks from when to when for “%s” [ESC-4]",
    (words) => {
      expect(() => parseSpan(words, NOW, BERLIN)).toThrow(/From when to when|over already/);
    },
  );

  it("says a span back with the zone whose clock it is [ESC-4]", () => {
    expect(spokenSpan({ from: NOW, to: NOW + 7_200_000 }, BERLIN)).toBe("Thu 12 Mar 15:00 to 17:00 (Europe/Berlin)");
  });
});
