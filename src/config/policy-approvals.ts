import { z } from "zod";
import { Duration } from "./duration.ts";
import { Id, MemberId, UserGroupId } from "./fields.ts";

/** A step that needs a person's yes: at which severities, who may give it, and how long it is waited for. */
export const ApprovalRule = z
  .strictObject({
    severities: z.union([z.literal("all"), z.array(Id)]),
    /** Where anybody is named here, only they and the holders of `roles` may; else whoever is in the incident. */
    people: z.array(MemberId),
    userGroups: z.array(UserGroupId),
    /** Who is asked first, in this order; whoever asked is left out. */
    roles: z.array(Id),
    /** Whether those in the incident may, where nobody is named. */
    responders: z.boolean(),
    /** Whoever asked may not say yes. */
    twoPerson: z.boolean(),
    /** Severities at which they may all the same when nobody else is there, or nobody answered. */
    alone: z.array(Id),
    expiresAfter: Duration,
    remindAfter: Duration,
  })
  .transform(({ expiresAfter, remindAfter, ...rest }) => ({
    ...rest,
    expiresAfterMs: expiresAfter,
    remindAfterMs: remindAfter,
  }));
export type ApprovalRule = z.infer<typeof ApprovalRule>;

/** The steps that wait for a person's yes. */
export const Approvals = z.strictObject({
  /** Closing a resolved incident. */
  close: ApprovalRule,
  /** Words that customers read. */
  customer_message: ApprovalRule,
  /** A severity that the bot proposes by itself. */
  set_severity: ApprovalRule,
});
export type Approvals = z.infer<typeof Approvals>;

export const ApprovalStep = z.enum(["close", "customer_message", "set_severity"]);
export type ApprovalStep = z.infer<typeof ApprovalStep>;
