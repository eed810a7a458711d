import { z } from "zod";
import { listById, Text } from "./fields.ts";

/** The stages of an incident, in the order in which they are gone through. */
export const StageId = z.enum([
  "detection",
  "triage",
  "assignment",
  "investigation",
  "remediation",
  "verification",
  "resolution",
  "postmortem",
]);
export type StageId = z.infer<typeof StageId>;

export const PublicStatus = z.enum(["investigating", "identified", "monitoring", "resolved"]);
export type PublicStatus = z.infer<typeof PublicStatus>;

/** What the record itself can answer, so that nobody has to tick it. */
export const Fact = z.enum([
  "severity_set",
  "category_set",
  "acknowledged",
  "commander_assigned",
  "cause_recorded",
  "action_recorded",
  "mitigated",
  "fix_confirmed",
  "metrics_normal",
  "watch_period_passed",
  "resolution_recorded",
  "postmortem_published",
  "action_items_recorded",
]);
export type Fact = z.infer<typeof Fact>;

const Stage = z.strictObject({
  label: Text,
  status: PublicStatus,
  exit: listById(z.strictObject({ label: Text, derived: Fact.optional() })),
});

/** In the file a map with all stages; once read a list in their order. */
export const Stages = z
  .strictObject({
    detection: Stage,
    triage: Stage,
    assignment: Stage,
    investigation: Stage,
    remediation: Stage,
    verification: Stage,
    resolution: Stage,
    postmortem: Stage,
  })
  .transform((byId) => StageId.options.map((id) => ({ id, ...byId[id] })));
