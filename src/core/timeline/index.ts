export { type ExportFormat, type SendExport, sendExport, type TimelineEffect } from "./effects.ts";
export { From, type NewTimelineEntry, SharedFile, type TimelineEntry, timelineEntries } from "./entries.ts";
export { timelineCsv } from "./export/csv.ts";
export type { TimelineExport } from "./export/export.ts";
export { timelineJson } from "./export/json.ts";
export { timelineMarkdown } from "./export/markdown.ts";
export { zoneTimes } from "./export/zone-time.ts";
export { isGivenBack, markedKeys, marksOn, type WithTimeline } from "./facet.ts";
export { forgetOldWords, forgetWords, SPOKEN } from "./forget.ts";
export {
  hearDeletion,
  hearEdit,
  hearMessage,
  hearMove,
  hearNotice,
  hearReaction,
  markOf,
} from "./hear.ts";
export { type HeardMessage, withoutSecrets } from "./heard.ts";
export { messageKey, messagePlace, msToTs, tsToMs } from "./keys.ts";
export { hasGoneBack, mentionedIn, type TimelineLine, timelineLines, withNames } from "./lines.ts";
export { addMessage, addNote } from "./note.ts";
export { parseMoment, parseNote } from "./note-time.ts";
export { type RecordedMessage, reconcile, type SeenMessage, type Snapshot } from "./reconcile.ts";
export { maskSecrets } from "./secrets.ts";
export { timeline } from "./slice.ts";
export { actorName, MARK_LABELS } from "./tell.ts";
