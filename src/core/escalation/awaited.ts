import type { WithEscalation } from "./facet.ts";
import { pagesOf } from "./pages.ts";

/**
 * Until when somebody who was called may still come (epoch milliseconds), or when the last of them did; undefined when nobody
 * was called. Until then it is not asked who has acknowledged and who commands: that is what they are called for.
 */
export function awaitedUntil(incident: WithEscalation): number | undefined {
  const calls = Object.values(incident.escalation.raised).filter(({ how }) => how !== "no_commander");
  const moments = calls.flatMap(({ id, ending, exhaustedAt }) => {
    const last = pagesOf(incident, id).at(-1);
    return ending?.at ?? exhaustedAt ?? last?.until ?? last?.at ?? [];
  });
  return moments.length === 0 ? undefined : Math.max(...moments);
}

/** Since when nobody commands, whatever is done for it. */
export const commandLostAt = ({ facts, escalation }: WithEscalation): number =>
  Math.max(facts.times.declared ?? 0, facts.severityAt, facts.reopenedAt ?? 0, escalation.commandLostAt ?? 0);

/** Since when somebody should command and nobody does. */
export const commandOwedSince = (incident: WithEscalation): number =>
  Math.max(commandLostAt(incident), awaitedUntil(incident) ?? 0);
