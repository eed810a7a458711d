import type { Audience, Policy, Readers, Template } from "../../config/index.ts";
import { InvalidInputError } from "../../lib/errors.ts";
import { severityOf } from "../incidents/index.ts";
import { stakeholderChannels } from "../updates/index.ts";
import type { Notice } from "./entries.ts";
import type { WithNotices } from "./facet.ts";

/** Where a text goes. */
export type Recipients = Pick<Notice, "channels" | "people" | "userGroups">;

export const isReachable = ({ channels, people, userGroups }: Recipients): boolean =>
  channels.length + people.length + userGroups.length > 0;

/** Whether it stands on the status page that the bot serves. */
export const isOnStatusPage = ({ audience, status }: Pick<Notice, "audience" | "status">, policy: Policy): boolean =>
  policy.statusPage.enabled && audience === "customers" && status !== undefined;

/**
 * The audiences that a text for these readers may go to: of a private incident only those entitled to know of it, of a drill
 * none, and customers only get what was written for them.
 */
export function audiencesFor({ facts }: WithNotices, policy: Policy, readers: Readers): readonly Audience[] {
  if (facts.isDrill) return [];
  if (facts.isPrivate) return readers === "customers" ? [] : [entitled(policy)].filter(isReachable);
  return policy.audiences.filter(
    (audience) => audience.customers === (readers === "customers") && isReachable(audience),
  );
}

/**
 * Those of them that the form has chosen at first: the stakeholders of the severity, and of how it ended those who have not just
 * read it; a handoff goes to whom a person names.
 */
export function usualAudiences(
  incident: WithNotices,
  policy: Policy,
  { audience: readers, offer }: Pick<Template, "audience" | "offer">,
): readonly string[] {
  if (readers === "engineering" || readers === "leadership") return [];
  const isOfEnd = readers === "internal" && offer === "resolved";
  const possible = audiencesFor(incident, policy, readers)
    .filter((audience) => !isOfEnd || !hasReadTheEnd(audience, incident, policy))
    .map(({ id }) => id);
  const { stakeholders = [] } = severityOf(policy, incident.facts.severity) ?? {};
  const usual = possible.filter((id) => stakeholders.includes(id));
  return usual.length > 0 || readers === "internal" ? usual : possible;
}

/** Its channels got the news that it is resolved, as they get every update, and it reads nowhere else. */
export function hasReadTheEnd({ channels, people, userGroups }: Audience, incident: WithNotices, policy: Policy) {
  const { isOpen, isCancelled, isRetrospective } = incident.facts;
  if (isOpen || isCancelled || isRetrospective || people.length + userGroups.length > 0) return false;
  const told = stakeholderChannels(incident, policy);
  return channels.length > 0 && channels.every((channel) => told.includes(channel));
}

const entitled = ({ privacy }: Policy): Audience => ({
  id: "entitled",
  label: "Entitled to private incidents",
  ...privacy.entitled,
  customers: false,
});

/** Where the chosen audiences and people read; InvalidInputError for somebody who may not know of the incident. */
export function recipientsOf(
  incident: WithNotices,
  policy: Policy,
  chosen: { readonly readers: Readers; readonly audiences: readonly string[]; readonly people: readonly string[] },
): Recipients {
  const audiences = audiencesFor(incident, policy, chosen.readers).filter(({ id }) => chosen.audiences.includes(id));
  const outsiders = chosen.people.filter((userId) => !mayBeTold(incident, policy, userId));
  if (outsiders.length > 0) throw new InvalidInputError(refusal(incident), "notice_people");
  return {
    channels: each(audiences.flatMap(({ channels }) => channels)),
    people: each([...audiences.flatMap(({ people }) => people), ...chosen.people]),
    userGroups: each(audiences.flatMap(({ userGroups }) => userGroups)),
  };
}

/** Whether a person may be sent a text about the incident. */
export function mayBeTold({ facts, timeline }: WithNotices, { privacy }: Policy, userId: string): boolean {
  const isIn = facts.invited.includes(userId) || timeline.members.includes(userId);
  if (facts.isDrill) return isIn;
  return !facts.isPrivate || isIn || privacy.entitled.people.includes(userId);
}

const refusal = ({ id, facts }: WithNotices): string =>
  facts.isPrivate
    ? `Somebody here is not in the private incident #${id} and may not know of it. Invite them to its channel first, or take them out.`
    : `#${id} is a drill, so nothing of it goes to people outside of its channel. Take them out.`;

const each = (items: readonly string[]): string[] => [...new Set(items)];
