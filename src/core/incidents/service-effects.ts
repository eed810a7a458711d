import { PRIORITY, personId, type World } from "../ledger/index.ts";
import { onCall } from "../oncall/index.ts";
import { catalogued, ownersOf, rotationsOf } from "../services/index.ts";
import { type IncidentEffect, invitation } from "./effect-kinds.ts";
import type { WithFacts } from "./facet.ts";

/** A handful at the channel's head; more would hide the card among them. */
const MOST_RUNBOOKS = 5;

/** Lets in who owns these services and who is on call for them; `seq` is that of the entry because of which. */
export function inviteForServices(
  incident: WithFacts,
  seq: number,
  names: readonly string[],
  world: World,
): IncidentEffect[] {
  const { id, facts, timeline } = incident;
  // Nobody is told of a private incident by a file, and nobody is called to an exercise or to what is over.
  const callsNobody = facts.isPrivate || facts.isDrill || facts.isRetrospective || !facts.isOpen;
  if (callsNobody || !facts.channel) return [];
  const services = catalogued(world.policy.services, names);
  const { people, userGroups } = ownersOf(services);
  const called = rotationsOf(services).flatMap((rotation) => onCall(world, rotation, world.now).primary ?? []);
  const present = new Set([...facts.invited, ...timeline.members, personId(facts.declaredBy)]);
  const missing = [...new Set([...called, ...people])].filter((userId) => !present.has(userId));
  return [
    ...(missing.length > 0 ? [invitation(id, seq, missing)] : []),
    ...userGroups.map(
      (groupId): IncidentEffect => ({
        key: `${id}/${seq}/invite_group/${groupId}`,
        kind: "invite_group",
        lane: `${id}/invite`,
        priority: PRIORITY.page,
        data: { groupId },
      }),
    ),
  ];
}

/** Puts the runbooks of these services at the channel's head. */
export function runbookBookmarks(
  { id, facts }: WithFacts,
  seq: number,
  names: readonly string[],
  { policy }: World,
): IncidentEffect[] {
  if (!facts.channel || facts.channel.isArchived) return [];
  const runbooks = catalogued(policy.services, names).flatMap((service) => service.runbooks);
  const byUrl = new Map(runbooks.map((runbook) => [runbook.url, runbook]));
  return [...byUrl.values()].slice(0, MOST_RUNBOOKS).map(({ title, url }, index) => ({
    key: `${id}/${seq}/runbook/${index}`,
    kind: "add_bookmark",
    lane: `${id}/bookmarks`,
    priority: PRIORITY.cosmetic,
    data: { title, url },
  }));
}
