export {
  type ConfirmMark,
  type ExportFormat,
  type SendExport,
  sendExport,
  type TellMasked,
  type TimelineEffect,
} from "./effects.ts";
export { type NewTimelineEntry, SharedFile, type TimelineEntry, timelineEntries } from "./entries.ts";
export { timelineCsv } from "./export/csv.ts";
export type { ExportHead, TimelineExport } from "./export/export.ts";
export { timelineJson } from "./export/json.ts";
export { timelineMarkdown } from "./export/markdown.ts";
export { zoneTime } from "./export/zone-time.ts";
export { initialTimeline, markedKeys, marksOn, type TimelineFacet, type WithTimeline } from "./facet.ts";
export {
  type Edit,
  type HeardMove,
  type HeardNotice,
  type HeardReaction,
  hearDeletion,
  hearEdit,
  hearMessage,
  hearMove,
  hearNotice,
  hearReaction,
  markOf,
} from "./hear.ts";
export type { HeardMessage } from "./heard.ts";
export { messageKey, messagePlace, msToTs, tsToMs } from "./keys.ts";
export { facetOf, mentionedIn, type Tell, type TimelineLine, timelineLines, withNames } from "./lines.ts";
export { addMessage, addNote, type NoteInput } from "./note.ts";
export { type ParsedNote, parseMoment, parseNote } from "./note-time.ts";
export { type RecordedMessage, reconcile, type SeenMessage, type Snapshot } from "./reconcile.ts";
export { type Masked, maskSecrets } from "./secrets.ts";
export { timeline } from "./slice.ts";
export { actorName, MARK_LABELS, tellTimeline } from "./tell.ts";
