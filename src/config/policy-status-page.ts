import { z } from "zod";
import { Text, TimeZone } from "./fields.ts";

/** The public page that the bot serves on its HTTP port. */
export const StatusPage = z.strictObject({
  enabled: z.boolean(),
  title: Text,
  /** A sentence or two under the title. */
  introduction: Text.optional(),
  /** Where customers turn to with questions. */
  support: z
    .strictObject({
      title: Text,
      url: z.string().regex(/^(https?:\/\/|mailto:)\S+$/, "this leads nowhere; begin it with https:// or mailto:"),
    })
    .optional(),
  /** In which days are counted and times are shown. */
  timeZone: TimeZone,
  /** How many days the bars of the components go back. */
  uptimeDays: z.int().min(1).max(365),
  /** How many days of past incidents stand on the page. */
  pastDays: z.int().min(1).max(365),
});
export type StatusPage = z.infer<typeof StatusPage>;
