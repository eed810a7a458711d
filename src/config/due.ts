import { TZDate } from "@date-fns/tz";
import { addDays, set } from "date-fns";
import { z } from "zod";
import { type BusinessHours, Weekday } from "./business-hours.ts";
import { durationText, parseDuration } from "./duration.ts";

/** When something is owed: a fixed time after its cause, at a turn of the calendar, or not at all. */
export type Due =
  | { kind: "after"; ms: number }
  | { kind: "next_business_day" }
  | { kind: "end_of_day" }
  | { kind: "never" };

const WORDS = new Map<string, Due>([
  ["next business day", { kind: "next_business_day" }],
  ["end of day", { kind: "end_of_day" }],
  ["best effort", { kind: "never" }],
  ["never", { kind: "never" }],
]);

function dueSchema(words: ReadonlyMap<string, Due>, examples: string) {
  return z.string(`write when it is due: ${examples}`).transform((text, context): Due => {
    const ms = parseDuration(text);
    if (ms !== undefined) return { kind: "after", ms };
    const due = words.get(text.trim().toLowerCase());
    if (due) return due;
    context.addIssue(`"${text}" does not say when it is due; write ${examples}`);
    return z.NEVER;
  });
}

const EXAMPLES = '"15 min", "1 h", "3 d", "next business day", "end of day" or "never"';

export const Due = dueSchema(WORDS, EXAMPLES);

/** What may be due in the same instant; a rhythm or a deadline of nothing would never rest. */
export const DueOrAtOnce = dueSchema(
  new Map([...WORDS, ["at once", { kind: "after", ms: 0 }]]),
  `"at once", ${EXAMPLES}`,
);

const DAY_MS = 86_400_000;

/**
 * The instant at which something is due whose cause was at `fromMs`; undefined for never, always later than `fromMs`
 * but for "at once". A day ends when business closes, after that and on days off the next business day counts.
 */
export function dueAt(due: Due, fromMs: number, hours: BusinessHours): number | undefined {
  switch (due.kind) {
    case "after":
      return fromMs + due.ms;
    case "never":
      return undefined;
    case "end_of_day":
      return nextClosing(fromMs, hours, 0);
    case "next_business_day":
      return nextClosing(fromMs, hours, 1);
  }
}

/** Milliseconds from one turn of a rhythm to the next, a day for what follows the calendar; undefined for never. */
export function intervalMs(due: Due): number | undefined {
  if (due.kind === "never") return undefined;
  return due.kind === "after" ? due.ms : DAY_MS;
}

/** "15 min", "end of day", "never": as the policy file says it. */
export function dueText(due: Due): string {
  if (due.kind === "after") return due.ms === 0 ? "at once" : durationText(due.ms);
  return due.kind.replaceAll("_", " ");
}

/** Days are counted on the calendar of the business, so that one of 23 or 25 hours is still one day. */
function nextClosing(fromMs: number, hours: BusinessHours, firstDay: number): number | undefined {
  const from = new TZDate(fromMs, hours.timeZone);
  for (let day = firstDay; day <= firstDay + 7; day++) {
    const closing = set(addDays(from, day), { hours: 0, minutes: hours.toMinute, seconds: 0, milliseconds: 0 });
    if (isBusinessDay(closing, hours) && closing.getTime() > fromMs) return closing.getTime();
  }
  return undefined;
}

function isBusinessDay(date: Date, hours: BusinessHours): boolean {
  const weekday = Weekday.options[date.getDay()];
  return weekday !== undefined && hours.days.includes(weekday);
}
