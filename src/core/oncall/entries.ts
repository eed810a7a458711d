import { z } from "zod";
import { Level } from "../../config/rotations.ts";
import type { NewEntryOf } from "../ledger/index.ts";

const Stretch = z.object({
  rotation: z.string(),
  level: Level,
  /** Epoch milliseconds; `to` is not part of it. */
  from: z.number(),
  to: z.number(),
});

const Held = Stretch.extend({ userId: z.string() });

/** What people change in the rotations, and how a shift is handed over. They stand on the house's record. */
export const oncallEntries = {
  override_set: Held.extend({
    id: z.string(),
    why: z.string().optional(),
    /** How it came about: set by somebody who leads, or agreed upon by a cover or a swap. */
    source: z.enum(["set", "cover", "swap"]),
  }),
  override_removed: Held.extend({ id: z.string() }),

  /** Somebody wants to be relieved of a part of their shifts; `asked` are those who could do it. */
  cover_asked: Held.extend({ id: z.string(), asked: z.array(z.string()), why: z.string().optional() }),
  cover_taken: z.object({ id: z.string(), userId: z.string() }),
  cover_declined_by: z.object({ id: z.string(), userId: z.string() }),
  cover_withdrawn: z.object({ id: z.string() }),
  cover_expired: z.object({ id: z.string() }),

  /** One shift against another: `gives` is the offerer's, `takes` the other's. */
  swap_offered: z.object({ id: z.string(), userId: z.string(), other: z.string(), gives: Stretch, takes: Stretch }),
  swap_accepted: z.object({ id: z.string() }),
  swap_declined: z.object({ id: z.string() }),
  swap_withdrawn: z.object({ id: z.string() }),
  swap_expired: z.object({ id: z.string() }),

  /** Somebody else, or nobody, is on call since the last one. */
  shift_changed: z.object({
    rotation: z.string(),
    primary: z.string().optional(),
    secondary: z.string().optional(),
  }),

  /** From now on the bot hands over the shifts of a rotation; changes before that are none of its business. */
  rota_watched: z.object({ rotation: z.string() }),
  /**
   * The next change of a rotation comes near: the leaver gets a draft. `since` is when their shift began; between
   * `leavesAt` and `changeAt`, when the arriver's begins, nobody is on call.
   */
  handoff_drafted: z.object({
    id: z.string(),
    rotation: z.string(),
    leaver: z.string(),
    arriver: z.string(),
    since: z.number(),
    leavesAt: z.number(),
    changeAt: z.number(),
  }),
  /** Where the draft stands in the leaver's messages. */
  handoff_shown: z.object({ id: z.string(), channelId: z.string(), ts: z.string() }),
  /** The leaver cannot be reached, so the draft goes as it is. */
  handoff_unseen: z.object({ id: z.string() }),
  handoff_edited: z.object({ id: z.string(), text: z.string() }),
  /** It goes to the arriver: by the leaver's button, or because the shift changed. */
  handoff_sent: z.object({ id: z.string() }),
  /** What the arriver got, and where it stands. */
  handoff_delivered: z.object({ id: z.string(), text: z.string(), channelId: z.string(), ts: z.string() }),
  /** Neither the message nor the reminder was answered, or they could not be reached: others are told. */
  handoff_neglected: z.object({ id: z.string(), why: z.string().optional() }),
  handoff_acknowledged: z.object({ id: z.string(), userId: z.string() }),
  /** The shift went to somebody else before it changed. */
  handoff_dropped: z.object({ id: z.string() }),

  /** From now on the bot looks back on the pages of each week. */
  load_watched: z.object({}),
  /** A week is over (epoch milliseconds; `to` is not part of it): who was paged too often is found out. */
  load_due: z.object({ from: z.number(), to: z.number() }),
  /** Who was paged more often than the policy allows, and who is told of it, not before their night is over. */
  load_weighed: z.object({
    from: z.number(),
    to: z.number(),
    above: z.array(z.object({ userId: z.string(), pages: z.number(), nightPages: z.number() })),
    told: z.array(z.object({ userId: z.string(), notBefore: z.number() })),
  }),

  /** What a person wrote in these was removed on request. */
  shift_words_forgotten: z.object({
    userId: z.string(),
    covers: z.array(z.string()),
    overrides: z.array(z.string()),
    handoffs: z.array(z.string()),
  }),
};
export type NewOncallEntry = NewEntryOf<typeof oncallEntries>;
export type Stretch = z.infer<typeof Stretch>;
export type Held = z.infer<typeof Held>;
