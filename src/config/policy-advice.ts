import { z } from "zod";
import { Text } from "./fields.ts";
import { Tier } from "./services.ts";

/** How bad, whatever a policy calls it: 1 is the first of `severities`, 5 the last of five; where there are fewer, the last. */
const Level = z
  .int("this is not a level; write a whole number, 1 for the most severe to 5")
  .min(1, "this is not a level; write 1 for the most severe to 5")
  .max(5, "this is not a level; write 1 for the most severe to 5");

/** What each answer of an impact assessment speaks for; the most severe answer decides. */
export const SeverityAdvice = z.strictObject({
  /** By the share of users hit: all, over half, a tenth to a half, under a tenth, none. */
  users: z.strictObject({ all: Level, most: Level, some: Level, few: Level, none: Level }),
  /** Paying customers are among the users hit. */
  paying: Level,
  /** By the revenue lost so far. */
  revenue: z.array(z.strictObject({ over: z.number().nonnegative(), level: Level })),
  /** In which revenue is counted, to stand behind a number. */
  currency: Text,
  sla: Level,
  reputation: Level,
  regulator: Level,
  /** Loss, wrong data or exposure is suspected. */
  data: Level,
  /** It is expected to last for days. */
  days: Level,
  /** Users are hit and there is no way around it. */
  noWorkaround: Level,
  /** What makes it one level worse; all together raise by one level only. */
  raisedBy: z.strictObject({
    /** A service of one of these tiers is hit, itself or through what it depends on. */
    tiers: z.array(Tier),
    gettingWorse: z.boolean(),
  }),
});
export type SeverityAdvice = z.infer<typeof SeverityAdvice>;
