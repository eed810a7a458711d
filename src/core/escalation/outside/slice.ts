import { defineSlice } from "../../ledger/index.ts";
import { afterPaging, pagingEffects } from "./effects.ts";
import { pagingEntries } from "./entries.ts";
import { foldPaging, initialPaging } from "./facet.ts";
import { tellPaging } from "./tell.ts";

/** Pages that leave Slack, and how they fared. */
export const paging = defineSlice({
  name: "paging",
  entries: pagingEntries,
  initial: initialPaging,
  fold: foldPaging,
  tell: tellPaging,
  effects: pagingEffects,
  onChange: afterPaging,
});
