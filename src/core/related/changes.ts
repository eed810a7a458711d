import { type Effect, PRIORITY } from "../ledger/index.ts";
import { showUpdate } from "../updates/index.ts";
import type { RelatedEffect } from "./effects.ts";
import type { WithRelated } from "./facet.ts";

/** The buttons of what can no longer be taken back go. */
export const relatedChanges = (before: WithRelated, after: WithRelated): readonly Effect[] =>
  before.related.undoable === after.related.undoable
    ? []
    : [...updateButtons(before, after), ...mergeButtons(before, after)];

function updateButtons({ related }: WithRelated, after: WithRelated): readonly Effect[] {
  const gone = related.undoable.filter(({ seq, kind }) => kind === "update_posted" && !isUndoable(after, seq));
  return gone.filter(({ key }) => !after.updates.withdrawn.includes(key)).map(({ key }) => showUpdate(after.id, key));
}

const isUndoable = ({ related }: WithRelated, seq: number): boolean =>
  related.undoable.some((undoable) => undoable.seq === seq);

/** Whether a merging can still be taken back shows on both its messages. */
function mergeButtons(before: WithRelated, after: WithRelated): readonly RelatedEffect[] {
  const { pointer } = after.related;
  const isOpen = ({ related }: WithRelated) => related.undoable.some(({ kind }) => kind === "merged_into");
  const hasChanged = isOpen(before) !== isOpen(after) || before.facts.mergedInto !== after.facts.mergedInto;
  if (!hasChanged || before.version === 0) return [];
  const survivor = after.facts.mergedInto ?? before.facts.mergedInto;
  const isNew = before.facts.mergedInto === undefined;
  return [
    ...(pointer && !isNew
      ? [
          {
            key: `${after.id}/show_pointer`,
            kind: "show_pointer" as const,
            lane: `${after.id}/channel`,
            priority: PRIORITY.live,
            data: {},
            isLive: true,
          },
        ]
      : []),
    ...(survivor !== undefined && !isNew
      ? [
          {
            key: `${after.id}/refresh/${survivor}`,
            kind: "refresh_survivor" as const,
            lane: `${after.id}/move`,
            priority: PRIORITY.live,
            data: { incidentId: survivor },
            isLive: true,
          },
        ]
      : []),
  ];
}
