import { defineSlice } from "../ledger/index.ts";
import { postmortemEffects, redrawn } from "./effects.ts";
import { postmortemEntries } from "./entries.ts";
import { foldPostmortem, initialPostmortem } from "./facet.ts";
import { tellPostmortem } from "./tell.ts";
import { draftWhenDue, postmortemTimers } from "./timers.ts";

export const postmortems = defineSlice({
  name: "postmortem",
  entries: postmortemEntries,
  initial: initialPostmortem,
  fold: foldPostmortem,
  tell: tellPostmortem,
  effects: postmortemEffects,
  onChange: redrawn,
  timers: postmortemTimers,
  onTimer: { postmortem_draft: draftWhenDue },
});
