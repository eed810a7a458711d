import { z } from "zod";
import { PublicStatus } from "../../config/policy-stages.ts";
import type { EntryOf, NewEntryOf } from "../ledger/index.ts";

/** What is told to those who wait for news. */
export const updateEntries = {
  update_posted: z.object({
    status: PublicStatus,
    /** The situation. */
    text: z.string(),
    actionsTaken: z.string().optional(),
    nextSteps: z.string().optional(),
    /** When the next one is promised, epoch milliseconds; undefined when the incident is over. */
    nextUpdateAt: z.number().optional(),
    isNothingNew: z.boolean().default(false),
  }),
  update_requested: z.object({}),
  subscribed: z.object({ userId: z.string() }),
  unsubscribed: z.object({ userId: z.string() }),
  verbosity_set: z.object({ verbosity: z.enum(["full", "compact", "silent"]) }),
};
export type UpdateEntry = EntryOf<typeof updateEntries>;
export type NewUpdateEntry = NewEntryOf<typeof updateEntries>;
