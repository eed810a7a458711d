import { z } from "zod";

/** Of how many hours, days and weeks the newest backup is kept. */
export interface Keep {
  readonly hours: number;
  readonly days: number;
  readonly weeks: number;
}

/** Where backups go, when they are taken and how long they stay. */
export interface Backups {
  readonly dir: string;
  /** A cron expression; absent when none are taken by the bot itself. */
  readonly schedule: string | undefined;
  readonly keep: Keep;
}

export const DEFAULT_SCHEDULE = "17 * * * *";
export const DEFAULT_KEEP: Keep = { hours: 6, days: 7, weeks: 4 };

const UNITS = { h: "hours", d: "days", w: "weeks" } as const;

/** Read from words such as "6h 7d 4w". */
export const Keep = z.string().transform((text, context): Keep => {
  const parts = text
    .trim()
    .toLowerCase()
    .split(/[\s,]+/);
  const read = parts.map((part) => /^(\d{1,4})([hdw])$/.exec(part));
  const keep = { hours: 0, days: 0, weeks: 0 };
  for (const match of read) {
    const unit = match?.[2];
    if (unit === "h" || unit === "d" || unit === "w") keep[UNITS[unit]] = Number(match?.[1]);
  }
  if (read.every((match) => match !== null) && keep.hours + keep.days + keep.weeks > 0) return keep;
  context.addIssue(
    `"${text}" does not say which backups to keep; write of how many hours, days and weeks, such as 6h 7d 4w`,
  );
  return z.NEVER;
});
