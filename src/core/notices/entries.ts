import { z } from "zod";
import { PublicStatus } from "../../config/policy-stages.ts";
import { Readers } from "../../config/templates.ts";
import type { NewEntryOf } from "../ledger/index.ts";

/** A text for one audience, as it was written, checked and, for customers, approved. */
export const Notice = z.object({
  template: z.string(),
  /** The template's, as it was then. */
  title: z.string(),
  audience: Readers,
  /** What customers are told of the state; absent in a text that is no public notice. */
  status: PublicStatus.optional(),
  headline: z.string().optional(),
  text: z.string(),
  /** Keys of the services that customers know, as far as the incident concerns them. */
  services: z.array(z.string()).default([]),
  channels: z.array(z.string()).default([]),
  people: z.array(z.string()).default([]),
  userGroups: z.array(z.string()).default([]),
  /** What the checks found and the writer kept all the same. */
  overruled: z.array(z.object({ check: z.string(), words: z.string() })).default([]),
  /** Somebody else said yes to it. */
  isApproved: z.boolean().default(false),
});
export type Notice = z.infer<typeof Notice>;

/** A moment at which somebody outside may want to know. */
export const OfferMoment = z.enum(["declared", "resolved"]);
export type OfferMoment = z.infer<typeof OfferMoment>;

/** The words that go to each audience. */
export const noticeEntries = {
  notice_sent: Notice,
  /** Whom the user groups of a notice stand for; `about` is the key of its `notice_sent`. */
  notice_addressed: z.object({ userIds: z.array(z.string()) }),
  /** What customers of an incident that was merged into this one were told last: from here they hear how it goes on. */
  customers_taken_in: z.object({
    incidentId: z.number(),
    status: PublicStatus,
    services: z.array(z.string()),
    toldAt: z.number(),
    /** It, and what had been merged into it, as far as customers know of them. */
    knownAs: z.array(z.number()),
  }),
  /** Where the offer to write one stands. */
  notice_offered: z.object({ moment: OfferMoment, round: z.number(), channelId: z.string(), ts: z.string() }),
};
export type NewNoticeEntry = NewEntryOf<typeof noticeEntries>;
