import type { Policy } from "../../../config/index.ts";
import { instantOf, isWithin, localDay, localMinute, weekdayOf } from "../../../lib/local-time.ts";
import type { Interrupt } from "./interrupts.ts";

type Rules = Pick<Policy, "businessHours" | "reminders" | "onCall">;

interface WeekLoad {
  /** Monday at midnight, epoch milliseconds. */
  readonly startAt: number;
  readonly pages: number;
  readonly nightPages: number;
  /** More than the policy allows. */
  readonly isAbove: boolean;
}

/** How often somebody was paged, and what came of it. */
export interface PageLoad {
  readonly userId: string;
  readonly pages: number;
  /** In the policy's quiet hours, by the person's own clock. */
  readonly nightPages: number;
  /** Outside of business hours, by the person's own clock. */
  readonly outsideHours: number;
  readonly unanswered: number;
  readonly medianToAcknowledgeMs: number | undefined;
  /** The newest first. */
  readonly weeks: readonly WeekLoad[];
}

/** When the week of an instant and so many before it began, the newest first; weeks begin on Monday in a zone. */
export function weekStarts(atMs: number, count: number, timeZone: string): number[] {
  const today = localDay(atMs, timeZone);
  const monday = today - ((weekdayOf(today) + 6) % 7);
  return Array.from({ length: count }, (_, week) => instantOf(monday - week * 7, 0, timeZone));
}

interface Asked {
  /** The newest first. */
  readonly weeks: readonly number[];
  readonly zoneOf: (userId: string) => string;
  readonly policy: Rules;
}

/** What the pages since the first of the weeks meant for each person, the most burdened first. */
export function pageLoads(interrupts: readonly Interrupt[], { weeks, zoneOf, policy }: Asked): PageLoad[] {
  const since = Math.min(...weeks);
  const counted = interrupts.filter(({ at }) => at >= since);
  const people = [...new Set(counted.map(({ userId }) => userId))];
  return people
    .map((userId) => {
      const own = counted.filter((interrupt) => interrupt.userId === userId);
      return loadOf(userId, own, { weeks, timeZone: zoneOf(userId), policy });
    })
    .sort((a, b) => b.pages - a.pages || b.nightPages - a.nightPages || a.userId.localeCompare(b.userId));
}

interface Measures {
  readonly weeks: readonly number[];
  readonly timeZone: string;
  readonly policy: Rules;
}

function loadOf(userId: string, own: readonly Interrupt[], { weeks, timeZone, policy }: Measures): PageLoad {
  const { pagesPerWeek, nightPagesPerWeek } = policy.onCall.health;
  const atNight = own.filter(({ at }) => isNight(at, timeZone, policy));
  return {
    userId,
    pages: own.length,
    nightPages: atNight.length,
    outsideHours: own.filter(({ at }) => !isBusinessTime(at, timeZone, policy)).length,
    unanswered: own.filter(({ isUnanswered }) => isUnanswered).length,
    medianToAcknowledgeMs: median(own.flatMap(({ acknowledgedAfterMs }) => acknowledgedAfterMs ?? [])),
    weeks: weeks.map((startAt, index) => {
      const isIn = ({ at }: Interrupt) => at >= startAt && at < (weeks[index - 1] ?? Infinity);
      const [pages, nightPages] = [own.filter(isIn).length, atNight.filter(isIn).length];
      return { startAt, pages, nightPages, isAbove: pages > pagesPerWeek || nightPages > nightPagesPerWeek };
    }),
  };
}

function isNight(at: number, timeZone: string, { reminders }: Rules): boolean {
  const { fromMinute, toMinute } = reminders.quietHours;
  return isWithin(localMinute(at, timeZone), fromMinute, toMinute);
}

const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

/** The days and hours of business, on the clock of whoever is paged. */
function isBusinessTime(at: number, timeZone: string, { businessHours }: Rules): boolean {
  const { days, fromMinute, toMinute } = businessHours;
  const weekday = WEEKDAYS[weekdayOf(localDay(at, timeZone))];
  return weekday !== undefined && days.includes(weekday) && isWithin(localMinute(at, timeZone), fromMinute, toMinute);
}

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
