export { type NewStatuspageEntry, statuspageEntries } from "./entries.ts";
export { carriedBy, type WithStatuspage } from "./facet.ts";
export { type Component, lookBackTo, type PublicPage, publicPage } from "./page.ts";
export {
  type ComponentState,
  isNoticeEntry,
  type NoticeEntry,
  type PublicIncident,
  type PublicUpdate,
  publicIncident,
  type Thread,
} from "./public-incident.ts";
export { type StatuspageEffect, statuspage } from "./slice.ts";
export { type Day, harmIn } from "./uptime.ts";
