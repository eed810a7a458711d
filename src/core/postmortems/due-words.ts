import { TZDate } from "@date-fns/tz";
import { casual } from "chrono-node";
import { InvalidInputError } from "../../lib/errors.ts";

const BY = /(?:^|\s)(?:by|due|until|till|before)(?:\s*:)?\s+(?<when>[^\n]{2,40})$/i;

/** Ends of the calendar that chrono does not know. */
const END_OF = /^(?:the )?(?:end of (?:the )?|eo)(?<unit>day|d|week|w|month|m)$/i;

export interface WordedAction {
  readonly text: string;
  /** Epoch milliseconds. */
  readonly dueAt: number | undefined;
}

export interface Calendar {
  readonly now: number;
  /** The person's IANA time zone. */
  readonly tz: string;
  /** Minutes since midnight at which a day's work ends. */
  readonly closingMinute: number;
}

/** Splits "Raise pool size by friday" into what is to be done and when, read in the person's time zone. */
export function parseDueWords(words: string, calendar: Calendar): WordedAction {
  const text = words.trim();
  const found = BY.exec(text);
  const when = found?.groups?.when?.trim();
  const dueAt = when === undefined ? undefined : momentOf(when, calendar);
  if (found === null || when === undefined || dueAt === undefined) return { text, dueAt: undefined };
  if (dueAt <= calendar.now) {
    throw new InvalidInputError(`${when} is past. Name a day that is to come, such as \`by friday\` or \`by 2 june\`.`);
  }
  return { text: text.slice(0, found.index).trim(), dueAt };
}

/** The end of the working day on a date such as "2026-03-20"; of one whose work is over, the end of the day. */
export function endOfWork(date: string, calendar: Calendar): number {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  return closing({ year, month, day }, calendar);
}

/** Undefined for words that are not wholly a moment: they belong to the text. */
function momentOf(when: string, calendar: Calendar): number | undefined {
  const { now, tz } = calendar;
  const zoned = TZDate.tz(tz, now);
  const asked = endOf(when, zoned) ?? when;
  const reference = { instant: new Date(now), timezone: -zoned.getTimezoneOffset() };
  const [found] = casual.parse(asked, reference, { forwardDate: true });
  if (found?.index !== 0 || found.text.length < asked.length) return undefined;
  const part = (name: "year" | "month" | "day" | "hour" | "minute") => found.start.get(name) ?? 0;
  const date = { year: part("year"), month: part("month"), day: part("day") };
  if (!found.start.isCertain("hour")) return closing(date, calendar);
  return new TZDate(date.year, date.month - 1, date.day, part("hour"), part("minute"), tz).getTime();
}

function endOf(when: string, zoned: TZDate): string | undefined {
  const unit = END_OF.exec(when)?.groups?.unit?.[0]?.toLowerCase();
  if (unit === "d") return "today";
  if (unit === "w") return "friday";
  if (unit !== "m") return undefined;
  return new Date(Date.UTC(zoned.getFullYear(), zoned.getMonth() + 1, 0)).toISOString().slice(0, 10);
}

function closing(
  { year, month, day }: { year: number; month: number; day: number },
  { now, tz, closingMinute }: Calendar,
): number {
  const at = (hour: number, minute: number) => new TZDate(year, month - 1, day, hour, minute, tz).getTime();
  const closed = at(Math.floor(closingMinute / 60), closingMinute % 60);
  return closed > now ? closed : at(23, 59);
}
