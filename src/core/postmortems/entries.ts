import { z } from "zod";
import type { EntryOf, NewEntryOf } from "../ledger/index.ts";

export const PostmortemState = z.enum(["draft", "in_review", "published"]);
export type PostmortemState = z.infer<typeof PostmortemState>;

/** The post-mortem, written from the record, and what must be done so that it does not happen again. */
export const postmortemEntries = {
  postmortem_drafted: z.object({}),
  /** A person wrote this section; no redraft touches it. */
  section_written: z.object({ section: z.string(), before: z.string().optional(), text: z.string() }),
  postmortem_posted: z.object({
    as: z.enum(["canvas", "file"]),
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
  }),
  action_changed: z.object({
    id: z.string(),
    text: z.string().optional(),
    ownerId: z.string().optional(),
    dueAt: z.number().optional(),
  }),
  action_done: z.object({ id: z.string() }),
  action_reopened: z.object({ id: z.string() }),
  action_dropped: z.object({ id: z.string() }),
};
export type PostmortemEntry = EntryOf<typeof postmortemEntries>;
export type NewPostmortemEntry = NewEntryOf<typeof postmortemEntries>;
