import { type Effect, type EffectTable, PRIORITY, personId } from "../ledger/index.ts";
import type { timelineEntries } from "./entries.ts";
import { marksOn, type WithTimeline } from "./facet.ts";
import { messagePlace } from "./keys.ts";

export type ExportFormat = "md" | "json" | "csv";

/** Puts the bot's own reaction on a marked message, or takes it off again. */
export type ConfirmMark = Effect<
  "confirm_mark",
  { readonly incidentId: number; readonly channelId: string; readonly ts: string }
>;

/** Tells an author in private that secrets were masked in the record and still stand in Slack. */
export type TellMasked = Effect<
  "tell_masked",
  {
    readonly userId: string;
    readonly kinds: readonly string[];
    readonly place:
      | { readonly channelId: string; readonly ts: string; readonly threadTs?: string | undefined }
      | undefined;
  }
>;

/** Sends the timeline as a file to the one who asked. */
export type SendExport = Effect<
  "send_export",
  { readonly incidentId: number; readonly userId: string; readonly format: ExportFormat; readonly askedAt: number }
>;

export type TimelineEffect = ConfirmMark | TellMasked | SendExport;

const confirmMark = (incidentId: number, place: { channelId: string; ts: string }): ConfirmMark => ({
  key: `${incidentId}/mark/${place.channelId}/${place.ts}`,
  kind: "confirm_mark",
  lane: `${incidentId}/marks`,
  priority: PRIORITY.cosmetic,
  isLive: true,
  data: { incidentId, ...place },
});

/** The file that somebody asked for; `requestKey` tells two requests apart. */
export const sendExport = (data: SendExport["data"], requestKey: string): SendExport => ({
  key: `${data.incidentId}/export/${requestKey}`,
  kind: "send_export",
  lane: `dm/${data.userId}/export`,
  priority: PRIORITY.update,
  data,
});

/** A message that got its first mark, or lost its last one, is confirmed anew. */
export function confirmMarks(before: WithTimeline, after: WithTimeline): ConfirmMark[] {
  if (before.timeline.reactions === after.timeline.reactions) return [];
  const isMarked = (incident: WithTimeline, key: string) => marksOn(incident.timeline, key).length > 0;
  return Object.keys(after.timeline.reactions)
    .filter((key) => before.timeline.reactions[key] !== after.timeline.reactions[key])
    .filter((key) => isMarked(before, key) !== isMarked(after, key))
    .flatMap((key) => {
      const place = messagePlace(key);
      return place && !after.timeline.deleted.includes(key) ? [confirmMark(after.id, place)] : [];
    });
}

export const timelineEffects: EffectTable<WithTimeline, typeof timelineEntries> = {
  secrets_masked: (entry): TellMasked[] => {
    const userId = personId(entry.by);
    if (userId === undefined) return [];
    return [
      {
        key: `${entry.incidentId}/${entry.seq}/masked`,
        kind: "tell_masked",
        lane: `dm/${userId}/masked`,
        priority: PRIORITY.update,
        data: { userId, kinds: entry.data.kinds, place: entry.data.place },
      },
    ];
  },
};
