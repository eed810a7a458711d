import { type Effect, type EffectTable, PRIORITY, personId } from "../ledger/index.ts";
import type { approvalEntries } from "./entries.ts";
import type { WithApprovals } from "./facet.ts";

export type ApprovalEffect =
  /** Who is in the user groups that the policy names. */
  | Effect<"find_approvers", { readonly id: string; readonly groups: readonly string[] }>
  /** What came of it, to whoever asked. */
  | Effect<"tell_requester", { readonly id: string; readonly userId: string }>;

/** Nobody is told what they did themselves. */
function tellRequester(incident: WithApprovals, id: string, deciderId: string | undefined): ApprovalEffect[] {
  const requestedBy = incident.approvals.asked[id]?.requestedBy;
  const userId = requestedBy && personId(requestedBy);
  if (userId === undefined || userId === deciderId) return [];
  return [
    {
      key: `${incident.id}/approval/${id}/outcome`,
      kind: "tell_requester",
      lane: `dm/${userId}`,
      priority: PRIORITY.update,
      data: { id, userId },
    },
  ];
}

export const approvalEffects: EffectTable<WithApprovals, typeof approvalEntries> = {
  approval_requested: ({ incidentId, data: { id, groups } }): readonly ApprovalEffect[] =>
    groups.length === 0
      ? []
      : [
          {
            key: `${incidentId}/approval/${id}/find`,
            kind: "find_approvers",
            lane: `${incidentId}/approval/${id}`,
            priority: PRIORITY.page,
            data: { id, groups },
          },
        ],
  approval_decided: ({ by, data }, incident) => tellRequester(incident, data.id, personId(by)),
  // Whoever merged may not have thought of what they asked for themselves.
  approval_withdrawn: ({ data }, incident) =>
    data.into === undefined ? [] : tellRequester(incident, data.id, undefined),
  approval_expired: ({ data }, incident) => tellRequester(incident, data.id, undefined),
};
