import { defineSlice } from "../ledger/index.ts";
import { updateEffects } from "./effects.ts";
import { updateEntries } from "./entries.ts";
import { foldUpdates, initialUpdates } from "./facet.ts";
import { tellUpdates } from "./tell.ts";

export const updates = defineSlice({
  name: "updates",
  entries: updateEntries,
  initial: initialUpdates,
  fold: foldUpdates,
  tell: tellUpdates,
  effects: updateEffects,
});
