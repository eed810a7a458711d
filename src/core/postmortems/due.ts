import { dueAt, type Policy } from "../../config/index.ts";
import type { ActionItem, WithPostmortem } from "./facet.ts";

type Need = Policy["severities"][number]["postmortem"]["need"];

/** Whether the policy of its severity asks for a post-mortem of this incident. */
export function postmortemNeed(incident: WithPostmortem, policy: Policy): Need {
  // The whole has one for all its workstreams.
  if (incident.facts.parentId !== undefined) return "none";
  return policy.severities.find(({ id }) => id === incident.facts.severity)?.postmortem.need ?? "none";
}

/** When the post-mortem must be published (epoch milliseconds); undefined while the incident runs, and for never. */
export function postmortemDueAt(incident: WithPostmortem, policy: Policy): number | undefined {
  const { facts } = incident;
  const severity = policy.severities.find(({ id }) => id === facts.severity);
  const resolvedAt = facts.times.resolved;
  if (!severity || resolvedAt === undefined || facts.isOpen || facts.isCancelled) return undefined;
  return dueAt(severity.postmortem.dueWithin, resolvedAt, policy.businessHours);
}

/** Action items in the order in which they are owed: dated ones first, then as they were added. */
export function actionsOf({ postmortem }: WithPostmortem): readonly ActionItem[] {
  return Object.values(postmortem.actions).toSorted(
    (a, b) =>
      (a.dueAt ?? Number.POSITIVE_INFINITY) - (b.dueAt ?? Number.POSITIVE_INFINITY) || a.addedAt - b.addedAt || 0,
  );
}

export const openActionsOf = (incident: WithPostmortem): readonly ActionItem[] =>
  actionsOf(incident).filter((action) => action.doneAt === undefined);
