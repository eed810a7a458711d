import { instantOf, localDay, weekdayOf } from "../../../lib/local-time.ts";
import type { Joint, Point, Said } from "./grammar.ts";
import { BACKWARDS, HOW, refusal, UNCLEAR, VAGUE } from "./refusals.ts";
import type { Span } from "./spoken.ts";
import { type ClockWords, type Length, PARTS } from "./tokens.ts";

const DAY_MS = 86_400_000;
const HALF_DAY = 720;

/** When and on whose clock it is said. */
interface Here {
  readonly now: number;
  readonly tz: string;
}

/** The instants that are meant; throws a refusal where two may be. */
export function spanOf(said: Said, here: Here): Span {
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
