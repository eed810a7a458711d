export { Notice, noticeEntries } from "./entries.ts";
export type { NoticesFacet, PendingNotice, SentNotice, ToldCustomers, WithNotices } from "./facet.ts";
export { notices } from "./slice.ts";
