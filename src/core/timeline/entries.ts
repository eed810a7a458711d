import { z } from "zod";
import { Mark } from "../../config/policy.ts";
import type { EntryOf, NewEntryOf } from "../ledger/index.ts";

export const SharedFile = z.object({
  id: z.string(),
  name: z.string(),
  mimetype: z.string().optional(),
  permalink: z.string().optional(),
  thumbnail: z.string().optional(),
});
export type SharedFile = z.infer<typeof SharedFile>;

/** Where an entry of a merged incident stood there. */
export const From = z.object({ incidentId: z.number(), seq: z.number() });
export type From = z.infer<typeof From>;
const from = From.optional();

const Message = z.object({
  channelId: z.string(),
  /** Slack's own name for the message: text, never a number. */
  ts: z.string(),
  threadTs: z.string().optional(),
  text: z.string(),
  permalink: z.string().optional(),
  files: z.array(SharedFile).default([]),
  from,
});

const Reaction = z.object({
  emoji: z.string(),
  mark: Mark,
  /** When Slack saw it; of two for the same person and emoji the later one counts. */
  eventTs: z.string(),
  /** Found on the message after being away; `eventTs` is then the moment of reading. */
  isRead: z.boolean().default(false),
  from,
});

/** What is heard and noted while an incident runs. */
export const timelineEntries = {
  message_said: Message,
  /** A message from elsewhere that somebody put on the timeline. */
  message_added: Message.extend({
    addedBy: z.string().optional(),
    /** Of the thread around the one that was meant. */
    isContext: z.boolean().optional(),
  }),
  message_edited: z.object({ editedTs: z.string(), before: z.string().optional(), text: z.string(), from }),
  message_deleted: z.object({ ts: z.string(), from }),
  /** Secrets were found in a message and masked before it was stored. */
  secrets_masked: z.object({
    kinds: z.array(z.string()),
    /** Where the words still stand in Slack; absent for what was typed into a form. */
    place: z.object({ channelId: z.string(), ts: z.string(), threadTs: z.string().optional() }).optional(),
  }),
  reaction_added: Reaction,
  reaction_removed: Reaction,
  note_added: z.object({ text: z.string(), from }),
  person_joined: z.object({ userId: z.string() }),
  person_left: z.object({ userId: z.string() }),
  topic_changed: z.object({ text: z.string() }),
  channel_renamed: z.object({ name: z.string() }),
  /** What somebody said was removed on request, or everything because it is old; the messages keep their place. */
  words_forgotten: z.object({ count: z.number(), userId: z.string().optional() }),
  /** Another incident was merged into this one; its entries follow. */
  incident_taken_in: z.object({
    incidentId: z.number(),
    title: z.string(),
    channelId: z.string().optional(),
    /** Who was in it. */
    userIds: z.array(z.string()),
  }),
  /** The merging was taken back: what came over no longer counts here. */
  incident_given_back: z.object({ incidentId: z.number(), channelId: z.string().optional() }),
  /** What happened in a merged incident, as it was told there. */
  entry_moved: z.object({
    from: From,
    kind: z.string(),
    text: z.string(),
    isKey: z.boolean(),
    permalink: z.string().optional(),
  }),
  /** A deed that was given up: the visible note of it. */
  deed_failed: z.object({ deed: z.string(), text: z.string() }),
};
export type TimelineEntry = EntryOf<typeof timelineEntries>;
export type NewTimelineEntry = NewEntryOf<typeof timelineEntries>;
