import type { Keep } from "../../config/index.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;

/**
 * Which of these times (epoch milliseconds) need not be kept: the newest of each of the last hours, days and weeks
 * stays, and the newest of all. Days and weeks are those of UTC. Pure.
 */
export function superfluous(times: readonly number[], keep: Keep): number[] {
  const newestFirst = [...times].sort((a, b) => b - a);
  const kept = new Set([
    ...newestFirst.slice(0, 1),
    ...newestOfEach(newestFirst, HOUR_MS, keep.hours),
    ...newestOfEach(newestFirst, DAY_MS, keep.days),
    ...newestOfEach(newestFirst, WEEK_MS, keep.weeks),
  ]);
  return newestFirst.filter((at) => !kept.has(at)).reverse();
}

/** Periods without a backup do not count, so a bot that was off for a month keeps what it had. */
function newestOfEach(newestFirst: readonly number[], periodMs: number, count: number): number[] {
  const newest = new Map<number, number>();
  for (const at of newestFirst) {
    const period = Math.floor(at / periodMs);
    if (!newest.has(period)) newest.set(period, at);
  }
  return [...newest.values()].slice(0, count);
}
