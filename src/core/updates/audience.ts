import type { Policy } from "../../config/index.ts";
import { severityOf } from "../incidents/index.ts";
import { personId } from "../ledger/index.ts";
import { holderOf } from "../roles/index.ts";
import type { Verbosity } from "./entries.ts";
import type { WithUpdates } from "./facet.ts";

/** Whether a person may hear of the incident: anyone, or of a private one those who are in it. */
export const mayHear = ({ facts, timeline }: WithUpdates, userId: string): boolean =>
  !facts.isPrivate || facts.invited.includes(userId) || timeline.members.includes(userId);

/** Who is asked for updates: the communications lead, else the commander; undefined when nobody has taken either. */
export const speakerOf = (incident: WithUpdates): string | undefined =>
  ["communications_lead", "commander"]
    .map((role) => holderOf(incident, role))
    .find((userId) => userId !== undefined && mayHear(incident, userId));

/** The person who declared it, if it was one and they may still hear of it. */
export function declarerOf(incident: WithUpdates): string | undefined {
  const userId = personId(incident.facts.declaredBy);
  return userId !== undefined && mayHear(incident, userId) ? userId : undefined;
}

/** The channels in which the stakeholders of this severity read; none for private incidents and drills, none of customers. */
export function stakeholderChannels({ facts }: WithUpdates, policy: Policy): string[] {
  if (facts.parentId !== undefined || facts.isPrivate || facts.isDrill) return [];
  const severity = severityOf(policy, facts.severity);
  const audiences = policy.audiences.filter(({ id, customers }) => !customers && severity?.stakeholders.includes(id));
  return [...new Set(audiences.flatMap((audience) => audience.channels))];
}

/** How much is said in the incident's channel. */
export const verbosityOf = ({ updates }: WithUpdates, policy: Policy): Verbosity =>
  updates.verbosity ?? policy.channel.defaultVerbosity;
