export {
  type AddActionInput,
  actionOf,
  addAction,
  type ChangeActionInput,
  changeAction,
  dropAction,
  finishAction,
  LONGEST_ACTION,
  reopenAction,
  syncFollowUp,
} from "./actions.ts";
export { type DraftInput, draftPostmortem, draftSection, openQuestions } from "./draft/index.ts";
export { actionsOf, openActionsOf, postmortemDueAt, postmortemNeed } from "./due.ts";
export { type Calendar, endOfWork, parseDueWords, type WordedAction } from "./due-words.ts";
export { type PostmortemEffect, type PostmortemNews, sendPostmortem } from "./effects.ts";
export {
  type NewPostmortemEntry,
  type PostmortemEntry,
  PostmortemState,
  postmortemEntries,
} from "./entries.ts";
export type { ActionItem, PostmortemDocument, PostmortemFacet, WithPostmortem } from "./facet.ts";
export { isSection, SECTION_IDS, SECTIONS, type SectionId, WRITABLE_SECTIONS } from "./outline.ts";
export {
  MOVES,
  movePostmortem,
  redraft,
  STATE_LABELS,
  type WriteSectionInput,
  whyNoDraft,
  writeSection,
} from "./publish.ts";
export { postmortems } from "./slice.ts";
