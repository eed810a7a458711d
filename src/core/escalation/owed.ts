import type { Policy } from "../../config/index.ts";
import type { World } from "../ledger/index.ts";
import type { Escalation, EscalationFacet, WithEscalation } from "./facet.ts";
import { isRaisable } from "./raise.ts";

/** Since when the ladder is owed because of the severity; undefined when nobody need be called for that any more. */
export function ladderOwedSince(incident: WithEscalation, world: World): number | undefined {
  const { facts, escalation } = incident;
  if (!isRaisable(incident, world)) return undefined;
  const since = grownGraveAt(escalation, world.policy);
  if (since === undefined) return undefined;
  const isTaken = [facts.times.acknowledged, escalation.sparedAt].some((at) => at !== undefined && at >= since);
  return isTaken || Object.values(escalation.raised).some((each) => isCalledFor(each, since)) ? undefined : since;
}

/** It was declared at a severity that pages, or went up to one; a severity that goes down calls nobody anew. */
function grownGraveAt({ severities }: EscalationFacet, policy: Policy): number | undefined {
  const { pageOnDeclare } = policy.escalation;
  const rank = (severity: string) => policy.severities.findIndex(({ id }) => id === severity);
  if (!pageOnDeclare.includes(severities.at(-1)?.severity ?? "")) return undefined;
  const last = severities.findLast(({ severity }, index) => {
    const before = severities[index - 1]?.severity;
    const isGraver = before === undefined || !pageOnDeclare.includes(before) || rank(severity) < rank(before);
    return pageOnDeclare.includes(severity) && isGraver;
  });
  return last?.at;
}

/** Called for it since, or being called: who is called now is told of the severity as it is. */
const isCalledFor = ({ reasons, ending, exhaustedAt }: Escalation, since: number): boolean =>
  reasons.some(
    ({ how, at }) => how === "declared" && (at >= since || (ending === undefined && (exhaustedAt ?? since) >= since)),
  );

/** Their holders speak and write of it: they wait for whoever mends it as all others do. */
const BESIDE_THE_WORK: ReadonlySet<string> = new Set(["communications_lead", "scribe"]);

/** Whether who holds this role is one to whom the incident can be left. */
const isResponsible = (role: string): boolean => !BESIDE_THE_WORK.has(role);

/** Whether somebody who was called has come, or somebody responsible took their role themselves or did something since. */
export const isInHands = (incident: WithEscalation): boolean =>
  Object.values(incident.escalation.raised).some(({ ending }) => ending?.how === "acknowledged") ||
  tookUp(incident).length > 0;

/** The responsible roles whose holders work in them, and since when. */
export const tookUp = ({ roles, escalation }: WithEscalation) =>
  Object.entries(roles.holders).flatMap(([role, { userId }]) => {
    const known = escalation.tookUp[role];
    return isResponsible(role) && known?.userId === userId && known.at !== undefined
      ? [{ role, userId, at: known.at }]
      : [];
  });
