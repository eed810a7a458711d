export { type DraftInput, draftPostmortem, draftSection } from "./draft/index.ts";
export { actionsOf, openActionsOf, postmortemDueAt, postmortemNeed } from "./due.ts";
export type { PostmortemEffect } from "./effects.ts";
export {
  type NewPostmortemEntry,
  type PostmortemEntry,
  PostmortemState,
  postmortemEntries,
} from "./entries.ts";
export type { ActionItem, PostmortemFacet, WithPostmortem } from "./facet.ts";
export { isSection, SECTION_IDS, SECTIONS, type SectionId, WRITABLE_SECTIONS } from "./outline.ts";
export { postmortems } from "./slice.ts";
