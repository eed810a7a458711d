import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lengthWords, parseSpan, spokenSpan } from "../../../../src/core/oncall/index.ts";
import { dayNumber, instantOf } from "../../../../src/lib/local-time.ts";

const BERLIN = "Europe/Berlin";
const NEW_YORK = "America/New_York";
const KOLKATA = "Asia/Kolkata";
const ZONES = [BERLIN, NEW_YORK, KOLKATA];

/** "2026-03-12 18:00" on the clock of a zone. */
function wall(text: string, tz: string): number {
  const [day = "", time = ""] = text.split(" ");
  const [hour, minute] = time.split(":").map(Number);
  return instantOf(dayNumber(day), (hour ?? 0) * 60 + (minute ?? 0), tz);
}

function shown(ms: number, tz: string): string {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: tz, dateStyle: "short", timeStyle: "short" });
  return format.format(ms);
}

const reads = (words: string, now: number, tz: string) => {
  const { from, to, rest } = parseSpan(words, now, tz);
  return [shown(from, tz), shown(to, tz), rest];
};

const NOW = "2026-03-12 15:00";

/** Said on Thursday 12 March at 15:00 by the clock of whoever says it. */
const UNDERSTOOD: readonly (readonly [words: string, from: string, to: string, why?: string])[] = [
  ["tonight 18–22", "2026-03-12 18:00", "2026-03-12 22:00"],
  ["tonight 18-22", "2026-03-12 18:00", "2026-03-12 22:00"],
  ["Tonight 18 — 22", "2026-03-12 18:00", "2026-03-12 22:00"],
  ["me tonight 18-22 dentist", "2026-03-12 18:00", "2026-03-12 22:00", "dentist"],
  ["tonight 22-2", "2026-03-12 22:00", "2026-03-13 02:00"],
  ["tonight 22–6", "2026-03-12 22:00", "2026-03-13 06:00"],
  ["tonight 22:00-02:00", "2026-03-12 22:00", "2026-03-13 02:00"],
  ["tonight from 22:00 till 2:00", "2026-03-12 22:00", "2026-03-13 02:00"],
  ["tonight 10pm to 2am", "2026-03-12 22:00", "2026-03-13 02:00"],
  ["tonight 6-9pm", "2026-03-12 18:00", "2026-03-12 21:00"],
  ["tonight 18-24", "2026-03-12 18:00", "2026-03-13 00:00"],
  ["tonight 18 to midnight", "2026-03-12 18:00", "2026-03-13 00:00"],
  ["tonight 01:00-05:00", "2026-03-13 01:00", "2026-03-13 05:00"],
  ["this evening 18:30 to 20:15", "2026-03-12 18:30", "2026-03-12 20:15"],
  ["18–22", "2026-03-12 18:00", "2026-03-12 22:00"],
  ["18:00-22:00 today", "2026-03-12 18:00", "2026-03-12 22:00"],
  ["1800-2200", "2026-03-12 18:00", "2026-03-12 22:00"],
  ["6pm-10pm", "2026-03-12 18:00", "2026-03-12 22:00"],
  ["6 p.m. to 10 p.m.", "2026-03-12 18:00", "2026-03-12 22:00"],
  ["from 18:00 to 22:00 because of school", "2026-03-12 18:00", "2026-03-12 22:00", "of school"],
  ["between 18 and 22", "2026-03-12 18:00", "2026-03-12 22:00"],
  ["22-6", "2026-03-12 22:00", "2026-03-13 06:00"],
  ["12:00 to 18:00", "2026-03-12 15:00", "2026-03-12 18:00"],
  ["9-14", "2026-03-13 09:00", "2026-03-13 14:00"],
  ["midnight to 6", "2026-03-13 00:00", "2026-03-13 06:00"],
  ["noon to 15:30", "2026-03-12 15:00", "2026-03-12 15:30"],
  ["now until 18:00", "2026-03-12 15:00", "2026-03-12 18:00"],
  ["now - 18", "2026-03-12 15:00", "2026-03-12 18:00"],
  ["until 18", "2026-03-12 15:00", "2026-03-12 18:00"],
  ["until 18:00", "2026-03-12 15:00", "2026-03-12 18:00"],
  ["till 6pm", "2026-03-12 15:00", "2026-03-12 18:00"],
  ["until 18h", "2026-03-12 15:00", "2026-03-12 18:00"],
  ["until midnight", "2026-03-12 15:00", "2026-03-13 00:00"],
  ["until 06:00", "2026-03-12 15:00", "2026-03-13 06:00"],
  ["until friday", "2026-03-12 15:00", "2026-03-13 00:00"],
  ["until friday 18:00", "2026-03-12 15:00", "2026-03-13 18:00"],
  ["through sunday", "2026-03-12 15:00", "2026-03-16 00:00"],
  ["until 2026-03-14 12:00", "2026-03-12 15:00", "2026-03-14 12:00"],
  ["tomorrow", "2026-03-13 00:00", "2026-03-14 00:00"],
  ["all day tomorrow", "2026-03-13 00:00", "2026-03-14 00:00"],
  ["today", "2026-03-12 15:00", "2026-03-13 00:00"],
  ["tomorrow 18h-22h", "2026-03-13 18:00", "2026-03-13 22:00"],
  ["tomorrow 18h30 to 22h", "2026-03-13 18:30", "2026-03-13 22:00"],
  ["tomorrow 9am to 5pm", "2026-03-13 09:00", "2026-03-13 17:00"],
  ["tomorrow 9-5pm", "2026-03-13 09:00", "2026-03-13 17:00"],
  ["tomorrow 10-2pm", "2026-03-13 10:00", "2026-03-13 14:00"],
  ["tomorrow 12-3pm", "2026-03-13 12:00", "2026-03-13 15:00"],
  ["tomorrow 9:00 to 11:00 dentist", "2026-03-13 09:00", "2026-03-13 11:00", "dentist"],
  ["tomorrow morning 9-11", "2026-03-13 09:00", "2026-03-13 11:00"],
  ["18-22 tomorrow", "2026-03-13 18:00", "2026-03-13 22:00"],
  ["from 18 to 22 on friday for a concert", "2026-03-13 18:00", "2026-03-13 22:00", "a concert"],
  ["fri 22 - sat 6", "2026-03-13 22:00", "2026-03-14 06:00"],
  ["friday night 22 - 6", "2026-03-13 22:00", "2026-03-14 06:00"],
  ["friday 9:00 to monday 9:00", "2026-03-13 09:00", "2026-03-16 09:00"],
  ["Fri 18:00 – Mon 09:00", "2026-03-13 18:00", "2026-03-16 09:00"],
  ["wed 9:00-17:00", "2026-03-18 09:00", "2026-03-18 17:00"],
  ["thursday 9-14", "2026-03-19 09:00", "2026-03-19 14:00"],
  ["thursday 9-18", "2026-03-12 15:00", "2026-03-12 18:00"],
  ["friday - sunday", "2026-03-13 00:00", "2026-03-16 00:00"],
  ["friday to sunday: wedding", "2026-03-13 00:00", "2026-03-16 00:00", "wedding"],
  ["18:00 today to 6:00 tomorrow", "2026-03-12 18:00", "2026-03-13 06:00"],
  ["2026-03-13 18:00 to 2026-03-13 22:00", "2026-03-13 18:00", "2026-03-13 22:00"],
  ["2026-03-13 18:00 - 2026-03-14 06:00", "2026-03-13 18:00", "2026-03-14 06:00"],
  ["2026-03-13T18:00 - 2026-03-13T22:00", "2026-03-13 18:00", "2026-03-13 22:00"],
  ["2026-03-20 09:00 - 12:00", "2026-03-20 09:00", "2026-03-20 12:00"],
  ["2026-03-20", "2026-03-20 00:00", "2026-03-21 00:00"],
  ["13.3. 18-22", "2026-03-13 18:00", "2026-03-13 22:00"],
  ["13.03.2026 18:00 – 14.03.2026 06:00", "2026-03-13 18:00", "2026-03-14 06:00"],
  ["13.3. - 15.3.", "2026-03-13 00:00", "2026-03-16 00:00"],
  ["fri 13.3. 18-22", "2026-03-13 18:00", "2026-03-13 22:00"],
  ["13 March 18:00 to 14 March 6:00", "2026-03-13 18:00", "2026-03-14 06:00"],
  ["March 13, 18:00 to 22:00", "2026-03-13 18:00", "2026-03-13 22:00"],
  ["the 13th of march 6pm to 9pm", "2026-03-13 18:00", "2026-03-13 21:00"],
  ["28 Dec 2026 18:00 to 2 Jan 6:00", "2026-12-28 18:00", "2027-01-02 06:00"],
  ["for 2 hours", "2026-03-12 15:00", "2026-03-12 17:00"],
  ["for 4 hours fever", "2026-03-12 15:00", "2026-03-12 19:00", "fever"],
  ["for the next 2 hours", "2026-03-12 15:00", "2026-03-12 17:00"],
  ["4h", "2026-03-12 15:00", "2026-03-12 19:00"],
  ["90 min", "2026-03-12 15:00", "2026-03-12 16:30"],
  ["for 1h30", "2026-03-12 15:00", "2026-03-12 16:30"],
  ["for 1.5 hours", "2026-03-12 15:00", "2026-03-12 16:30"],
  ["for half an hour", "2026-03-12 15:00", "2026-03-12 15:30"],
  ["for an hour and 15 minutes", "2026-03-12 15:00", "2026-03-12 16:15"],
  ["for two days", "2026-03-12 15:00", "2026-03-14 15:00"],
  ["from now for 3 hours", "2026-03-12 15:00", "2026-03-12 18:00"],
  ["tonight 20:00 for 3 hours", "2026-03-12 20:00", "2026-03-12 23:00"],
  ["for 4 hours from 18:00", "2026-03-12 18:00", "2026-03-12 22:00"],
  ["3 hours starting friday 22:00", "2026-03-13 22:00", "2026-03-14 01:00"],
  ["2 days from friday", "2026-03-13 00:00", "2026-03-15 00:00"],
  [
    "tomorrow 9-17 because the train at 8:15 was cancelled",
    "2026-03-13 09:00",
    "2026-03-13 17:00",
    "the train at 8:15 was cancelled",
  ],
  ["tomorrow 9-17, back to school with INC-12", "2026-03-13 09:00", "2026-03-13 17:00", "back to school with INC-12"],
];

const REFUSED: readonly (readonly [words: string, why: RegExp])[] = [
  ["tonight", /From when to when/],
  ["sometime", /From when to when/],
  ["18:00", /From when to when/],
  ["tomorrow evening", /From when to when/],
  ["next week", /From when to when/],
  ["from friday", /From when to when/],
  ["until further notice", /From when to when/],
  ["a few hours", /From when to when/],
  ["yesterday 9:00 to 10:00", /From when to when/],
  ["18.30-22.00", /From when to when/],
  ["next friday 9-17", /From when to when/],
  ["tomorrow 25-99", /understand “25-99”/],
  ["tomorrow 18:75-22", /understand “18:75-22”/],
  ["3/13 18-22", /From when to when/],
  ["32.3. 18-22", /From when to when/],
  ["2026-02-30 9:00 to 10:00", /From when to when/],
  ["29.2. 9-17", /no such day/],
  ["monday 13.3. 18-22", /another day of the week/],
  ["tonight 6-9", /morning or in the evening/],
  ["tonight 2-6", /morning or in the evening/],
  ["this evening 6 for 2 hours", /morning or in the evening/],
  ["tomorrow 9-5", /morning or in the evening/],
  ["tomorrow 12-2", /morning or in the evening/],
  ["tomorrow 6pm-10", /morning or in the evening/],
  ["until 6", /morning or in the evening/],
  ["9-11", /morning or in the evening/],
  ["noon to 2", /morning or in the evening/],
  ["tomorrow morning 18-22", /not in the morning/],
  ["tomorrow 18-17", /ends before it begins/],
  ["tomorrow 18-18", /ends before it begins/],
  ["friday 22 - friday 6", /ends before it begins/],
  ["2026-03-14 10:00 to 2026-03-13 10:00", /ends before it begins/],
  ["friday midnight to 6:00", /Which midnight/],
  ["friday 18:00 to sunday", /begin and end/],
  ["friday to sunday 18:00", /begin and end/],
  ["friday until sunday", /last day part of it/],
  ["2 hours tomorrow", /what time does it begin/],
  ["2026-03-11 9:00 to 10:00", /over already/],
  ["11.3. 9-17", /over already/],
  ["until thursday", /over already/],
  ["in 2 hours", /understand “in”/],
  ["about 4 hours", /understand “about”/],
  ["every friday 18-22", /From when to when/],
  ["friday 18-22 every week", /understand “every”/],
  ["monday and wednesday 9-17", /understand “wednesday”/],
  ["tonight 18-22 UTC", /understand “UTC”/],
  ["tonight 18-22 Berlin time", /understand “time”/],
  ["tonight 18-22 or later", /understand “or”/],
  ["mondays 9-17", /understand “mondays”|From when/],
  ["9-17 mondays", /understand “mondays”/],
  ["18-22 yesterday", /understand “yesterday”/],
  ["tonight 18-22 until friday", /understand “until”/],
  ["an hour and a half", /understand “half”/],
  ["nope for 4 hours", /understand “nope”/],
  ["0 hours", /From when to when/],
  ["", /From when to when/],
];

describe.each(ZONES)("a span of time as people say it, in %s", (tz) => {
  it.each(UNDERSTOOD.map(([words, from, to, why = ""]) => [words, from, to, why] as const))(
    "reads “%s” on the person's own clock [ESC-4]",
    (words, from, to, why) => {
      expect(reads(words, wall(NOW, tz), tz)).toEqual([from, to, why]);
    },
  );

  it.each(REFUSED)("refuses “%s” and shows how to write it [ESC-4]", (words, sentence) => {
    const read = () => parseSpan(words, wall(NOW, tz), tz);
    expect(read).toThrow(sentence);
    expect(read).toThrow(/`\d.*`|`tonight 18–22`/);
  });

  it("asks which night is meant after midnight, and which of two nights goes on [ESC-4]", () => {
    const night = wall("2026-03-12 01:00", tz);
    expect(() => parseSpan("22-6", night, tz)).toThrow(/last night or of tonight/);
    expect(reads("until 6", night, tz)).toEqual(["2026-03-12 01:00", "2026-03-12 06:00", ""]);
    expect(reads("tonight 03:00-05:00", night, tz)).toEqual(["2026-03-12 03:00", "2026-03-12 05:00", ""]);
    expect(reads("today 22-6", night, tz)).toEqual(["2026-03-12 22:00", "2026-03-13 06:00", ""]);
  });

  it("takes a date without its year for that of the next one at the end of a year [ESC-4]", () => {
    const now = wall("2026-12-30 12:00", tz);
    expect(reads("2 jan 9-17", now, tz)).toEqual(["2027-01-02 09:00", "2027-01-02 17:00", ""]);
  });
});

describe("a span across a change of the clocks", () => {
  it.each([
    [BERLIN, "2026-03-29 01:00 - 2026-03-29 04:00", "2026-03-29T00:00Z", "2026-03-29T02:00Z", "2 h"],
    [BERLIN, "2026-03-28 22 - 2026-03-29 6", "2026-03-28T21:00Z", "2026-03-29T04:00Z", "7 h"],
    [BERLIN, "2026-10-24 22 - 2026-10-25 6", "2026-10-24T20:00Z", "2026-10-25T05:00Z", "9 h"],
    [BERLIN, "2026-10-24 22:00 for 8 hours", "2026-10-24T20:00Z", "2026-10-25T04:00Z", "8 h"],
    [BERLIN, "2026-03-28", "2026-03-27T23:00Z", "2026-03-28T23:00Z", "1 d"],
    [BERLIN, "2026-03-29", "2026-03-28T23:00Z", "2026-03-29T22:00Z", "23 h"],
    [BERLIN, "2026-03-28 18:00 for 1 day", "2026-03-28T17:00Z", "2026-03-29T16:00Z", "23 h"],
    [NEW_YORK, "8 March 2026 1:00 to 3:00", "2026-03-08T06:00Z", "2026-03-08T07:00Z", "1 h"],
    [NEW_YORK, "31 Oct 2026 10pm - 1 Nov 2026 6am", "2026-11-01T02:00Z", "2026-11-01T11:00Z", "9 h"],
  ])("keeps to the clock on the wall in %s: “%s” [ESC-4]", (tz, words, from, to, length) => {
    const span = parseSpan(words, Date.UTC(2026, 1, 1), tz);
    expect(span).toEqual({ from: Date.parse(from), to: Date.parse(to), rest: "" });
    expect(lengthWords(span.to - span.from)).toBe(length);
  });
});

describe("any span", () => {
  const HOUR_MS = 3_600_000;
  const minutes = fc.integer({ min: 1, max: 90 * 24 * 60 });
  const zone = fc.constantFrom(...ZONES, "Europe/London", "Pacific/Auckland", "UTC");
  const pad = (value: number) => String(value).padStart(2, "0");

  /** A time of the wall clock as minutes since 2026-01-01. */
  const spoken = (at: number) => {
    const date = new Date(Date.UTC(2026, 0, 1) + at * 60_000).toISOString();
    return { iso: `${date.slice(0, 10)} ${date.slice(11, 16)}`, day: dayNumber(date.slice(0, 10)), minute: at % 1440 };
  };

  it("that is said as its start and end reads back as itself, and is no longer than said [ESC-4]", () => {
    const joint = fc.constantFrom(" to ", " - ", "-", " – ", " until ", " till ");
    fc.assert(
      fc.property(zone, minutes, minutes, joint, (tz, start, length, between) => {
        const [first, last] = [spoken(start), spoken(start + length)];
        const expected = { from: instantOf(first.day, first.minute, tz), to: instantOf(last.day, last.minute, tz) };
        fc.pre(expected.to > expected.from);
        const span = parseSpan(`${first.iso}${between}${last.iso}`, Date.UTC(2025, 11, 31), tz);
        expect(span).toEqual({ ...expected, rest: "" });
        // The clocks themselves may give or take an hour.
        expect(span.to - span.from).toBeLessThanOrEqual(length * 60_000 + HOUR_MS);
      }),
    );
  });

  it("that is said as a length is exactly as long, at any moment [ESC-4]", () => {
    fc.assert(
      fc.property(
        zone,
        minutes,
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 0, max: 59 }),
        (tz, at, hours, more) => {
          const now = Date.UTC(2026, 0, 1) + at * 60_000;
          const words = more === 0 ? `for ${hours} hours` : `for ${hours} h ${more} min`;
          const { from, to } = parseSpan(words, now, tz);
          expect([from, to - from]).toEqual([now, hours * HOUR_MS + more * 60_000]);
        },
      ),
    );
  });

  it("of two times of day lasts as the clock says, at any moment, or is asked for again [ESC-4]", () => {
    const time = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(minutes, time, time, (at, start, end) => {
        const now = Date.UTC(2026, 0, 1) + at * 60_000;
        const clock = (minute: number) => `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
        const words = `${clock(start)} to ${clock(end)}`;
        const span = attempt(() => parseSpan(words, now, "UTC"));
        const said = ((end - start + 1440) % 1440) * 60_000;
        const isOver = end <= at % 1440;
        const mayBeEvening = /^1[0-2]:\d\d to 1[0-2]:/.test(words);
        if (span) expect(span.to - span.from).toBeLessThanOrEqual(said);
        else expect(end <= start || (isOver && mayBeEvening)).toBe(true);
      }),
    );
  });

  it("comes out of any words at all ahead and in order, or with a sentence [ESC-4]", () => {
    const words = fc.constantFrom(
      "tonight",
      "18",
      "-",
      "to",
      "fri",
      "13.3.",
      "for",
      "2 hours",
      "until",
      "6pm",
      "and",
      "x",
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 8 }), (said) => {
        const now = wall(NOW, BERLIN);
        const span = attempt(() => parseSpan(said.join(" "), now, BERLIN));
        if (span) expect([span.from >= now, span.to > span.from]).toEqual([true, true]);
      }),
    );
  });

  it("is said back with its length and the zone whose clock it is [ESC-4]", () => {
    const from = wall(NOW, BERLIN);
    expect(spokenSpan({ from, to: from + 2 * HOUR_MS }, BERLIN)).toBe("Thu 12 Mar 15:00 to 17:00 (2 h, Europe/Berlin)");
    expect(lengthWords(16 * HOUR_MS)).toBe("16 h");
    expect(lengthWords(28.5 * HOUR_MS)).toBe("1 d 4 h 30 min");
  });
});

/** What came out, or nothing where it was refused in words. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    expect(error).toMatchObject({ name: "InvalidInputError", message: expect.stringContaining("`") });
    return undefined;
  }
}
