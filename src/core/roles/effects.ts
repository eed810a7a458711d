import { channelLane, type incidentEntries, invitation } from "../incidents/index.ts";
import { type Effect, type EffectTable, type Entry, PRIORITY, personId } from "../ledger/index.ts";
import type { roleEntries } from "./entries.ts";
import type { WithRoles } from "./facet.ts";

interface Taken {
  readonly role: string;
  readonly userId: string;
  readonly before?: string | undefined;
  readonly how: "claimed" | "assigned" | "handed_over";
  readonly text?: string | undefined;
}

interface Handover {
  readonly role: string;
  readonly from: string;
  readonly to: string;
}

export type RoleEffect =
  /** The claim buttons of a new channel. */
  | Effect<"offer_roles", Record<string, never>>
  /** The duty and brief of a role, to whoever took it. */
  | Effect<"brief_holder", { readonly role: string; readonly userId: string; readonly givenBy?: string | undefined }>
  | Effect<"tell_role_taken", Taken & { readonly givenBy?: string | undefined }>
  | Effect<"tell_role_released", { readonly role: string; readonly userId: string }>
  | Effect<"ask_successor", Handover & { readonly text: string }>
  | Effect<"tell_declined", Handover>;

const inChannel = (incident: WithRoles, seq: number, name: string) => ({
  key: `${incident.id}/${seq}/${name}`,
  lane: channelLane(incident),
  priority: PRIORITY.update,
});

/** The key lacks the entry's number: who takes a role twice in one incident was briefed the first time. */
const brief = ({ incidentId, by, data }: Entry<"role_taken", Taken>): RoleEffect => ({
  key: `${incidentId}/brief/${data.role}/${data.userId}`,
  kind: "brief_holder",
  lane: `dm/${data.userId}`,
  priority: PRIORITY.update,
  data: { role: data.role, userId: data.userId, givenBy: data.how === "assigned" ? personId(by) : undefined },
});

function letIn(incident: WithRoles, seq: number, userId: string): readonly Effect[] {
  const isIn = incident.timeline.members.includes(userId) || incident.facts.invited.includes(userId);
  return isIn || !incident.facts.channel ? [] : [invitation(incident.id, seq, [userId])];
}

type Seen = typeof roleEntries & Pick<typeof incidentEntries, "channel_opened">;

export const roleEffects: EffectTable<WithRoles, Seen> = {
  channel_opened: ({ seq }, incident) => {
    const { id, facts } = incident;
    const early = Object.values(incident.roles.holders).flatMap(({ userId }) => letIn(incident, seq, userId));
    if (!facts.isOpen || facts.isRetrospective) return early;
    const key = `${id}/${seq}/offer_roles`;
    return [...early, { key, kind: "offer_roles", lane: `${id}/card`, priority: PRIORITY.cosmetic, data: {} }];
  },
  role_taken: (entry, incident) => [
    ...letIn(incident, entry.seq, entry.data.userId),
    brief(entry),
    {
      ...inChannel(incident, entry.seq, "role_taken"),
      kind: "tell_role_taken",
      data: { ...entry.data, givenBy: personId(entry.by) },
    },
  ],
  role_released: ({ seq, data }, incident) => [
    { ...inChannel(incident, seq, "role_released"), kind: "tell_role_released", data },
  ],
  handover_offered: ({ seq, data }, incident) => [
    ...letIn(incident, seq, data.to),
    {
      key: `${incident.id}/${seq}/handover`,
      kind: "ask_successor",
      lane: `dm/${data.to}`,
      priority: PRIORITY.page,
      data,
    },
  ],
  handover_declined: ({ seq, data }, { id }) => [
    {
      key: `${id}/${seq}/declined`,
      kind: "tell_declined",
      lane: `dm/${data.from}`,
      priority: PRIORITY.page,
      data: { role: data.role, from: data.from, to: data.to },
    },
  ],
};
