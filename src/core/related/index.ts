export { OPENED, type RelatedEffect } from "./effects.ts";
export { type NewRelatedEntry, relatedEntries } from "./entries.ts";
export type { WithRelated, Workstream } from "./facet.ts";
export { link, mayName, unlink } from "./links.ts";
export { giveBack, type MovingParts, movedEntry, survivorOf, takeIn } from "./moving.ts";
export { related } from "./slice.ts";
export { takeBack, UNDO } from "./undo.ts";
export { UNDO_KINDS, type Undoable, type UndoKind } from "./undoable.ts";
export { openedEntry, openWorkstreams, peopleOf, split, TOLD_ALOUD, toldEntry, workstreamOf } from "./workstreams.ts";
