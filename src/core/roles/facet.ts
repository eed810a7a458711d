import type { incidentEntries, WithFacts } from "../incidents/index.ts";
import type { FoldTable } from "../ledger/index.ts";
import type { roleEntries } from "./entries.ts";

export interface RolesFacet {
  readonly holders: Readonly<Record<string, { readonly userId: string; readonly since: number }>>;
  /** Handovers that wait for the new holder's yes, by role. */
  readonly offers: Readonly<Record<string, { readonly from: string; readonly to: string; readonly text: string }>>;
  /** Who held them when the incident was merged into another, in case that is taken back. */
  readonly resting?: RolesFacet["holders"];
}

export type WithRoles = WithFacts & { readonly roles: RolesFacet };

export const initialRoles: RolesFacet = { holders: {}, offers: {} };

function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

type Seen = typeof roleEntries & Pick<typeof incidentEntries, "merged_into" | "unmerged">;

export const foldRoles: FoldTable<RolesFacet, Seen> = {
  role_taken: ({ holders, offers }, { at, data }) => ({
    holders: { ...holders, [data.role]: { userId: data.userId, since: at } },
    offers: without(offers, data.role),
  }),
  role_released: ({ holders, offers }, { data }) => ({
    holders: without(holders, data.role),
    offers: without(offers, data.role),
  }),
  handover_offered: ({ holders, offers }, { data }) => ({
    holders,
    offers: { ...offers, [data.role]: { from: data.from, to: data.to, text: data.text } },
  }),
  merged_into: ({ holders }) => ({ holders: {}, offers: {}, resting: holders }),
  unmerged: ({ holders, offers, resting }) => ({ holders: resting ?? holders, offers }),
  handover_declined: ({ holders, offers }, { data }) => ({ holders, offers: without(offers, data.role) }),
};

/** The holder's Slack id, or undefined while nobody holds the role. */
export const holderOf = (incident: WithRoles, role: string): string | undefined => incident.roles.holders[role]?.userId;
