import { z } from "zod";
import { Duration } from "./duration.ts";
import { Id, TimeOfDay } from "./fields.ts";

const enabled = z.boolean().default(true);
const intervals = z.number().positive();

const After = z
  .strictObject({ enabled, after: Duration })
  .transform(({ after, ...rest }) => ({ ...rest, afterMs: after }));

/** When the bot asks, and of what; each kind can be switched off. */
export const Reminders = z.strictObject({
  /** An update comes due: asked for early, when due, and of the next level when late. */
  update: z
    .strictObject({ enabled, early: Duration, nextLevelAfterIntervals: intervals })
    .transform(({ early, ...rest }) => ({ ...rest, earlyMs: early })),
  noCommander: z
    .strictObject({ enabled, after: Duration, severities: z.array(Id) })
    .transform(({ after, ...rest }) => ({ ...rest, afterMs: after })),
  unclaimedRoles: After,
  /** Severity or category is not set. */
  unset: After,
  /** Nobody has acknowledged within the severity's own time. */
  unacknowledged: z.strictObject({ enabled }),
  /** Nobody was paged and nobody has acknowledged. */
  unpaged: z
    .strictObject({ enabled, after: Duration, severities: z.array(Id) })
    .transform(({ after, ...rest }) => ({ ...rest, afterMs: after })),
  /** Nothing was heard for so many update intervals; and while that lasts, again so often. */
  silent: z
    .strictObject({ enabled, afterIntervals: intervals, againEvery: Duration })
    .transform(({ againEvery, ...rest }) => ({ ...rest, againEveryMs: againEvery })),
  /** In monitoring for longer than the severity's watch period. */
  monitoring: z.strictObject({ enabled }),
  /** Customers are to be told of a severity and were not, or do not know that it is over. */
  customersUntold: z
    .strictObject({ enabled, overAfter: Duration })
    .transform(({ overAfter, ...rest }) => ({ ...rest, overAfterMs: overAfter })),
  postmortem: z
    .strictObject({ enabled, early: Duration, lateEvery: Duration })
    .transform(({ early, lateEvery, ...rest }) => ({ ...rest, earlyMs: early, lateEveryMs: lateEvery })),
  actionItem: z
    .strictObject({ enabled, early: Duration, lateEvery: Duration })
    .transform(({ early, lateEvery, ...rest }) => ({ ...rest, earlyMs: early, lateEveryMs: lateEvery })),
  /** The channel will be archived; when, says `channel`. */
  archive: z.strictObject({ enabled }),
  snoozeMinutes: z.array(z.int().positive()).min(1).max(2),
  /** In the person's own time zone; may pass midnight. */
  quietHours: z
    .strictObject({ from: TimeOfDay, to: TimeOfDay })
    .transform(({ from, to }) => ({ fromMinute: from, toMinute: to })),
});
export type Reminders = z.infer<typeof Reminders>;
