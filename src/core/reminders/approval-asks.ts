import { askedInPerson, openApprovals } from "../approvals/index.ts";
import type { World } from "../ledger/index.ts";
import type { Target } from "./entries.ts";
import type { WithReminders } from "./facet.ts";
import type { Cycle, Rule } from "./rule.ts";

/** Those whose yes is asked for, each by themselves, and whoever is in the channel. */
function approvers({ subject }: Cycle, incident: WithReminders, { policy }: World): Target | undefined {
  const approval = incident.approvals.asked[subject ?? ""];
  return approval && { kind: "people", userIds: askedInPerson(incident, approval, policy), also: "channel" };
}

/** A yes that the policy wants is asked for, and once more before it expires. */
export const APPROVAL_ASKS: readonly Rule[] = [
  {
    id: "approval",
    about: "an approval",
    manner: "approval",
    isUrgent: true,
    told: (whom, what) => `Asked ${whom} for approval: ${what ?? "it is no longer known of what"}`,
    isOn: () => true,
    // Nobody is asked before it is known who is in the user groups that the policy names.
    cycles: (incident) =>
      openApprovals(incident).flatMap(({ id, what, foundAt, expiresAt }) =>
        foundAt === undefined ? [] : [{ subject: id, startedAt: foundAt, dueAt: expiresAt, note: what }],
      ),
    rungs: [
      { name: "ask", to: approvers },
      {
        name: "again",
        weight: "late",
        to: approvers,
        at: ({ subject, startedAt }, { approvals }, policy) => {
          const step = approvals.asked[subject ?? ""]?.step;
          return step && startedAt + policy.approvals[step].remindAfterMs;
        },
      },
    ],
  },
];
