import { z } from "zod";
import type { NewEntryOf } from "../ledger/index.ts";

const Link = z.object({
  incidentId: z.number(),
  text: z.string().optional(),
  /** The other one is private: its number is not told where it might be read by others. */
  isHidden: z.boolean(),
  /** It was said in the other one. */
  isMirrored: z.boolean(),
});

const Place = z.object({ channelId: z.string(), ts: z.string() });

/** What ties incidents together, and how long a mistake can still be taken back. */
export const relatedEntries = {
  linked: Link,
  unlinked: Link.omit({ text: true }),
  /** A part of the work went into an incident of its own. */
  workstream_opened: z.object({ incidentId: z.number(), title: z.string(), leadId: z.string().optional() }),
  /** What happened in a workstream, as it was told there. */
  workstream_told: z.object({
    incidentId: z.number(),
    kind: z.string(),
    text: z.string(),
    isKey: z.boolean(),
    /** The number of the entry there. */
    seq: z.number(),
    title: z.string(),
    isOpen: z.boolean(),
    stage: z.string(),
    leadId: z.string().optional(),
  }),
  /** Where the merged incident's people are told where it goes on. */
  pointer_posted: Place,
  /** Where the survivor's people are told what was merged in. */
  taken_in_posted: Place.extend({ incidentId: z.number() }),
  /** The time in which these acts (by their number) could be taken back is over. */
  undo_over: z.object({ seqs: z.array(z.number()) }),
};
export type NewRelatedEntry = NewEntryOf<typeof relatedEntries>;
