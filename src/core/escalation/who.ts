import type { Ladder, Policy } from "../../config/index.ts";
import { personId, type World } from "../ledger/index.ts";
import { onCall } from "../oncall/index.ts";
import { catalogued, rotationsOf } from "../services/index.ts";
import type { SkippedWhy } from "./entries.ts";
import type { Escalation, WithEscalation } from "./facet.ts";
import { calledBy, pagesInRound } from "./pages.ts";

export type Rung = Ladder[number];

/** Whom a page calls. */
export interface Called {
  readonly userIds: readonly string[];
  readonly userGroups: readonly string[];
  readonly rotations: readonly string[];
}

/** The rotations that are on call for an incident: those of its services, else the one that the policy names, else the first. */
export function rotationsFor({ facts }: WithEscalation, policy: Policy): string[] {
  const own = rotationsOf(catalogued(policy.services, facts.services));
  if (own.length > 0) return own;
  const [first] = policy.rotations;
  const usual = policy.escalation.rotation ?? first?.id;
  return usual === undefined ? [] : [usual];
}

/** Who is on call for the incident now, at one level. */
export function onCallFor(
  incident: WithEscalation,
  world: World,
  level: "primary" | "secondary",
): { userIds: string[]; rotations: string[] } {
  const held = rotationsFor(incident, world.policy).flatMap((rotation) => {
    const userId = onCall(world, rotation, world.now)[level];
    return userId === undefined ? [] : [{ rotation, userId }];
  });
  return { userIds: [...new Set(held.map(({ userId }) => userId))], rotations: held.map(({ rotation }) => rotation) };
}

/** Whom a rung of the ladder calls at this moment. */
export function calledByRung({ who }: Rung, incident: WithEscalation, world: World): Called {
  const duty = who.onCall ? onCallFor(incident, world, who.onCall) : { userIds: [], rotations: [] };
  const named = who.rotation === undefined ? undefined : onCall(world, who.rotation, world.now).primary;
  return {
    userIds: [...new Set([...duty.userIds, ...[named ?? []].flat(), ...who.people])],
    userGroups: who.userGroups,
    rotations: [...duty.rotations, ...(named !== undefined && who.rotation !== undefined ? [who.rotation] : [])],
  };
}

/** Whether the ladder could reach anybody at some hour: without that nothing is raised by itself. */
export const isLadderSet = ({ escalation: { ladder }, rotations }: Policy): boolean =>
  ladder.some(({ who }) => {
    const isOnCall = (who.onCall !== undefined || who.rotation !== undefined) && rotations.length > 0;
    return isOnCall || who.people.length > 0 || who.userGroups.length > 0;
  });

/** Those of a rung who are worth calling, or why nobody of it is; nobody is called twice in one round. */
export function worthCalling(
  called: Called,
  incident: WithEscalation,
  escalation: Escalation,
  justCalled: readonly string[] = [],
): Called | SkippedWhy {
  if (called.userIds.length + called.userGroups.length === 0) return "nobody";
  const before = [...justCalled, ...pagesInRound(incident, escalation).flatMap(calledBy)];
  const fresh = called.userIds.filter((userId) => !before.includes(userId));
  const busy = atWork(incident, escalation);
  const userIds = fresh.filter((userId) => !busy.has(userId));
  if (userIds.length + called.userGroups.length > 0) return { ...called, userIds };
  return fresh.length > 0 ? "at_work" : "paged_already";
}

/** Who need not be called, because they are on it: whoever asked for help, answered a page or holds a role. */
function atWork(incident: WithEscalation, escalation: Escalation): Set<string> {
  const { roles, escalation: facet } = incident;
  const askers = escalation.reasons.map(({ by }) => personId(by));
  const answered = Object.values(facet.raised).map(({ ending }) =>
    ending?.how === "acknowledged" ? personId(ending.by) : undefined,
  );
  const holders = Object.values(roles.holders).map(({ userId }) => userId);
  return new Set([...askers, ...answered, ...holders].flatMap((userId) => userId ?? []));
}
