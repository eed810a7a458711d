import { TZDate } from "@date-fns/tz";
import { casual } from "chrono-node";
import { InvalidInputError } from "../../lib/errors.ts";

export interface ParsedNote {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly text: string;
}

const UNIT = "(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)";
const LENGTH = `(?:\\d{1,4}|an?|half an?)\\s{0,2}${UNIT}`;
const AGO = new RegExp(`^${LENGTH}(?:(?:\\s{0,2}(?:,|and)?\\s{0,2})${LENGTH}){0,2}\\s{1,2}ago(?![\\w])`, "i");

const WEEKDAY = "(?:last\\s)?(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?";
const MONTH = "(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}";
const DAY = `(?:today|yesterday|tomorrow|last\\snight|${WEEKDAY}|\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}/\\d{1,2}(?:/\\d{2,4})?|\\d{1,2}\\s${MONTH}(?:\\s\\d{4})?|${MONTH}\\s\\d{1,2}(?:,?\\s\\d{4})?)`;
const CLOCK = "(?:\\d{1,2}:\\d{2}(?::\\d{2})?(?:\\s?[ap]m)?|\\d{1,2}\\s?[ap]m)";
const MOMENT = new RegExp(`^(?:${DAY}(?:,|\\sat)?\\s{1,2}|${DAY}T)?(?:at\\s{1,2})?${CLOCK}(?![\\w:])`, "i");

/** "14:05 – 14:20 failover": the end of a span belongs to the words. */
const UNTIL = new RegExp(`^${CLOCK}(?![\\w:])`, "i");

const HOW = "Write the time first, such as `14:05`, `10m ago` or `yesterday 23:50`, then what happened.";

/** Splits "14:05 deploy finished" into its moment, read in the person's time zone, and its words; without a time it is now. */
export function parseNote(text: string, now: number, tz: string): ParsedNote {
  const trimmed = text.trim();
  const spoken = (AGO.exec(trimmed) ?? MOMENT.exec(trimmed))?.[0];
  if (spoken === undefined) return { at: now, text: trimmed };
  const words = trimmed.slice(spoken.length).replace(/^[\s,:–—-]+/, "");
  if (words === "") throw new InvalidInputError(`What happened at ${spoken}? ${HOW}`);
  return { at: momentOf(spoken, now, tz), text: UNTIL.test(words) ? trimmed : words };
}

/** Reads a moment that stands alone, as in the field of a form; nothing is now. */
export function parseMoment(text: string, now: number, tz: string, field?: string): number {
  const trimmed = text.trim();
  if (trimmed === "" || /^now$/i.test(trimmed)) return now;
  const spoken = (AGO.exec(trimmed) ?? MOMENT.exec(trimmed))?.[0];
  if (spoken !== trimmed) {
    throw new InvalidInputError(
      `"${trimmed.slice(0, 40)}" is not a time that I can read. Write 14:05, 10m ago or yesterday 23:50.`,
      field,
    );
  }
  return momentOf(spoken, now, tz, field);
}

function momentOf(spoken: string, now: number, tz: string, field?: string): number {
  const zoned = TZDate.tz(tz, now);
  // `getTimezoneOffset` counts minutes west of Greenwich, chrono those to the east.
  const [found] = casual.parse(spoken, { instant: new Date(now), timezone: -zoned.getTimezoneOffset() });
  if (found?.index !== 0 || found.text.length !== spoken.length) {
    throw new InvalidInputError(`${spoken} is not a time of day. ${HOW}`, field);
  }
  const at = AGO.test(spoken) ? found.start.date().getTime() : atWallClock(found.start, spoken, now, tz, field);
  if (at > now) {
    throw new InvalidInputError(
      `${spoken} is still to come. A note tells what has happened; for the day before, write \`yesterday ${spoken.replace(/^.*\s/, "")}\`.`,
      field,
    );
  }
  return at;
}

type Part = "year" | "month" | "day" | "hour" | "minute" | "second";

interface WallClock {
  get(part: Part): number | null;
  isCertain(part: "weekday"): boolean;
}

const DAY_MS = 86_400_000;

function atWallClock(start: WallClock, spoken: string, now: number, tz: string, field?: string): number {
  const part = (name: Part) => start.get(name) ?? 0;
  const read = (daysBack: number) =>
    new TZDate(
      part("year"),
      part("month") - 1,
      part("day") - daysBack,
      part("hour"),
      part("minute"),
      part("second"),
      tz,
    );
  // A weekday means the last one, though it reads like the next.
  const first = read(0);
  const zoned = start.isCertain("weekday") && first.getTime() > now ? read(7) : first;
  if (zoned.getHours() !== part("hour") || zoned.getMinutes() !== part("minute")) {
    throw new InvalidInputError(
      `${spoken} did not exist: the clocks were put forward then. Write the time that a clock showed.`,
      field,
    );
  }
  return latestBefore(zoned, now, tz);
}

/** When the clocks are put back, an hour comes twice: the later one is meant unless it is still to come. */
function latestBefore(zoned: TZDate, now: number, tz: string): number {
  const at = zoned.getTime();
  const candidates = [at - 3_600_000, at, at + 3_600_000].filter((ms) => wallClock(ms, tz) === wallClock(at, tz));
  return candidates.filter((ms) => ms <= now).at(-1) ?? at;
}

const wallClock = (ms: number, tz: string): string => {
  const zoned = TZDate.tz(tz, ms);
  return `${Math.floor((ms - zoned.getTimezoneOffset() * 60_000) / DAY_MS)} ${zoned.getHours()}:${zoned.getMinutes()}`;
};
