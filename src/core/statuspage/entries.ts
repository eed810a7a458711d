import { z } from "zod";
import type { NewEntryOf } from "../ledger/index.ts";

/** What became of sending notices on to a page of Statuspage. */
export const statuspageEntries = {
  /** `remoteId` is the incident's there, or that of the merged one that this number has; `about` is the key of the notice. */
  statuspage_told: z.object({ remoteId: z.string(), status: z.string(), of: z.number().optional() }),
  statuspage_failed: z.object({ reason: z.string() }),
};
export type NewStatuspageEntry = NewEntryOf<typeof statuspageEntries>;
