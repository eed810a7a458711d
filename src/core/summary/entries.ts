import { z } from "zod";
import type { EntryOf } from "../ledger/index.ts";

const posted = z.object({ channelId: z.string(), ts: z.string() });

/** Where the live messages of an incident stand, so that they are edited in place. */
export const summaryEntries = {
  announced: posted,
  card_posted: posted,
};
export type SummaryEntry = EntryOf<typeof summaryEntries>;
