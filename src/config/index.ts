export type { Backups, Keep } from "./backups.ts";
export type { BusinessHours } from "./business-hours.ts";
export { type Due, dueAt, dueText, intervalMs } from "./due.ts";
export { durationText } from "./duration.ts";
export type { Env } from "./env.ts";
export { isChannelId } from "./fields.ts";
export { diskFiles, type Files } from "./files.ts";
export { LivePolicy } from "./live-policy.ts";
export { type Config, loadConfig, loadStorage, portOf } from "./load-config.ts";
export { loadPolicy, SHIPPED_POLICIES, type ShippedPolicy, shippedPolicy } from "./load-policy.ts";
export { nearestFew, squeezed } from "./nearest.ts";
export type { Paging } from "./paging.ts";
export {
  type Audience,
  type Category,
  Mark,
  type Policy,
  type Role,
  type Rotation,
  type Service,
  type Severity,
  type Template,
} from "./policy.ts";
export { type ApprovalRule, ApprovalStep } from "./policy-approvals.ts";
export type { Entitlements, Grant } from "./policy-entitlements.ts";
export type { Ladder } from "./policy-ladder.ts";
export type { Reminders } from "./policy-reminders.ts";
export { Fact, PublicStatus, StageId } from "./policy-stages.ts";
export type { TriggerAct, TriggerId } from "./policy-triggers.ts";
export { ConfigProblems } from "./problem.ts";
export type { Level, Override } from "./rotations.ts";
export type { Tier } from "./services.ts";
export type { Statuspage } from "./statuspage.ts";
export { PLACEHOLDERS, type Placeholder, Readers } from "./templates.ts";
