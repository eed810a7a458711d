import { z } from "zod";
import type { NewEntryOf } from "../ledger/index.ts";

/** How it came to an escalation. */
export const Cause = z.enum(["hand", "person", "declared", "trigger", "no_commander"]);
export type Cause = z.infer<typeof Cause>;

/** What makes it needless by itself, beside the acknowledgement of a page. */
export const EndsOn = z.enum(["acknowledged", "commander", "severity"]);
export type EndsOn = z.infer<typeof EndsOn>;

/** Why a call is over that nobody answered; what a merging began ends when that is taken back. */
export const Needless = z.enum([...EndsOn.options, "given_back"]);
export type Needless = z.infer<typeof Needless>;

export const SkippedWhy = z.enum(["nobody", "at_work", "paged_already"]);
export type SkippedWhy = z.infer<typeof SkippedWhy>;

/** Everybody was called in vain; or nobody was, because all are on it, or because nobody stands on the ladder. */
export const ExhaustedWhy = z.enum(["unanswered", "at_work", "nobody"]);
export type ExhaustedWhy = z.infer<typeof ExhaustedWhy>;

/** What somebody who was paged did that shows that they are there. */
export const ShownBy = z.enum(["words", "note", "mark", "update", "notice", "role", "approval", "work"]);
export type ShownBy = z.infer<typeof ShownBy>;

const Step = z.object({ escalation: z.string(), rung: z.string(), label: z.string() });

/** Who was called, why, and who answered. Ids are unique within the incident. */
export const escalationEntries = {
  /** Somebody, or a rule, wants more people. */
  escalation_raised: z.object({
    id: z.string(),
    how: Cause,
    /** Why now, as it is read by who is paged. */
    reason: z.string(),
    /** What those who are paged shall do; to acknowledge and come when absent. */
    needs: z.string().optional(),
    /** The rule that fired, and what it saw. */
    trigger: z.string().optional(),
    evidence: z.string().optional(),
    endsOn: z.array(EndsOn).default([]),
    /** How grave it was then. */
    severity: z.string(),
    /** An escalation that was open already and now has one reason more. */
    joins: z.string().optional(),
    /** Everybody had been called in vain, so its ladder begins again: the second round, the third. */
    round: z.number().optional(),
    /** An escalation of people called by name who did not answer; from here the one that it joins goes on for it. */
    from: z.string().optional(),
    /** It goes on here from that incident, which was merged into this one. */
    mergedFrom: z.number().optional(),
  }),
  /** Somebody is called; each way (Slack, PagerDuty, …) tells of its own delivery. */
  paged: z.object({
    page: z.string(),
    escalation: z.string(),
    /** The rung of the ladder; absent for who was named beside it. */
    rung: z.string().optional(),
    label: z.string(),
    userIds: z.array(z.string()),
    /** Their members are looked up and paged as soon as Slack says who they are. */
    userGroups: z.array(z.string()).default([]),
    /** Of which rotations they are on call. */
    rotations: z.array(z.string()).default([]),
    /** When the next rung is called unless somebody acknowledges, or the channel is told that nobody did. */
    until: z.number().optional(),
    /** The rung was passed before, and these stand on it only since: a shift changed, somebody covers. */
    isLate: z.boolean().optional(),
  }),
  rung_skipped: Step.extend({ why: SkippedWhy }),
  /** Who is in a paged user group; nobody where Slack does not say. */
  group_found: z.object({
    page: z.string(),
    group: z.string(),
    userIds: z.array(z.string()),
    why: z.string().optional(),
  }),
  /** Slack cannot reach them; when that holds for all, the next rung is called at once. */
  page_unreachable: z.object({ page: z.string(), userId: z.string(), why: z.string() }),
  /** Said outright; or with `shownBy` understood from what they did. What it follows from it is about. */
  page_acknowledged: z.object({ page: z.string(), escalation: z.string(), shownBy: ShownBy.optional() }),
  /** Whoever was paged cannot come: the next rung is called at once. Takes back what was only understood. */
  page_passed: z.object({ page: z.string(), escalation: z.string() }),
  /** There is nobody left to call; absent in old records. */
  ladder_exhausted: z.object({ escalation: z.string(), why: ExhaustedWhy.optional() }),
  /** By whoever came, where somebody did. */
  escalation_ended: z.object({ id: z.string(), why: Needless }),
  /** It grew graver, and nobody is called for that: it is in the hands of people who were called, or who hold a role. */
  ladder_spared: z.object({ severity: z.string() }),
};
export type NewEscalationEntry = NewEntryOf<typeof escalationEntries>;
