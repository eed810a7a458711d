import { z } from "zod";
import { Duration } from "./duration.ts";
import { Id, MemberId } from "./fields.ts";

const enabled = z.boolean().default(true);

/** What a trigger does once it holds: page the ladder, or ask in the channel whether to. */
export const TriggerAct = z.enum(["page", "ask"]);
export type TriggerAct = z.infer<typeof TriggerAct>;

/** What words alone do, said in passing and perhaps meant otherwise. */
const SaidAct = z.enum(["page", "ask", "nothing"]);

const does = TriggerAct.default("page");

const plain = z.strictObject({ enabled, does });

const After = z
  .strictObject({ enabled, does, after: Duration })
  .transform(({ after, ...rest }) => ({ ...rest, afterMs: after }));

/** `*` only ends a word, and `...` only stands between two: more of them would match too much, and slowly. */
const isHearable = (word: string): boolean =>
  word
    .split(" ... ")
    .every(
      (part) =>
        /[\p{L}\p{N}].*[\p{L}\p{N}]/u.test(part) && part.split(" ").every((one) => /^(?!\.{3}$)[^*]+\*?$/.test(one)),
    );

const HEARABLE =
  'write a word or several, of at least two letters or digits; "*" may stand at the end of one for its rest, as in "leak*", and "..." between two for one to three others, as in "dropped ... table"';

const words = z.array(
  z
    .string()
    .trim()
    .toLowerCase()
    .overwrite((word) => word.replace(/\s+/g, " "))
    .refine(isHearable, { error: ({ input }) => `${JSON.stringify(input)} is nothing to listen for; ${HEARABLE}` }),
);

/**
 * Stated: in the title, the description, the impact, or in a message or note that somebody marked. Said: in any other
 * message. A word counts in its own form, `*` stands for the rest of one ("leak*"),
 * `...` for one to three in between ("dropped ... table").
 */
const Words = z
  .strictObject({ enabled, does, whenSaid: SaidAct.default("ask"), after: Duration.optional(), words })
  .transform(({ after, ...rest }) => ({ ...rest, afterMs: after ?? 0 }));

const amount = z.number().positive();

/** When the bot escalates by itself. */
export const Triggers = z.strictObject({
  /** Nobody acknowledged within the severity's `respondWithin`. */
  responseTime: plain,
  /** Open for longer than the severity's `escalateAfter`. */
  unresolved: plain,
  openLong: After,
  /** No change of status, finding, action or update for so many update intervals. */
  noProgress: z.strictObject({ enabled, does, afterIntervals: amount }),
  /** The commander was asked something and has been silent since. */
  ownerSilent: After,
  /** More services or more users than before. */
  impactGrew: plain,
  manyUsers: z.strictObject({ enabled, does, over: amount }),
  /** In whatever currency the impact is stated. */
  muchRevenue: z.strictObject({ enabled, does, over: amount }),
  severalServices: z
    .strictObject({ enabled, does, atLeast: z.int().min(2), after: Duration })
    .transform(({ after, ...rest }) => ({ ...rest, afterMs: after })),
  /** It came back: reopened, or taken back from verification. */
  fixFailed: After,
  /** An incident of one of these categories, or these words. */
  vendorFailure: z
    .strictObject({ enabled, does, whenSaid: SaidAct.default("ask"), categories: z.array(Id), words })
    .transform((rest) => ({ ...rest, afterMs: 0 })),
  customerAsks: Words,
  exposure: Words,
  regulatory: Words,
  reputation: Words,
  /** Pages these at once, beside the ladder. */
  dataLoss: z
    .strictObject({
      enabled,
      does,
      whenSaid: SaidAct.default("ask"),
      words,
      to: z.strictObject({ people: z.array(MemberId), rotations: z.array(Id) }),
    })
    .transform((rest) => ({ ...rest, afterMs: 0 })),
});
export type Triggers = z.infer<typeof Triggers>;
export type TriggerId = keyof Triggers;
