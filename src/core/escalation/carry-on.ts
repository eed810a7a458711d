import { SITREP } from "../ledger/index.ts";
import type { WithEscalation } from "./facet.ts";
import { isInHands } from "./owed.ts";
import { openEscalations, pagesOf } from "./pages.ts";
import { type EscalationDecision, isRaisable, raiseEscalation } from "./raise.ts";

/**
 * Calls that nobody had answered in an incident when it was merged go on in its survivor, from the rung that was called last,
 * unless somebody is called or at work here.
 */
export const carryOnCalls =
  (merged: WithEscalation): EscalationDecision =>
  (incident, world) => {
    const last = Object.values(merged.escalation.raised).findLast(
      ({ ending }) => ending?.how === "over" && ending.into === incident.id,
    );
    const isTaken =
      incident.facts.times.acknowledged !== undefined ||
      isInHands(incident) ||
      openEscalations(incident).some(({ how }) => how !== "person");
    if (!last || isTaken || !isRaisable(incident, world)) return [];
    const [page, before] = pagesOf(merged, last.id).reverse();
    const after = page?.passed ? page : before;
    const reason = `#${merged.id} ${merged.facts.title} was merged in while nobody had answered its call`;
    return raiseEscalation(
      { by: SITREP, how: "declared", reason, from: { incidentId: merged.id, after } },
      incident,
      world,
    );
  };

/** What came over from an incident is no longer called for when its merging is taken back. */
export const endCarriedOn =
  (mergedId: number): EscalationDecision =>
  (incident) =>
    openEscalations(incident)
      .filter(({ mergedFrom }) => mergedFrom === mergedId)
      .map(({ id }) => ({
        kind: "escalation_ended",
        by: SITREP,
        key: `ended/${id}`,
        data: { id, why: "given_back" },
      }));
