export {
  type ConfirmMark,
  type ExportFormat,
  type SendExport,
  sendExport,
  type TellMasked,
  type TimelineEffect,
} from "./effects.ts";
export { type NewTimelineEntry, SharedFile, type TimelineEntry, timelineEntries } from "./entries.ts";
export { initialTimeline, markedKeys, marksOn, type TimelineFacet, type WithTimeline } from "./facet.ts";
export { messageKey, messagePlace, msToTs, tsToMs } from "./keys.ts";
export { timeline } from "./slice.ts";
export { actorName, MARK_LABELS, tellTimeline } from "./tell.ts";
