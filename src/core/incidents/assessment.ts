import { z } from "zod";

/** How many of the users are hit: all, over half, a tenth to a half, under a tenth, none. */
export const UserShare = z.enum(["all", "most", "some", "few", "none"]);
export type UserShare = z.infer<typeof UserShare>;

/** What a person says of the impact, in the five dimensions of the form; what was not said is absent, false or "unknown". */
export const Assessment = z.object({
  users: z.object({
    share: UserShare,
    /** How many, in heads. */
    count: z.number().int().nonnegative().optional(),
    /** Paying customers are among them. */
    arePaying: z.boolean(),
  }),
  business: z.object({
    /** Lost so far, in the currency of the house. */
    revenue: z.number().nonnegative().optional(),
    /** A promise to customers is broken, or about to be. */
    isSlaBroken: z.boolean(),
    /** Customers or the press talk about it. */
    isReputationAtRisk: z.boolean(),
    /** A regulator may have to be told. */
    isRegulatoryRisk: z.boolean(),
  }),
  data: z.object({
    isLossSuspected: z.boolean(),
    /** Data may be wrong. */
    isIntegrityDoubted: z.boolean(),
    /** Somebody may have seen what they should not. */
    isExposureSuspected: z.boolean(),
  }),
  duration: z.object({
    /** How long it will last by the present guess. */
    expected: z.enum(["minutes", "hours", "days", "unknown"]),
    isGettingWorse: z.boolean(),
  }),
  /** Whether users can do without what is broken, and how hard that is for them. */
  workaround: z.enum(["easy", "hard", "none", "unknown"]),
});
export type Assessment = z.infer<typeof Assessment>;

/** An assessment with the answer that was given to it: a severity of the policy, and why in words. */
export const AssessedImpact = Assessment.extend({ advised: z.string(), reasons: z.array(z.string()) });
export type AssessedImpact = z.infer<typeof AssessedImpact>;
