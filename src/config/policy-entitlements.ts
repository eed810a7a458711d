import { z } from "zod";
import { ChannelRef, MemberId, UserGroupId } from "./fields.ts";

/** Who may do the acts of one family; where nobody is named, every full member. */
export const Grant = z.strictObject({
  people: z.array(MemberId),
  userGroups: z.array(UserGroupId),
  /** Whoever is a member of one of these. */
  channels: z.array(ChannelRef),
  /** Guests too, also outside of the incidents that they are in. */
  guests: z.boolean(),
});
export type Grant = z.infer<typeof Grant>;

/** Families of acts that a policy may keep for some. */
export const Entitlements = z.strictObject({
  declare: Grant,
  /** Acknowledge, take a role, tick the checklist, write the post-mortem. */
  respond: Grant,
  /** Severity, status, details, command, and the roles of others. */
  lead: Grant,
  update: Grant,
  /** Resolve, close, cancel, reopen. */
  finish: Grant,
  /** Send a post-mortem to review, or publish it. */
  publish: Grant,
  /** Say yes or no where a step needs an approval; who may say it to which step is under `approvals`. */
  approve: Grant,
  /** Turn reminders off and on. */
  reminders: Grant,
});
export type Entitlements = z.infer<typeof Entitlements>;

/** How much of the bot's time one person or one address may take. */
export const Limits = z.strictObject({
  personPerMinute: z.int().positive(),
  sourcePerSecond: z.int().positive(),
});
