export type { Backups, Keep } from "./backups.ts";
export type { BusinessHours } from "./business-hours.ts";
export { type Due, dueAt, dueText, intervalMs } from "./due.ts";
export type { Env } from "./env.ts";
export { type Config, type Connection, loadConfig, loadStorage } from "./load-config.ts";
export { loadPolicy, SHIPPED_POLICIES, type ShippedPolicy, shippedPolicy } from "./load-policy.ts";
export { type Category, Mark, type Policy, type Role, type Severity } from "./policy.ts";
export type { Reminders } from "./policy-reminders.ts";
export { Fact, PublicStatus, StageId } from "./policy-stages.ts";
