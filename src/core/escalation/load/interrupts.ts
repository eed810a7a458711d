import { person } from "../../ledger/index.ts";
import type { Escalation, Page, WithEscalation } from "../facet.ts";
import { pagesOf } from "../pages.ts";

/** One person was paged once. */
export interface Interrupt {
  readonly userId: string;
  readonly at: number;
  /** Nobody had answered when its time was over. */
  readonly isUnanswered: boolean;
  /** How long this person took to say that they come; undefined for who did not. */
  readonly acknowledgedAfterMs: number | undefined;
}

/** Every page to every person in an incident. A drill disturbs nobody who did not come to it. */
export function interruptsOf(incident: WithEscalation, now: number): Interrupt[] {
  if (incident.facts.isDrill) return [];
  return Object.values(incident.escalation.raised).flatMap((escalation) =>
    pagesOf(incident, escalation.id).flatMap((page) => interruptsOfPage(page, escalation, now)),
  );
}

const interruptsOfPage = (page: Page, escalation: Escalation, now: number): Interrupt[] =>
  page.calls.flatMap(({ userIds, at }) =>
    userIds.map((userId) => {
      const { ending } = escalation;
      const isTheirs = ending?.how === "acknowledged" && ending.page === page.id && ending.by === person(userId);
      const acknowledgedAfterMs = isTheirs ? Math.max(0, ending.at - at) : undefined;
      const isUnanswered = !isTheirs && isLeftOpen(page, escalation, now);
      return { userId, at, isUnanswered, acknowledgedAfterMs };
    }),
  );

/** Whether its time ran out: nobody acknowledged or passed it on, and nothing made it needless. */
function isLeftOpen({ until, passed }: Page, { ending, exhaustedAt }: Escalation, now: number): boolean {
  if (passed) return false;
  const overAt = until ?? exhaustedAt;
  return overAt !== undefined && Math.min(ending?.at ?? now, now) >= overAt;
}
