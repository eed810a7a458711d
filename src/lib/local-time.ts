import { tzOffset } from "@date-fns/tz";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Days since 1970-01-01 of a day written as "2026-01-05". */
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;

/** 0 for Sunday, as `Date.getDay`. */
export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;

/** The day, as days since 1970-01-01, on the calendar of a zone. */
export const localDay = (atMs: number, timeZone: string): number =>
  Math.floor((atMs + offsetMs(atMs, timeZone)) / DAY_MS);

/** Minutes since midnight on the clock of a zone. */
export const localMinute = (atMs: number, timeZone: string): number =>
  Math.floor((atMs + offsetMs(atMs, timeZone)) / MINUTE_MS) - localDay(atMs, timeZone) * 1440;

/** Whether a minute of the day lies in hours that may pass midnight; `to` is not part of them. */
export const isWithin = (minute: number, from: number, to: number): boolean =>
  from < to ? minute >= from && minute < to : from !== to && (minute >= from || minute < to);

/**
 * The first instant at which the clock of a zone shows this day and minute, or a later one: a time that does not exist
 * is the instant at which the clock leaps over it, of a time that exists twice the first counts.
 */
export function instantOf(day: number, minute: number, timeZone: string): number {
  const shown = day * DAY_MS + minute * MINUTE_MS;
  // Offsets lie between -12 and +14 hours, and no zone changes its clock twice within so short a time.
  const from = shown - 15 * HOUR_MS;
  const to = shown + 13 * HOUR_MS;
  const before = offsetMs(from, timeZone);
  const after = offsetMs(to, timeZone);
  if (before === after) return shown - before;
  const changeAt = firstWith(from, to, (at) => offsetMs(at, timeZone) !== before);
  return shown - before < changeAt ? shown - before : Math.max(changeAt, shown - after);
}

const offsetMs = (atMs: number, timeZone: string): number => tzOffset(timeZone, new Date(atMs)) * MINUTE_MS;

/** The first full minute in (from, to] of which `isSo` holds, which holds from then on. */
function firstWith(from: number, to: number, isSo: (at: number) => boolean): number {
  let [low, high] = [Math.floor(from / MINUTE_MS), Math.ceil(to / MINUTE_MS)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isSo(middle * MINUTE_MS)) high = middle;
    else low = middle;
  }
  return high * MINUTE_MS;
}
