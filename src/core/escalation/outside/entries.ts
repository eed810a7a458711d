import { z } from "zod";
import type { NewEntryOf } from "../../ledger/index.ts";

/** Ways of paging beside Slack. */
export const WayName = z.enum(["pagerduty", "webhook"]);
export type WayName = z.infer<typeof WayName>;

/** What a way is told of a page: that it is there, that somebody has it, that it is over. */
export const Act = z.enum(["trigger", "acknowledge", "resolve"]);
export type Act = z.infer<typeof Act>;

const told = { page: z.string(), way: WayName, act: Act };

/** How pages fared outside of Slack; never what stood in them. */
export const pagingEntries = {
  page_delivered: z.object({ ...told, status: z.number(), attempts: z.number() }),
  /** It was given up. */
  page_failed: z.object({ ...told, status: z.number().optional(), attempts: z.number(), reason: z.string() }),
  /** It has not got through yet, and goes on being tried. */
  page_delayed: z.object({ page: z.string(), way: WayName, reason: z.string() }),
  /** Nobody was to be called any longer by the time it could go out. */
  page_withdrawn: z.object({ page: z.string(), way: WayName }),
};
export type NewPagingEntry = NewEntryOf<typeof pagingEntries>;
