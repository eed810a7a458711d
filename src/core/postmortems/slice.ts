import { defineSlice } from "../ledger/index.ts";
import { postmortemEffects, redrawn } from "./effects.ts";
import { postmortemEntries } from "./entries.ts";
import { foldPostmortem, initialPostmortem, type WithPostmortem } from "./facet.ts";
import { homesOf } from "./homes.ts";
import { tellPostmortem } from "./tell.ts";
import { draftWhenDue, postmortemTimers } from "./timers.ts";

export const postmortems = defineSlice({
  name: "postmortem",
  entries: postmortemEntries,
  initial: initialPostmortem,
  fold: foldPostmortem,
  tell: tellPostmortem,
  effects: postmortemEffects,
  // The lowest slice that knows all that a Home shows.
  onChange: (before: WithPostmortem, after: WithPostmortem) => [...redrawn(before, after), ...homesOf(before, after)],
  timers: postmortemTimers,
  onTimer: { postmortem_draft: draftWhenDue },
});
