import { z } from "zod";
import { Weekday } from "./business-hours.ts";
import { CalendarDay, ChannelRef, Id, MemberId, Text, TimeOfDay, TimeZone } from "./fields.ts";

const People = z.array(MemberId).min(1, "nobody is in it; name at least one person");

/** Who is called when the first does not answer: the next in the line, the one on call in another rotation, or nobody. */
const Secondary = z.union([z.literal("next"), z.literal("none"), z.strictObject({ rotation: Id })]).default("next");

const named = {
  name: Text,
  /** Where its people read; told what nobody took or acknowledged. */
  channel: ChannelRef.optional(),
};

/** Changes hands every so many days at one time of day. */
const Daily = z.strictObject({
  ...named,
  kind: z.literal("daily"),
  timeZone: TimeZone,
  people: People,
  /** The first person's first day. */
  startsOn: CalendarDay,
  handoverAt: TimeOfDay,
  everyDays: z.int().positive().default(1),
  secondary: Secondary,
});

/** Changes hands every so many weeks, on the weekday of its first day. */
const Weekly = z.strictObject({
  ...named,
  kind: z.literal("weekly"),
  timeZone: TimeZone,
  people: People,
  startsOn: CalendarDay,
  handoverAt: TimeOfDay,
  everyWeeks: z.int().positive().default(1),
  secondary: Secondary,
});

/** Each part of the world has its working day; one holds until the next begins. */
const FollowTheSun = z.strictObject({
  ...named,
  kind: z.literal("follow_the_sun"),
  startsOn: CalendarDay,
  shifts: z
    .array(
      z.strictObject({
        name: Text,
        timeZone: TimeZone,
        /** When it begins, in its own zone. */
        from: TimeOfDay,
        people: People,
        /** How often its people take turns. */
        turns: z.enum(["daily", "weekly"]).default("weekly"),
      }),
    )
    .min(2, "one shift does not follow the sun; name at least two"),
  secondary: Secondary,
});

/** On call while the business is open, nobody outside. */
const BusinessHoursRotation = z.strictObject({
  ...named,
  kind: z.literal("business_hours"),
  timeZone: TimeZone,
  people: People,
  startsOn: CalendarDay,
  days: z.array(Weekday).min(1),
  from: TimeOfDay,
  to: TimeOfDay,
  turns: z.enum(["daily", "weekly"]).default("weekly"),
  secondary: Secondary,
});

/** Who is on call when. */
export const RotationBody = z.discriminatedUnion("kind", [Daily, Weekly, FollowTheSun, BusinessHoursRotation]);
export type RotationBody = z.infer<typeof RotationBody>;

export const Level = z.enum(["primary", "secondary"]);
export type Level = z.infer<typeof Level>;

/** For a while somebody else is on call than the rotation says; of two that overlap, the later one in the list holds. */
export interface Override {
  readonly rotation: string;
  readonly level: Level;
  readonly userId: string;
  /** Epoch milliseconds; `to` is not part of it. */
  readonly from: number;
  readonly to: number;
}
