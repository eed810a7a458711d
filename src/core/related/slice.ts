import { defineSlice } from "../ledger/index.ts";
import { relatedChanges } from "./changes.ts";
import { relatedEffects } from "./effects.ts";
import { relatedEntries } from "./entries.ts";
import { foldRelated, initialRelated } from "./facet.ts";
import { tellRelated } from "./tell.ts";
import { endUndo, UNDO_OVER, undoTimers } from "./undo.ts";

/** What ties incidents together (merged, linked, split), and what can be taken back. */
export const related = defineSlice({
  name: "related",
  entries: relatedEntries,
  initial: initialRelated,
  fold: foldRelated,
  tell: tellRelated,
  effects: relatedEffects,
  onChange: relatedChanges,
  timers: undoTimers,
  onTimer: { [UNDO_OVER]: endUndo },
});
