import { TZDate } from "@date-fns/tz";

/** A message's time in milliseconds. */
export const msOf = (ts: string): number => Number(ts) * 1000;

const made = new Map<string, Intl.DateTimeFormat>();

function format(tz: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${tz} ${JSON.stringify(options)}`;
  const known = made.get(key) ?? new Intl.DateTimeFormat("en-US", { timeZone: tz, ...options });
  made.set(key, known);
  return known;
}

export const clockTime = (ms: number, tz: string): string =>
  format(tz, { hour: "numeric", minute: "2-digit" }).format(ms);

export const fullTime = (ms: number, tz: string): string =>
  format(tz, {
    weekday: "long",
    month: "long",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    second: "2-digit",
  }).format(ms);

export const dayKey = (ms: number, tz: string): string =>
  format(tz, { year: "numeric", month: "2-digit", day: "2-digit" }).format(ms);

/** "Today", "Yesterday" or the day. */
export function dayName(ms: number, nowMs: number, tz: string): string {
  const key = dayKey(ms, tz);
  if (key === dayKey(nowMs, tz)) return "Today";
  if (key === dayKey(nowMs - 86_400_000, tz)) return "Yesterday";
  return format(tz, { weekday: "long", month: "long", day: "numeric" }).format(ms);
}

/** The top bar's clock. */
export const wallClock = (ms: number, tz: string): string =>
  format(tz, {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(ms);

const two = (value: number): string => String(value).padStart(2, "0");

/** What a `datetime-local` field shows for a moment, on the wall clock of `tz`. */
export function localMoment(seconds: number, tz: string): string {
  const at = new TZDate(seconds * 1000, tz);
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The moment that somebody in `tz` means, in seconds. */
export function momentOf(local: string, tz: string): number {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = local.split(/\D/).map(Number);
  return Math.floor(new TZDate(year, month - 1, day, hour, minute, 0, tz).getTime() / 1000);
}

export function span(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  const hours = Math.floor(minutes / 60);
  return hours > 0 ? `${hours} h ${two(minutes % 60)} min` : `${minutes} min`;
}
