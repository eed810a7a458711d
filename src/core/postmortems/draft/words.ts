import { durationText } from "../../../config/duration.ts";

const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000];

/** "1 h 28 min": to the second below ten minutes, to the minute below a day, to the hour above. */
export function lasting(ms: number): string {
  const unit = ms < 10 * MINUTE ? SECOND : ms < DAY ? MINUTE : HOUR;
  return durationText(Math.round(Math.max(0, ms) / unit) * unit);
}

const iso = (ms: number): string => new Date(ms).toISOString();

/** "14:02", in UTC. */
export const timeOfDay = (ms: number): string => iso(ms).slice(11, 16);

/** "14:02:31", in UTC. */
export const exactTime = (ms: number): string => iso(ms).slice(11, 19);

/** "2026-03-12", in UTC. */
export const day = (ms: number): string => iso(ms).slice(0, 10);

/** "2026-03-12 14:02 UTC". */
export const moment = (ms: number): string => `${day(ms)} ${timeOfDay(ms)} UTC`;

const MONTHS = "January February March April May June July August September October November December".split(" ");

/** "12 March 2026 at 14:02 UTC". */
export function longMoment(ms: number): string {
  const date = new Date(ms);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()} at ${timeOfDay(ms)} UTC`;
}

/** The time of day, with the date where it is another day than that of `near`. */
export const timeNear = (ms: number, near: number): string =>
  day(ms) === day(near) ? timeOfDay(ms) : `${day(ms)} ${timeOfDay(ms)}`;

/** "1 update", "3 updates". */
export const count = (amount: number, one: string, many = `${one}s`): string =>
  `${amount} ${amount === 1 ? one : many}`;

/** "a", "a and b", "a, b and c". */
export function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} and ${last}`;
}

/** "a, then b": who came after whom, each once in a row. */
export const inTurn = (items: readonly string[]): string =>
  items.filter((item, index) => item !== items[index - 1]).join(", then ");

/** Ends with a full stop unless it ends a sentence already. */
export const sentence = (text: string): string => (/[.!?…]["”)]?$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);

export const bullets = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join("\n");

export const paragraphs = (parts: readonly string[]): string => parts.filter((part) => part !== "").join("\n\n");

/** A table of our own cells; a bar inside a cell is escaped already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
