import { InvalidInputError } from "../../lib/errors.ts";
import { instantOf, localDay, weekdayOf } from "../../lib/local-time.ts";
import {
  type ClockWords,
  type DayPart,
  type DayWords,
  type Length,
  PARTS,
  type Token,
  tokensOf,
} from "./span-tokens.ts";

export interface Span {
  /** Epoch milliseconds; `to` is not part of it. */
  readonly from: number;
  readonly to: number;
}

export interface SpokenSpan extends Span {
  /** What was said beside it. */
  readonly rest: string;
}

const HOW =
  "Write it such as `tonight 18–22`, `friday 9:00 to 17:00`, `13.3. 18:00 to 14.3. 6:00`, `until 18:00` or `for 2 hours`.";
const UNCLEAR = `From when to when? ${HOW}`;
const OVER = `That is over already. ${HOW}`;
const VAGUE = "Is that in the morning or in the evening? Write `06:00` or `18:00`, or `6am` or `6pm`.";
const BACKWARDS = `It ends before it begins, or on a day that you did not name. ${HOW}`;

const DAY_MS = 86_400_000;
const HALF_DAY = 720;

interface Point {
  readonly day: DayWords | undefined;
  /** Said beside a date. */
  readonly weekday: number | undefined;
  readonly part: DayPart | undefined;
  readonly time: ClockWords | "now" | undefined;
  readonly isDayLast: boolean;
}

type Joint = Extract<Token, { kind: "joint" }>["joint"];

type Said =
  | { readonly kind: "range"; readonly start: Point; readonly joint: Joint; readonly end: Point }
  | { readonly kind: "length"; readonly start: Point | undefined; readonly length: Length }
  | { readonly kind: "until"; readonly joint: Joint; readonly end: Point }
  | { readonly kind: "day"; readonly start: Point };

/**
 * Reads "tonight 18–22" on the clock of a zone, as a time that is not over yet, and gives the reason said after it. What is
 * not understood as a whole is refused with a sentence that shows how to write it: a wrong guess puts a wrong person on call.
 */
export function parseSpan(text: string, now: number, tz: string): SpokenSpan {
  const [said = "", ...reasons] = text.trim().split(/(?:^|\s)because\s/i);
  const words = said.trim().replace(/[‐‑‒–—―−]/g, "-");
  const tokens = tokensOf(words);
  const first = firstOf(tokens);
  const opener = tokens.slice(0, first).find(({ kind }) => kind === "opener");
  const found = read(tokens.slice(first).filter(isWeighty), opener?.text.toLowerCase());
  if (!found) throw refusal(UNCLEAR);
  const lead = tokens.slice(0, first).find(isWeighty);
  const tail = tokens.filter(({ from }) => from >= found.end);
  const more = lead ?? tail.find(({ kind, text: each }) => MORE.includes(kind) || /^(?:un)?till?$/i.test(each));
  if (more) {
    throw refusal(`I do not understand “${more.text}” there. The time comes first, then \`because\` and why. ${HOW}`);
  }
  const span = spanOf(found.said, { now, tz });
  if (span.to <= now) throw refusal(OVER);
  if (span.to <= span.from) throw refusal(BACKWARDS);
  const rest = [said.trim().slice(found.end), ...reasons].join(" ");
  return { from: Math.max(span.from, now), to: span.to, rest: withoutFillers(rest) };
}

/** What stands before the first word about time. */
export function wordsBeforeSpan(text: string): string {
  const tokens = tokensOf(text);
  const words = tokens.slice(0, firstOf(tokens)).filter(({ kind }) => kind === "word");
  return words.map((word) => word.text).join(" ");
}

const refusal = (sentence: string) => new InvalidInputError(sentence, "from");

const MORE: readonly Token["kind"][] = ["day", "part", "time", "length", "doubt"];

const isWeighty = ({ kind }: Token): boolean => kind !== "filler" && kind !== "opener";

/** Where the time begins; "to" and "and" do not begin one. */
function firstOf(tokens: readonly Token[]): number {
  const first = tokens.findIndex(
    (token) => MORE.includes(token.kind) || (token.kind === "joint" && ["until", "through"].includes(token.joint)),
  );
  return first < 0 ? tokens.length : first;
}

/** The longest beginning that says a time, and where it ends. */
function read(tokens: readonly Token[], opener: string | undefined): { said: Said; end: number } | undefined {
  let at = 0;
  const next = <K extends Token["kind"]>(kind: K): Extract<Token, { kind: K }> | undefined => {
    const token = tokens[at];
    if (!isOf(token, kind)) return undefined;
    at += 1;
    return token;
  };
  const point = (): Point | undefined => {
    const before = next("time");
    const named = next("day");
    const date = named?.day.kind === "weekday" && tokens[at]?.kind === "day" ? next("day") : undefined;
    const part = next("part")?.part ?? date?.part ?? named?.part;
    const time = before ?? next("time");
    if (!named && !time) return undefined;
    const weekday = date && named?.day.kind === "weekday" ? named.day.weekday : undefined;
    return { day: (date ?? named)?.day, weekday, part, time: time?.time, isDayLast: before !== undefined };
  };
  const said = (): Said | undefined => {
    const length = next("length")?.length;
    if (length) return { kind: "length", start: point(), length };
    const until = next("joint")?.joint;
    const start = point();
    if (!start) return undefined;
    if (until) return { kind: "until", joint: until, end: start };
    const lasting = next("length")?.length;
    if (lasting) return { kind: "length", start, length: lasting };
    const back = at;
    const joint = next("joint")?.joint;
    const end = joint && point();
    if (joint && end && (joint === "and") === (opener === "between")) return { kind: "range", start, joint, end };
    at = back;
    return start.day && !start.time && !opener ? { kind: "day", start } : undefined;
  };
  const found = said();
  return found && { said: found, end: tokens[at - 1]?.to ?? 0 };
}

const isOf = <K extends Token["kind"]>(token: Token | undefined, kind: K): token is Extract<Token, { kind: K }> =>
  token?.kind === kind;

interface Here {
  readonly now: number;
  readonly tz: string;
}

function spanOf(said: Said, here: Here): Span {
  switch (said.kind) {
    case "until":
      return { from: here.now, to: untilWhen(said.end, said.joint, here) };
    case "day":
      return wholeDays(said.start, said.start, here);
    case "length":
      return lasting(said.start, said.length, here);
    case "range":
      return fromTo(said.start, said.end, said.joint, here);
  }
}

function untilWhen(end: Point, joint: Joint, here: Here): number {
  const { time } = end;
  if (time === "now") throw refusal(UNCLEAR);
  if (time === undefined) return wholeDays(end, end, here)[joint === "through" ? "to" : "from"];
  const today = localDay(here.now, here.tz);
  const minute = minuteOf(end, time);
  if (end.day) return instantOf(dayMeant(end, today, here), minute, here.tz);
  const onToday = instantOf(today, minute, here.tz);
  const at = onToday > here.now ? onToday : instantOf(today + 1, minute, here.tz);
  const other = instantOf(today, (minute + HALF_DAY) % 1440, here.tz);
  if (time.isVague && other > here.now && other < at) throw refusal(VAGUE);
  return at;
}

/** Days without a time of day: the last is part of them. */
function wholeDays(start: Point, end: Point, here: Here): Span {
  if (start.part || end.part) throw refusal(UNCLEAR);
  const first = dayMeant(start, localDay(here.now, here.tz), here);
  const last = dayMeant(end, first, here);
  return { from: instantOf(first, 0, here.tz), to: instantOf(last + 1, 0, here.tz) };
}

function lasting(start: Point | undefined, { days, ms }: Length, here: Here): Span {
  const after = (day: number, minute: number) => instantOf(day + days, minute, here.tz) + ms;
  const today = localDay(here.now, here.tz);
  if (!start || start.time === "now") {
    const minute = (here.now - instantOf(today, 0, here.tz)) / 60_000;
    return { from: here.now, to: days === 0 ? here.now + ms : after(today, minute) };
  }
  if (!start.time) {
    if (ms > 0 || start.part) throw refusal(`At what time does it begin? ${HOW}`);
    const { from } = wholeDays(start, start, here);
    return { from, to: after(localDay(from, here.tz), 0) };
  }
  const minute = minuteOf(start, start.time);
  return ahead(start, start.time.isVague, here, (day) => ({
    from: instantOf(day, minute, here.tz),
    to: days === 0 ? instantOf(day, minute, here.tz) + ms : after(day, minute),
  }));
}

function fromTo(from: Point, to: Point, joint: Joint, here: Here): Span {
  if (from.time === "now" && !from.day) return { from: here.now, to: untilWhen(to, joint, here) };
  if (!from.time && !to.time) {
    if (joint === "until") throw refusal(`Is the last day part of it? Write \`friday to sunday\` if so. ${HOW}`);
    return wholeDays(from, to, here);
  }
  const isOfBoth = !from.day && to.isDayLast;
  const start = isOfBoth ? { ...from, day: to.day, weekday: to.weekday, part: to.part } : from;
  const end = isOfBoth ? { ...to, day: undefined, part: undefined } : to;
  const [begins, ends] = sameHalf(start.time, end.time, end.day !== undefined);
  const [first, last] = [minuteOf(start, begins), minuteOf(end, ends)];
  const isOvernight = !end.day && last <= first;
  if (isOvernight && !isNight(begins, last)) throw refusal(begins.isVague || ends.isVague ? VAGUE : BACKWARDS);
  return ahead(start, begins.isVague && ends.isVague, here, (day) => {
    if (isOvernight && day === localDay(here.now, here.tz) && here.now < instantOf(day, last, here.tz)) {
      if (!start.day || start.part === "night") throw refusal(`Of last night or of tonight? ${HOW}`);
    }
    const lastDay = end.day ? dayMeant(end, day, here) : day + (isOvernight ? 1 : 0);
    return { from: instantOf(day, first, here.tz), to: instantOf(lastDay, last, here.tz) };
  });
}

/** Past midnight without a word of it goes only what begins after noon and ends before the next. */
const isNight = ({ minute, half }: ClockWords, last: number): boolean =>
  minute >= (half ? HALF_DAY : HALF_DAY + 60) && last <= HALF_DAY && last < minute;

/** In "6–9pm" the first is in the evening too, in "10–2pm" in the morning. */
function sameHalf(begins: Point["time"], ends: Point["time"], isOtherDay: boolean): readonly [ClockWords, ClockWords] {
  if (!begins || !ends || begins === "now" || ends === "now")
    throw refusal(`At what time does it begin and end? ${HOW}`);
  if (begins.half && ends.isVague) throw refusal(VAGUE);
  if (!ends.half || !begins.isVague || isOtherDay) return [begins, ends];
  const morning = begins.minute % HALF_DAY;
  const isEarlier = morning < ends.minute % HALF_DAY;
  const minute = morning + ((ends.half === "pm") === isEarlier ? HALF_DAY : 0);
  return [{ ...begins, minute, isVague: false }, ends];
}

/** The next time of what was said: hours alone and days of the week come again, dates do not. */
function ahead(start: Point, isVague: boolean, here: Here, on: (day: number) => Span): Span {
  const today = localDay(here.now, here.tz);
  const day = dayMeant(start, today, here);
  const span = on(day);
  const isEarly = start.part === "night" && start.time !== "now" && (start.time?.minute ?? 0) < PARTS.night[0];
  const again = !start.day || isEarly ? 1 : start.day.kind === "weekday" ? 7 : 0;
  if (span.to > here.now || again === 0) return span;
  if (isVague) throw refusal(VAGUE);
  return on(day + again);
}

function dayMeant({ day, weekday }: Point, from: number, { now, tz }: Here): number {
  const today = localDay(now, tz);
  if (!day) return from;
  if (day.kind === "offset") return today + day.days;
  if (day.kind === "weekday") return from + ((day.weekday - weekdayOf(from) + 7) % 7);
  const year = day.year ?? new Date(today * DAY_MS).getUTCFullYear();
  const numberIn = (each: number) => Date.UTC(each, day.month - 1, day.day) / DAY_MS;
  // Without its year a date that is long over is that of the next one: in December, "2 January".
  const isNextYear = day.year === undefined && numberIn(year) < from - 183;
  const meant = numberIn(isNextYear ? year + 1 : year);
  if (new Date(meant * DAY_MS).getUTCDate() !== day.day) throw refusal(`There is no such day. ${HOW}`);
  if (weekday !== undefined && weekdayOf(meant) !== weekday) {
    throw refusal(`That date is another day of the week. Write only one of the two. ${HOW}`);
  }
  return meant;
}

/** Must lie in the part of the day that was said with it: "tomorrow evening 6–9" may mean two things. */
function minuteOf({ day, part }: Pick<Point, "day" | "part">, { minute, isVague, isMidnight }: ClockWords): number {
  if (isMidnight && day && !part) throw refusal(`Which midnight of that day? Write \`0:00\` or \`24:00\`. ${HOW}`);
  if (!part) return minute;
  const [earliest, latest] = PARTS[part];
  if (minute >= earliest && minute <= latest) return minute;
  // The night goes on after midnight.
  const isTonight = part === "night" && day?.kind === "offset" && day.days === 0;
  const isAfterMidnight = isTonight && minute < 360 && !isVague;
  if (isAfterMidnight) return minute;
  throw refusal(isVague ? VAGUE : `That time is not in the ${part}. ${HOW}`);
}

const withoutFillers = (text: string): string =>
  text
    .trim()
    .replace(/\s{2,}/g, " ")
    .replace(/^[\s,:;.!?)–—-]+/, "")
    .replace(/^(?:for|as)\s/i, "")
    .trim();

/** "Thu 12 Mar 18:00 to 22:00 (4 h, Europe/Berlin)": on the clock of a zone, with its length. */
export function spokenSpan({ from, to }: Span, tz: string): string {
  const day = (ms: number) =>
    new Intl.DateTimeFormat("en-GB", { timeZone: tz, weekday: "short", day: "numeric", month: "short" }).format(ms);
  const time = (ms: number) =>
    new Intl.DateTimeFormat("en-GB", { timeZone: tz, hour: "2-digit", minute: "2-digit" }).format(ms);
  const until = day(from) === day(to) ? time(to) : `${day(to)} ${time(to)}`;
  return `${day(from)} ${time(from)} to ${until} (${lengthWords(to - from)}, ${tz})`;
}

/** "2 d 4 h 30 min", to the full minute. */
export function lengthWords(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  const parts = [
    [Math.floor(minutes / 1440), "d"],
    [Math.floor(minutes / 60) % 24, "h"],
    [minutes % 60, "min"],
  ] as const;
  return parts.flatMap(([count, unit]) => (count > 0 ? `${count} ${unit}` : [])).join(" ");
}
