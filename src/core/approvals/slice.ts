import { defineSlice } from "../ledger/index.ts";
import { approvalEffects } from "./effects.ts";
import { approvalEntries } from "./entries.ts";
import { EXPIRY, expire, expiryTimers } from "./expire.ts";
import { foldApprovals, initialApprovals } from "./facet.ts";
import { tellApprovals } from "./tell.ts";

/** What needs a second person's yes: asked, decided, expired. Who is asked when is for the reminders. */
export const approvals = defineSlice({
  name: "approvals",
  entries: approvalEntries,
  initial: initialApprovals,
  fold: foldApprovals,
  tell: tellApprovals,
  effects: approvalEffects,
  timers: expiryTimers,
  onTimer: { [EXPIRY]: expire },
});
