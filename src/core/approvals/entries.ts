import { z } from "zod";
import { ApprovalStep } from "../../config/policy-approvals.ts";
import type { NewEntryOf } from "../ledger/index.ts";

/** What is needed to do the step later; each step reads its own. */
export const Payload = z.record(z.string(), z.json());
export type Payload = z.infer<typeof Payload>;

/** Who asked for a yes, to what, and what came of it. The ids are unique within the incident. */
export const approvalEntries = {
  approval_requested: z.object({
    id: z.string(),
    step: ApprovalStep,
    /** What exactly will be done, as the approver reads it. */
    what: z.string(),
    why: z.string().optional(),
    /** Which of several things of one step it is about. */
    subject: z.string().optional(),
    payload: Payload,
    expiresAt: z.number(),
    /** User groups whose members are to be found before anybody is asked. */
    groups: z.array(z.string()).default([]),
    /** The earlier request that nobody answered. */
    again: z.string().optional(),
  }),
  /** Who is in the user groups that the policy names; empty where Slack does not say. */
  approvers_found: z.object({ id: z.string(), userIds: z.array(z.string()) }),
  approval_decided: z.object({
    id: z.string(),
    what: z.string(),
    verdict: z.enum(["approved", "declined"]),
    why: z.string().optional(),
    /** Whoever asked said yes, since nobody else was there. */
    isOwn: z.boolean().default(false),
    /** Approved, and could no longer be done; the sentence that the approver read. */
    couldNot: z.string().optional(),
  }),
  approval_withdrawn: z.object({
    id: z.string(),
    what: z.string(),
    /** The incident into which this one was merged, which is why nobody is asked here any longer. */
    into: z.number().optional(),
  }),
  approval_expired: z.object({ id: z.string(), what: z.string() }),
};
export type NewApprovalEntry = NewEntryOf<typeof approvalEntries>;
