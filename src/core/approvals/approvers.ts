import type { ApprovalRule, ApprovalStep, Policy } from "../../config/index.ts";
import { personId } from "../ledger/index.ts";
import { holderOf } from "../roles/index.ts";
import { mayHear } from "../updates/index.ts";
import type { Approval, WithApprovals } from "./facet.ts";

/** Why somebody may not say yes or no to a request, or "yes". */
type MayApprove = "yes" | "own" | "not_entitled";

type Asked = Pick<Approval, "step" | "requestedBy" | "again" | "found">;

const ruleFor = (policy: Policy, step: ApprovalStep): ApprovalRule => policy.approvals[step];

/** Whether a person may decide; of a private incident only who is in it is anybody. */
export function mayApprove(incident: WithApprovals, asked: Asked, userId: string, policy: Policy): MayApprove {
  if (!mayHear(incident, userId)) return "not_entitled";
  const rule = ruleFor(policy, asked.step);
  if (rule.twoPerson && personId(asked.requestedBy) === userId) {
    return mayDecideAlone(incident, asked, policy) ? "yes" : "own";
  }
  return isEntitled(incident, asked, rule, userId) ? "yes" : "not_entitled";
}

/** Whether whoever asked may say yes themselves: the severity allows it, and nobody else is there or answered. */
export function mayDecideAlone(incident: WithApprovals, asked: Asked, policy: Policy): boolean {
  if (!ruleFor(policy, asked.step).alone.includes(incident.facts.severity)) return false;
  const before = asked.again === undefined ? undefined : incident.approvals.asked[asked.again];
  if (before?.ending?.how === "expired") return true;
  // While Slack is asked who is in the groups of the policy, nobody knows that there is nobody.
  return asked.found !== undefined && othersFor(incident, asked, policy).length === 0;
}

/** Who is asked in person: everybody whom the policy names, and the first holder of its roles who did not ask. */
export function askedInPerson(incident: WithApprovals, asked: Asked, policy: Policy): string[] {
  const rule = ruleFor(policy, asked.step);
  const others = (userIds: readonly (string | undefined)[]): string[] =>
    userIds.filter((userId) => userId !== undefined && isOther(incident, asked, userId)).map(String);
  const [leading] = others(rule.roles.map((role) => holderOf(incident, role)));
  return [...new Set([...others(namedFor(asked, rule)), ...(leading === undefined ? [] : [leading])])];
}

/** Everybody who could say yes beside whoever asked. */
function othersFor(incident: WithApprovals, asked: Asked, policy: Policy): string[] {
  const rule = ruleFor(policy, asked.step);
  const known = [...namedFor(asked, rule), ...inIncident(incident)];
  return [...new Set(known)].filter(
    (userId) => isOther(incident, asked, userId) && isEntitled(incident, asked, rule, userId),
  );
}

function isEntitled(incident: WithApprovals, asked: Asked, rule: ApprovalRule, userId: string): boolean {
  if (namedFor(asked, rule).includes(userId)) return true;
  if (rule.roles.some((role) => holderOf(incident, role) === userId)) return true;
  const isKept = rule.people.length + rule.userGroups.length > 0;
  return rule.responders && !isKept && inIncident(incident).includes(userId);
}

const isOther = (incident: WithApprovals, { requestedBy }: Asked, userId: string): boolean =>
  personId(requestedBy) !== userId && mayHear(incident, userId);

const namedFor = ({ found }: Asked, { people }: ApprovalRule): readonly string[] => [...people, ...(found ?? [])];

const inIncident = ({ facts, timeline, roles }: WithApprovals): readonly string[] => [
  ...facts.invited,
  ...timeline.members,
  ...Object.values(roles.holders).map(({ userId }) => userId),
];
