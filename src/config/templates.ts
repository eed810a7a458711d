import { z } from "zod";
import { Text } from "./fields.ts";
import { PublicStatus } from "./policy-stages.ts";

/** For whom a text is written: it decides which words it may have and who gets it. */
export const Readers = z.enum(["internal", "engineering", "leadership", "customers"]);
export type Readers = z.infer<typeof Readers>;

/** What stands in the place of `{name}`: the first column is all that a template may use. */
export const PLACEHOLDERS = {
  number: "the incident's number",
  title: "its title",
  severity: "its severity",
  severity_meaning: "what that severity means",
  status: "investigating, identified, monitoring or resolved",
  stage: "the stage it is in",
  services: "the services affected, as engineers call them",
  public_services: "the services affected, as customers know them",
  impact: "what users see, and how many",
  business_impact: "customers, money and promises at risk, in numbers where there are any",
  eta: "when it should be over and how sure you are, or that nobody can say yet",
  started: "when it started",
  declared: "when it was declared",
  resolved: "when it was resolved",
  duration: "how long it has lasted",
  commander: "the incident commander",
  tech_lead: "the tech lead",
  communications_lead: "the communications lead",
  channel: "the incident's channel",
  situation: "what the last update said",
  actions: "what has been done",
  next_steps: "what is done next",
  next_update: "when the next update is due",
  fix: "what fixed it",
  root_cause: "the root cause",
  follow_ups: "what remains to be done",
  timeline: "the key moments, each with its time",
  findings: "what was found: the messages marked as findings",
  hypothesis: "the suspected cause: the message marked as such last",
} as const satisfies Record<string, string>;
export type Placeholder = keyof typeof PLACEHOLDERS;

export const PLACEHOLDER_NAMES = Object.keys(PLACEHOLDERS);

const YesNo = z
  .union([z.boolean(), z.enum(["yes", "no"])], { error: "this is neither yes nor no; write yes or no" })
  .transform((value) => value === true || value === "yes");

/** A text for one audience: front matter and words of a file in `templates/`. */
export const TemplateBody = z
  .strictObject({
    title: Text.refine((text) => text.length <= 60, "this title is too long for a list; use 60 characters at most"),
    audience: Readers,
    /** Whether somebody else must approve it before it goes. */
    approval: YesNo,
    /** In a notice to customers: the state that it announces. */
    status: PublicStatus.optional(),
    /** In a notice to customers: the line above it, as on the status page. */
    headline: Text.optional(),
    /** At which moment it is offered. */
    offer: z.enum(["declared", "resolved"]).optional(),
    text: Text,
  })
  .superRefine(({ audience, approval, status, headline }, context) => {
    if (audience === "customers" && !approval) {
      context.addIssue({
        code: "custom",
        path: ["approval"],
        message: "what customers read needs an approval; write approval: yes",
      });
    }
    if (status !== undefined && (audience !== "customers" || headline === undefined)) {
      context.addIssue({
        code: "custom",
        path: ["status"],
        message: "a status is announced to customers and under a headline; add headline, or take the status away",
      });
    }
  });
export type TemplateBody = z.infer<typeof TemplateBody>;
