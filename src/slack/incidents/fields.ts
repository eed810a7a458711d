import { z } from "zod";
import type { Correction, ResolveInput, Times } from "../../core/incidents/index.ts";
import type { Incident } from "../../core/product.ts";
import { type FieldValues, parseFields } from "../kit/index.ts";
import { ServicesField } from "./listed-names.ts";

const text = z.string().optional();
const time = z.number().optional();
const tick = z
  .array(z.string())
  .optional()
  .transform((values) => (values?.length ?? 0) > 0);

const SeverityFields = z.object({ severity: z.string().default(""), why: text });
export const severityFields = (values: FieldValues) => parseFields(SeverityFields, values);

const WhyFields = z.object({ why: text });
export const whyField = (values: FieldValues) => parseFields(WhyFields, values).why;

const ResolveFields = z.object({
  fix: text,
  root_cause: text,
  impact: text,
  restored: tick,
  metrics: tick,
  users: tick,
  follow_ups: z.string().default(""),
  ended: time,
});

/** The resolve form as a resolution, without who and what else is known. */
export function resolveFields(values: FieldValues): Omit<ResolveInput<Incident>, "userId" | "known"> {
  const fields = parseFields(ResolveFields, values);
  return {
    fix: fields.fix,
    rootCause: fields.root_cause,
    impact: fields.impact,
    isRestored: fields.restored,
    areMetricsNormal: fields.metrics,
    doUsersConfirm: fields.users,
    followUps: fields.follow_ups.split("\n"),
    resolvedAt: fields.ended,
  };
}

const EditFields = z.object({
  title: z.string().default(""),
  severity: text,
  category: text,
  services: ServicesField,
  description: z.string().default(""),
  impact: z.string().default(""),
  started: time,
});

/** The form "Edit details" as a correction; an emptied text is taken away. */
export function editFields(values: FieldValues): Correction {
  const { started, ...rest } = parseFields(EditFields, values);
  return { ...rest, startedAt: started };
}

const TimeFields = z.object({
  started: time,
  detected: time,
  declared: time,
  acknowledged: time,
  identified: time,
  mitigated: time,
  resolved: time,
  closed: time,
});
export const timeFields = (values: FieldValues): Times => parseFields(TimeFields, values);
