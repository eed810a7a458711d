import { z } from "zod";
import { StageId } from "../../config/policy-stages.ts";
import type { NewEntryOf } from "../ledger/index.ts";
import { AssessedImpact } from "./assessment.ts";

/** The moments that durations are measured between (LIFE-4), in the order in which they should happen. */
export const Moment = z.enum([
  "started",
  "detected",
  "declared",
  "acknowledged",
  "identified",
  "mitigated",
  "resolved",
  "closed",
]);
export type Moment = z.infer<typeof Moment>;

export const Resolution = z.object({
  fix: z.string(),
  rootCause: z.string().optional(),
  impact: z.string(),
  isRestored: z.boolean(),
  areMetricsNormal: z.boolean(),
  doUsersConfirm: z.boolean(),
  followUps: z.array(z.string()),
});
export type Resolution = z.infer<typeof Resolution>;

const textChange = z.object({ before: z.string().optional(), text: z.string() });

/** What happens to an incident as such. */
export const incidentEntries = {
  declared: z.object({
    title: z.string(),
    severity: z.string(),
    category: z.string().optional(),
    services: z.array(z.string()).default([]),
    text: z.string().optional(),
    isPrivate: z.boolean(),
    isDrill: z.boolean(),
    /** Declared after the fact: nobody is called, no rhythm is kept. */
    isRetrospective: z.boolean().default(false),
    startedAt: z.number().optional(),
    /** The form, a command, a message, the Home. */
    via: z.enum(["form", "command", "message", "home", "shortcut", "split"]),
    source: z
      .object({
        channelId: z.string(),
        ts: z.string(),
        threadTs: z.string().optional(),
        permalink: z.string().optional(),
      })
      .optional(),
    /** The incident of which it is a workstream. */
    parentId: z.number().optional(),
  }),
  title_changed: z.object({ before: z.string(), title: z.string() }),
  severity_changed: z.object({
    before: z.string(),
    severity: z.string(),
    text: z.string().optional(),
    /** It puts a mistake right. */
    takesBack: z.boolean().optional(),
  }),
  category_changed: z.object({ before: z.string().optional(), category: z.string() }),
  services_changed: z.object({ before: z.array(z.string()), services: z.array(z.string()) }),
  description_changed: textChange,
  impact_changed: textChange,
  /** Somebody answered how bad it is; which severity that speaks for stands with it, and a person decides. */
  impact_assessed: AssessedImpact,
  /** A person puts one of the derived times right. */
  time_corrected: z.object({ moment: Moment, before: z.number().optional(), time: z.number() }),
  acknowledged: z.object({}),
  criterion_ticked: z.object({ criterion: z.string(), isMet: z.boolean() }),
  stage_changed: z.object({
    before: StageId,
    stage: StageId,
    skipped: z.array(z.string()).default([]),
    /** It puts a mistake right; the stage holds again since when it held before (epoch milliseconds). */
    takesBack: z.object({ since: z.number() }).optional(),
  }),
  resolved: Resolution.extend({ skipped: z.array(z.string()).default([]) }),
  reopened: z.object({ text: z.string() }),
  cancelled: z.object({ text: z.string() }),
  /** It is the same as another one, and goes on there. */
  merged_into: z.object({ incidentId: z.number(), text: z.string().optional() }),
  unmerged: z.object({ incidentId: z.number() }),
  /** What began as a drill is none any longer. */
  made_real: z.object({ text: z.string() }),
  closed: z.object({ skipped: z.array(z.string()).default([]) }),
  channel_opened: z.object({
    channelId: z.string(),
    name: z.string(),
    /** An earlier attempt had made it, so people may have been in it before it was known. */
    isAdopted: z.boolean().optional(),
    /** When Slack had made it, by our clock (epoch milliseconds); it is noted later where the file could not be written. */
    madeAt: z.number().optional(),
  }),
  /** Slack would not make a channel; a private incident ends here, a public one goes on without. */
  channel_refused: z.object({ reason: z.string() }),
  people_invited: z.object({
    userIds: z.array(z.string()),
    failed: z.array(z.object({ userId: z.string(), why: z.string() })).default([]),
  }),
  archive_warned: z.object({ archiveAt: z.number() }),
  archive_objected: z.object({}),
  /** The delay is over and nobody objected: the channel is to be archived now. */
  archive_due: z.object({}),
  channel_archived: z.object({ byHand: z.boolean() }),
  channel_unarchived: z.object({}),
};
export type NewIncidentEntry = NewEntryOf<typeof incidentEntries>;
