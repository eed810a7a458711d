import { z } from "zod";
import { PublicStatus, StageId } from "../../config/policy-stages.ts";
import type { NewEntryOf } from "../ledger/index.ts";

export const Verbosity = z.enum(["full", "compact", "silent"]);
export type Verbosity = z.infer<typeof Verbosity>;

/** What is told to those who wait for news. */
export const updateEntries = {
  update_posted: z.object({
    status: PublicStatus,
    /** The stage from which it moved the incident to its status; undefined when it moved nothing. */
    before: StageId.optional(),
    /** The situation. */
    text: z.string(),
    actionsTaken: z.string().optional(),
    nextSteps: z.string().optional(),
    /** When the next one is promised, epoch milliseconds; undefined when the incident is over. */
    nextUpdateAt: z.number().optional(),
    isNothingNew: z.boolean().default(false),
  }),
  /** It was a mistake; the record keeps it, its readers are told. */
  update_withdrawn: z.object({}),
  /** Where the update that this is about stands. */
  update_delivered: z.object({ channelId: z.string(), ts: z.string(), isOwnRoom: z.boolean() }),
  /** Who was sent the update that this is about, by direct message. */
  update_addressed: z.object({ userIds: z.array(z.string()) }),
  update_requested: z.object({}),
  /** The one question that gathers all requests since the last update. */
  question_posted: z.object({ round: z.number(), channelId: z.string(), ts: z.string() }),
  subscribed: z.object({ userId: z.string() }),
  unsubscribed: z.object({ userId: z.string() }),
  verbosity_set: z.object({ verbosity: Verbosity }),
};
export type NewUpdateEntry = NewEntryOf<typeof updateEntries>;
