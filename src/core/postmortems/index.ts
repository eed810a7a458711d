export {
  actionOf,
  addAction,
  changeAction,
  dropAction,
  finishAction,
  LONGEST_ACTION,
  reopenAction,
  syncFollowUp,
} from "./actions.ts";
export { type DraftInput, draftPostmortem, draftSection, openQuestions } from "./draft/index.ts";
export { actionsOf, openActionsOf, postmortemDueAt, postmortemNeed } from "./due.ts";
export { type Calendar, endOfWork, parseDueWords } from "./due-words.ts";
export { type PostmortemEffect, type PostmortemNews, sendPostmortem } from "./effects.ts";
export { PostmortemState, postmortemEntries } from "./entries.ts";
export type { ActionItem, PostmortemDocument, WithPostmortem } from "./facet.ts";
export { movedAction } from "./moved-action.ts";
export { isSection, SECTIONS, WRITABLE_SECTIONS } from "./outline.ts";
export {
  MOVES,
  movePostmortem,
  redraft,
  STATE_LABELS,
  writeSection,
} from "./publish.ts";
export { postmortems } from "./slice.ts";
