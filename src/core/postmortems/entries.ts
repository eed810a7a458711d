import { z } from "zod";
import type { NewEntryOf } from "../ledger/index.ts";

export const PostmortemState = z.enum(["draft", "in_review", "published"]);
export type PostmortemState = z.infer<typeof PostmortemState>;

/** With its words, so that a timeline can say which one it was. */
const Named = z.object({ id: z.string(), text: z.string().optional() });

/** The post-mortem, written from the record, and what must be done so that it does not happen again. */
export const postmortemEntries = {
  postmortem_drafted: z.object({}),
  /** A person wrote this section, and no redraft touches it; an empty text gives it back to the draft. */
  section_written: z.object({ section: z.string(), before: z.string().optional(), text: z.string() }),
  postmortem_posted: z.object({
    as: z.enum(["canvas", "file", "messages"]),
    /** The canvas or file; of messages the `ts` that they hang under. */
    fileId: z.string(),
    permalink: z.string().optional(),
  }),
  postmortem_moved: z.object({ before: PostmortemState, state: PostmortemState }),
  action_added: z.object({
    id: z.string(),
    text: z.string(),
    ownerId: z.string().optional(),
    /** Epoch milliseconds. */
    dueAt: z.number().optional(),
    /** The key of the message that was marked as a follow-up. */
    from: z.string().optional(),
  }),
  /** What is absent stays; null takes it away. */
  action_changed: z.object({
    id: z.string(),
    text: z.string().optional(),
    ownerId: z.string().nullish(),
    dueAt: z.number().nullish(),
  }),
  action_done: Named,
  action_reopened: Named,
  action_dropped: Named,
};
export type NewPostmortemEntry = NewEntryOf<typeof postmortemEntries>;
