import { z } from "zod";
import { BusinessHours } from "./business-hours.ts";
import { Due, DueOrAtOnce } from "./due.ts";
import { Duration } from "./duration.ts";
import { ChannelRef, Emoji, Id, listById, MemberId, Text, template, UserGroupId } from "./fields.ts";
import { SeverityAdvice } from "./policy-advice.ts";
import { Approvals } from "./policy-approvals.ts";
import { Entitlements, Limits } from "./policy-entitlements.ts";
import { Escalation } from "./policy-escalation.ts";
import { OnCall } from "./policy-oncall.ts";
import { Operators } from "./policy-operators.ts";
import { PagingPolicy } from "./policy-paging.ts";
import { Reminders } from "./policy-reminders.ts";
import { Stages } from "./policy-stages.ts";
import { StatusPage } from "./policy-status-page.ts";
import { RotationBody } from "./rotations.ts";
import { ServiceBody } from "./services.ts";
import { TemplateBody } from "./templates.ts";

const SeverityBody = z
  .strictObject({
    label: Text,
    name: Text,
    impact: Text,
    aliases: z.array(z.string()).default([]),
    emoji: Emoji,
    color: z.string().regex(/^#[0-9a-f]{6}$/i, 'this is not a colour; write one in quotes, such as "#d72b3f"'),
    /** How soon somebody must have acknowledged; without it, `respondWithin`. */
    acknowledgeWithin: Due.optional(),
    respondWithin: Due,
    who: Text,
    updateEvery: Due,
    stakeholders: z.array(Id),
    resolveTarget: z.strictObject({ automatic: Due, people: Due }),
    escalateAfter: Due,
    postmortem: z.strictObject({ need: z.enum(["required", "optional", "none"]), dueWithin: Due }),
    statusPage: z
      .strictObject({ audience: z.enum(["public", "internal", "none"]), within: DueOrAtOnce.optional() })
      .optional(),
    /** How long metrics must have been normal before the incident may be called over. */
    watchPeriod: Duration,
    verificationRequired: z.boolean(),
    honoursQuietHours: z.boolean(),
  })
  .transform(({ watchPeriod, acknowledgeWithin, ...rest }) => ({
    ...rest,
    watchPeriodMs: watchPeriod,
    acknowledgeWithin: acknowledgeWithin ?? rest.respondWithin,
  }));

const CategoryBody = z.strictObject({
  label: Text,
  /** Words of a title that advise this category, in lower case. */
  words: z.array(z.string().trim().toLowerCase().min(1)),
  /** Incidents of this category are private unless the declarer says otherwise. */
  private: z.boolean().default(false),
});

const RoleBody = z.strictObject({
  label: Text,
  aliases: z.array(z.string()).default([]),
  duty: Text,
  brief: Text,
  /** Severities at which somebody must hold this role. */
  neededFor: z.array(Id).default([]),
});

/** What a reaction says about the message that it is put on. */
export const Mark = z.enum([
  "key_event",
  "finding",
  "root_cause",
  "action_taken",
  "fix_confirmed",
  "impact",
  "follow_up",
  "went_well",
  "went_poorly",
  "escalation_asked",
]);
export type Mark = z.infer<typeof Mark>;

const AudienceBody = z.strictObject({
  label: Text,
  channels: z.array(ChannelRef).default([]),
  people: z.array(MemberId).default([]),
  userGroups: z.array(UserGroupId).default([]),
  /** They read only what was written for customers and approved, never the updates of the incident. */
  customers: z.boolean().default(false),
});

const Channel = z
  .strictObject({
    nameTemplate: template("number", "slug").refine(
      (text) => text.includes("{number}"),
      "{number} is not in it, so two incidents of one title would ask for one channel; add {number}",
    ),
    archiveAfter: Duration,
    archiveMergedAfter: Duration,
    archiveWarning: Duration,
    defaultVerbosity: z.enum(["full", "compact", "silent"]),
  })
  .transform(({ archiveAfter, archiveMergedAfter, archiveWarning, ...rest }) => ({
    ...rest,
    archiveAfterMs: archiveAfter,
    /** The channel of a merged incident, once its people have read where it goes on. */
    archiveMergedAfterMs: archiveMergedAfter,
    /** How long before archiving the channel is told. */
    archiveWarningMs: archiveWarning,
  }));

const Bookmark = z.strictObject({
  title: Text,
  url: template("number", "slug", "severity").refine(
    (url) => /^https?:\/\//.test(url),
    "this is not a web address; begin it with https://",
  ),
});

const Privacy = z.strictObject({
  /** Who, beside those in it, may know of a private incident. */
  entitled: z.strictObject({
    people: z.array(MemberId),
    userGroups: z.array(UserGroupId),
    channels: z.array(ChannelRef),
  }),
});

const Messages = z
  .strictObject({
    deletedText: z.enum(["keep", "drop"]),
    maskSecrets: z.boolean(),
    /** How long after its end an incident keeps what was said in it. */
    forgetAfter: z.union([z.literal("never"), Duration]).default("never"),
  })
  .transform(({ forgetAfter, ...rest }) => ({
    ...rest,
    ...(forgetAfter !== "never" && { forgetAfterMs: forgetAfter }),
  }));

/** Looked up by what people send: an emoji called `constructor` must find nothing. */
function withoutPrototype(byEmoji: Record<string, Mark>): Record<string, Mark> {
  return Object.assign(Object.create(null), byEmoji);
}

/** A policy before its names are held against each other; what each key of a policy file may be. */
export const PolicyShape = z.strictObject({
  /** Most severe first. */
  severities: listById(SeverityBody),
  severityAdvice: SeverityAdvice,
  categories: listById(CategoryBody),
  roles: listById(RoleBody),
  reactions: z.record(Emoji, Mark).transform(withoutPrototype),
  /** The reaction with which the bot itself says that a mark was taken down. */
  confirmReaction: Emoji,
  audiences: listById(AudienceBody),
  channel: Channel,
  bookmarks: z.array(Bookmark),
  checklist: z.strictObject({ firstFiveMinutes: z.array(Text) }),
  stages: Stages,
  reminders: Reminders,
  onCall: OnCall,
  businessHours: BusinessHours,
  /** How long a mistake can be taken back by a button. */
  undoWithin: Duration,
  declareByReaction: z.strictObject({ emoji: z.array(Emoji) }),
  privacy: Privacy,
  entitlements: Entitlements,
  operators: Operators,
  approvals: Approvals,
  limits: Limits,
  statusPage: StatusPage,
  messages: Messages,
  escalation: Escalation,
  paging: PagingPolicy,
  /** The catalog, from services.yml. */
  services: listById(ServiceBody),
  /** Who is on call when, from rotations.yml. */
  rotations: listById(RotationBody),
  /** The words for each audience, from templates/*.md. */
  templates: listById(TemplateBody),
});

export const Policy = PolicyShape.transform(({ undoWithin, ...rest }) => ({ ...rest, undoWithinMs: undoWithin }));
export type Policy = z.infer<typeof Policy>;
export type Severity = Policy["severities"][number];
export type Category = Policy["categories"][number];
export type Role = Policy["roles"][number];
export type Service = Policy["services"][number];
export type Rotation = Policy["rotations"][number];
export type Template = Policy["templates"][number];
export type Audience = Policy["audiences"][number];
