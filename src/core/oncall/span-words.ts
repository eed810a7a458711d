import { tzOffset } from "@date-fns/tz";
import { casual } from "chrono-node";
import { InvalidInputError } from "../../lib/errors.ts";
import { instantOf } from "../../lib/local-time.ts";

export interface Span {
  /** Epoch milliseconds; `to` is not part of it. */
  readonly from: number;
  readonly to: number;
}

export interface SpokenSpan extends Span {
  /** What was said beside it. */
  readonly rest: string;
}

const HOW = "Write it such as `tonight 18–22`, `friday 9:00 to 17:00` or `for 2 hours`.";

const BARE_HOURS = /(^|\s)([01]?\d|2[0-4])\s{0,2}(?:[-–—]|to|until|till)\s{0,2}([01]?\d|2[0-4])(?=\s|$)/i;
const LENGTH =
  /(?:^|\s)(?:for\s)?(?:the\s)?(?:next\s)?(\d{1,3})\s{0,2}(h|hrs?|hours?|m|mins?|minutes?|d|days?)(?=\s|$)/i;
const UNIT_MS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, d: 86_400_000 };
const DAY_MS = 86_400_000;

/** Reads "tonight 18–22" on the clock of a zone, as a time that is not over yet, and gives what else was said. */
export function parseSpan(text: string, now: number, tz: string): SpokenSpan {
  const said = text.trim().replace(BARE_HOURS, (_, lead, from, to) => `${lead}${from}:00 - ${to}:00`);
  const length = LENGTH.exec(said);
  const words = length ? said.replace(LENGTH, " ") : said;
  const instantOfAsking = new Date(now);
  const reference = { instant: instantOfAsking, timezone: tzOffset(tz, instantOfAsking) };
  const [near] = casual.parse(words, reference);
  // A named day is the next one; hours alone may have begun today.
  const [found] = near && isDayNamed(near.start) ? casual.parse(words, reference, { forwardDate: true }) : [near];
  const rest = found ? `${words.slice(0, found.index)} ${words.slice(found.index + found.text.length)}` : words;
  const span = spanOf(found, length, now, tz);
  if (!span) throw new InvalidInputError(`From when to when? ${HOW}`, "from");
  if (span.to <= now) throw new InvalidInputError(`That is over already. ${HOW}`, "from");
  return { from: Math.max(span.from, now), to: span.to, rest: withoutFillers(rest) };
}

type Part = "year" | "month" | "day" | "hour" | "minute";

interface WallClock {
  get(part: Part): number | null;
  isCertain(part: "hour" | "day" | "weekday"): boolean;
}

interface Found {
  readonly text: string;
  readonly start: WallClock;
  readonly end?: WallClock | null;
}

function spanOf(found: Found | undefined, length: RegExpExecArray | null, now: number, tz: string): Span | undefined {
  const lengthMs = length ? Number(length[1]) * (UNIT_MS[(length[2] ?? "h").charAt(0).toLowerCase()] ?? 0) : undefined;
  if (lengthMs !== undefined) {
    const from = found ? instant(found.start, tz) : now;
    return { from, to: from + lengthMs };
  }
  if (!found) return undefined;
  const { start, end } = found;
  if (!end) return start.isCertain("hour") || /night/i.test(found.text) ? undefined : wholeDay(start, tz);
  const from = instant(start, tz);
  const until = end.isCertain("hour") ? instant(end, tz) : wholeDay(end, tz).to;
  const isNextDay = until <= from && !isDayNamed(end);
  const to = isNextDay ? instant(end, tz, dayOf(start) + 1) : until;
  // "18–22" said at 23:00 is tomorrow's.
  if (to > now || isDayNamed(start)) return to > from ? { from, to } : undefined;
  return { from: instant(start, tz, dayOf(start) + 1), to: instant(end, tz, dayOf(start) + 1 + (isNextDay ? 1 : 0)) };
}

const isDayNamed = (clock: WallClock): boolean => clock.isCertain("day") || clock.isCertain("weekday");

const part = (clock: WallClock, name: Part): number => clock.get(name) ?? 0;

const dayOf = (clock: WallClock): number =>
  Date.UTC(part(clock, "year"), part(clock, "month") - 1, part(clock, "day")) / DAY_MS;

const instant = (clock: WallClock, tz: string, day = dayOf(clock)): number =>
  instantOf(day, part(clock, "hour") * 60 + part(clock, "minute"), tz);

const wholeDay = (clock: WallClock, tz: string): Span => ({
  from: instantOf(dayOf(clock), 0, tz),
  to: instantOf(dayOf(clock) + 1, 0, tz),
});

const withoutFillers = (text: string): string =>
  text
    .trim()
    .replace(/\s{2,}/g, " ")
    .replace(/^(?:me|please|from)(?:\s|$)/i, "")
    .replace(/^(?:because|for|as|[,:–-])\s/i, "")
    .trim();

/** "Thu 12 Mar 18:00 to 22:00" on the clock of a zone, with the zone's name. */
export function spokenSpan({ from, to }: Span, tz: string): string {
  const day = (ms: number) =>
    new Intl.DateTimeFormat("en-GB", { timeZone: tz, weekday: "short", day: "numeric", month: "short" }).format(ms);
  const time = (ms: number) =>
    new Intl.DateTimeFormat("en-GB", { timeZone: tz, hour: "2-digit", minute: "2-digit" }).format(ms);
  const until = day(from) === day(to) ? time(to) : `${day(to)} ${time(to)}`;
  return `${day(from)} ${time(from)} to ${until} (${tz})`;
}
