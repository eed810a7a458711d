import type { Escalation, Page, WithEscalation } from "./facet.ts";

/** Whether its acknowledgement was only understood from what somebody did, so that they may still say no. */
export const isUnderstood = ({ ending }: Escalation): boolean =>
  ending?.how === "acknowledged" && ending.shownBy !== undefined;

/** Calls for people that nobody has answered, the oldest first. */
export const openEscalations = ({ escalation }: WithEscalation): Escalation[] =>
  Object.values(escalation.raised).filter(({ ending }) => ending === undefined);

/** The pages of one escalation in the order in which they went out. */
export const pagesOf = ({ escalation }: WithEscalation, id: string): Page[] =>
  Object.values(escalation.pages).filter((page) => page.escalation === id);

/** The pages of its present round. */
export const pagesInRound = (incident: WithEscalation, { id, round }: Escalation): Page[] =>
  pagesOf(incident, id).filter((page) => page.round === round);

/** The open call that stands on the ladder; there is never more than one. */
export function ladderCall(incident: WithEscalation): Escalation | undefined {
  const open = openEscalations(incident).filter(({ joined }) => joined === undefined);
  return open.find((call) => isOnLadder(incident, call)) ?? open.find(({ how }) => how !== "person");
}

/** Whether a rung of the ladder was called for it, or all of them were passed over. */
export const isOnLadder = (incident: WithEscalation, call: Escalation): boolean =>
  call.exhaustedAt !== undefined || pagesOf(incident, call.id).some(({ rung }) => rung !== undefined);

/** Whether its ladder has come to its end, so that it calls nobody more by itself. */
export const isSpent = (incident: WithEscalation, call: Escalation): boolean =>
  call.exhaustedAt !== undefined || pagesOf(incident, call.id).at(-1)?.until === undefined;

/** Everybody whom a page calls. */
export const calledBy = ({ calls }: Pick<Page, "calls">): string[] => [
  ...new Set(calls.flatMap(({ userIds }) => userIds)),
];

/** Whether this person was paged in this incident. */
export const wasPaged = ({ escalation }: WithEscalation, userId: string): boolean =>
  Object.values(escalation.pages).some((page) => calledBy(page).includes(userId));
