import { z } from "zod";
import { TimeOfDay, TimeZone } from "./fields.ts";

/** In the order of `Date.getDay`. */
export const Weekday = z.enum(["sun", "mon", "tue", "wed", "thu", "fri", "sat"]);

export const BusinessHours = z
  .strictObject({ timeZone: TimeZone, days: z.array(Weekday).min(1), from: TimeOfDay, to: TimeOfDay })
  .refine(({ from, to }) => from < to, {
    path: ["to"],
    message: "business closes before it opens; write a later time than in `from`",
  })
  .transform(({ from, to, ...rest }) => ({ ...rest, fromMinute: from, toMinute: to }));
export type BusinessHours = z.infer<typeof BusinessHours>;
