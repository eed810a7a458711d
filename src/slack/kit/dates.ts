import { Mrkdwn } from "./escape.ts";

const FORMATS = {
  time: "{time}",
  date: "{date_short_pretty}",
  dateTime: "{date_short_pretty} at {time}",
  longDateTime: "{date_long_pretty} at {time}",
  ago: "{ago}",
} as const;

export type DateFormat = keyof typeof FORMATS;

/** A moment (epoch milliseconds) that each reader sees in their own time zone, with the time in UTC as fallback. */
export function date(ms: number, format: DateFormat): Mrkdwn {
  return new Mrkdwn(`<!date^${Math.floor(ms / 1000)}^${FORMATS[format]}|${utcText(ms)}>`);
}

/** "2026-11-21 00:05 UTC", for places that cannot show a reader's own time. */
export function utcText(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

const UNITS = [
  ["d", 86_400],
  ["h", 3_600],
  ["min", 60],
  ["s", 1],
] as const;

/** A length of time in its two largest units, such as "1 h 20 min"; less than nothing is "0 s". */
export function durationWords(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const first = UNITS.findIndex(([, size]) => seconds >= size);
  if (first === -1) return "0 s";
  const [unit, size] = UNITS[first] ?? UNITS[3];
  const [nextUnit, nextSize] = UNITS[first + 1] ?? UNITS[3];
  const whole = `${Math.floor(seconds / size)} ${unit}`;
  const rest = Math.floor((seconds % size) / nextSize);
  const isShownWhole = rest === 0 || unit === "s";
  return isShownWhole ? whole : `${whole} ${rest} ${nextUnit}`;
}
