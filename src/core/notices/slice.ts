import { followWork } from "../escalation/index.ts";
import { defineSlice, type FollowTable } from "../ledger/index.ts";
import { noticeEffects } from "./effects.ts";
import { noticeEntries } from "./entries.ts";
import { foldNotices, initialNotices, type WithNotices } from "./facet.ts";
import { tellNotices } from "./tell.ts";

const followNotices: FollowTable<WithNotices, typeof noticeEntries> = {
  notice_sent: (entry, incident, world) => (entry.data.isApproved ? [] : followWork("notice")(entry, incident, world)),
};

export const notices = defineSlice({
  name: "notices",
  entries: noticeEntries,
  initial: initialNotices,
  fold: foldNotices,
  tell: tellNotices,
  // An approved one goes out by itself; its writer may sleep by then.
  follow: followNotices,
  effects: noticeEffects,
});
