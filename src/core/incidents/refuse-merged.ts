import { ConflictError } from "../../lib/errors.ts";
import type { IncidentFacts } from "./facet.ts";

/** The stage, or how it ended otherwise: "merged into #7". */
export function standingOf({ isCancelled, mergedInto, stage }: IncidentFacts): string {
  if (mergedInto !== undefined) return `merged into #${mergedInto}`;
  return isCancelled ? "cancelled" : stage;
}

/** What was merged goes on elsewhere. */
export function refuseMerged({ mergedInto }: IncidentFacts): void {
  if (mergedInto === undefined) return;
  throw new ConflictError(`It was merged into #${mergedInto} and goes on there: \`/incident show #${mergedInto}\`.`);
}
