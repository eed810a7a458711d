import { defineSlice } from "../ledger/index.ts";
import { noticeEffects } from "./effects.ts";
import { noticeEntries } from "./entries.ts";
import { foldNotices, initialNotices } from "./facet.ts";
import { tellNotices } from "./tell.ts";

export const notices = defineSlice({
  name: "notices",
  entries: noticeEntries,
  initial: initialNotices,
  fold: foldNotices,
  tell: tellNotices,
  effects: noticeEffects,
});
