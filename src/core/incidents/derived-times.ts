import type { Mark } from "../../config/policy.ts";
import { tsToMs } from "../timeline/index.ts";
import type { Moment } from "./entries.ts";
import type { WithFacts } from "./facet.ts";

/** The moment that a mark on a message tells of. */
const TOLD_BY: Partial<Record<Moment, Mark>> = { identified: "root_cause", mitigated: "fix_confirmed" };

/**
 * The incident with the times that its marks tell of: the cause is identified when a message is marked as root cause,
 * though nobody moved the stage. A time that a person put right stays as it is.
 */
export function withDerivedTimes<Incident extends WithFacts>(incident: Incident): Incident {
  const { facts } = incident;
  const told = Object.entries(TOLD_BY).flatMap(([moment, mark]) => {
    if (facts.corrected.some((corrected) => corrected === moment)) return [];
    const markedAt = firstMarked(incident, mark);
    const known = Object.entries(facts.times).find(([name]) => name === moment)?.[1];
    return markedAt === undefined ? [] : [[moment, Math.min(markedAt, known ?? markedAt)]];
  });
  return told.length === 0
    ? incident
    : { ...incident, facts: { ...facts, times: { ...facts.times, ...Object.fromEntries(told) } } };
}

/** When the earliest mark of this kind that still stands was set; those from before a reopening tell of another time. */
function firstMarked({ facts, timeline }: WithFacts, mark: Mark): number | undefined {
  const standing = Object.values(timeline.reactions)
    .flatMap((reactions) => Object.values(reactions))
    .filter((reaction) => reaction.isOn && reaction.mark === mark)
    .map(({ eventTs }) => tsToMs(eventTs))
    .filter((at) => at > (facts.reopenedAt ?? 0));
  return standing.length === 0 ? undefined : Math.min(...standing);
}
