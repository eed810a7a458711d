import type { Policy, Severity } from "../../config/index.ts";
import type { BlastRadius } from "../services/index.ts";
import type { Assessment, UserShare } from "./assessment.ts";

export interface SeverityAdvice {
  readonly severity: Severity;
  /** Why, in words, what weighs most first; never empty. */
  readonly reasons: readonly string[];
}

interface Asked {
  readonly answers: Assessment;
  readonly advice: Policy["severityAdvice"];
}

/** What one answer speaks for: a level, 1 the most severe, and the reason in words. */
interface Voice {
  readonly level: number;
  readonly reason: string;
}

const SHARE_WORDS: Readonly<Record<UserShare, string>> = {
  all: "all users are hit",
  most: "over half of the users are hit",
  some: "between a tenth and half of the users are hit",
  few: "under a tenth of the users is hit",
  none: "no user is hit yet",
};

type Rule = (asked: Asked) => Voice | undefined;

const when = (holds: boolean, level: number, reason: string): Voice | undefined =>
  holds ? { level, reason } : undefined;

/** Each answer on its own; the most severe of them decides. */
const RULES: readonly Rule[] = [
  ({ answers: { data }, advice }) => when(data.isLossSuspected, advice.data, "data may be lost"),
  ({ answers: { data }, advice }) => when(data.isExposureSuspected, advice.data, "data may be exposed"),
  ({ answers: { data }, advice }) => when(data.isIntegrityDoubted, advice.data, "data may be wrong"),
  ({ answers: { users }, advice }) => ({
    level: advice.users[users.share],
    reason: `${SHARE_WORDS[users.share]}${users.count === undefined ? "" : ` (${grouped(users.count)})`}`,
  }),
  ({ answers: { users }, advice }) =>
    when(users.arePaying && users.share !== "none", advice.paying, "paying customers are among them"),
  revenueLost,
  ({ answers: { business }, advice }) =>
    when(business.isSlaBroken, advice.sla, "a promise to customers is broken or about to be"),
  ({ answers: { business }, advice }) =>
    when(business.isRegulatoryRisk, advice.regulator, "a regulator may have to be told"),
  ({ answers: { business }, advice }) =>
    when(business.isReputationAtRisk, advice.reputation, "customers or the press talk about it"),
  ({ answers: { duration }, advice }) => when(duration.expected === "days", advice.days, "it may last for days"),
  ({ answers: { users, workaround }, advice }) =>
    when(workaround === "none" && users.share !== "none", advice.noWorkaround, "there is no way around it"),
];

function revenueLost({ answers: { business }, advice }: Asked): Voice | undefined {
  const { revenue } = business;
  if (revenue === undefined) return undefined;
  const levels = advice.revenue.filter(({ over }) => revenue > over).map(({ level }) => level);
  if (levels.length === 0) return undefined;
  return { level: Math.min(...levels), reason: `${grouped(revenue)} ${advice.currency} are lost so far` };
}

/** What makes it a level worse than the answers say. */
function raising({ answers, advice }: Asked, radius: BlastRadius): string[] {
  const { tiers, gettingWorse } = advice.raisedBy;
  const high = [...radius.hit, ...radius.direct, ...radius.through].filter(({ tier }) => tiers.includes(tier));
  const [worst] = high.toSorted((a, b) => a.tier - b.tier);
  return [
    ...(worst ? [`${worst.name} (tier ${worst.tier}) is hit`] : []),
    ...(gettingWorse && answers.duration.isGettingWorse ? ["it is getting worse"] : []),
  ];
}

/** The severity that an assessment speaks for under this policy, and why. Pure; a person decides. */
export function adviseSeverity(answers: Assessment, radius: BlastRadius, policy: Policy): SeverityAdvice {
  const asked = { answers, advice: policy.severityAdvice };
  const voices = RULES.flatMap((rule) => rule(asked) ?? []).sort((a, b) => a.level - b.level);
  const level = Math.min(...voices.map((voice) => voice.level));
  const raised = level > 1 ? raising(asked, radius) : [];
  const decisive = voices.filter((voice) => voice.level === level).map(({ reason }) => reason);
  const severity = severityAt(policy, raised.length > 0 ? level - 1 : level);
  const worse = raised.length > 0 ? [`${raised.join(" and ")}, which makes it one level worse`] : [];
  return { severity, reasons: [...decisive, ...worse] };
}

/** Where a policy has fewer severities than levels, the last stands for all further ones. */
function severityAt({ severities }: Policy, level: number): Severity {
  const severity = severities[level - 1] ?? severities.at(-1);
  if (!severity) throw new Error("a policy without severities was let in");
  return severity;
}

/** 12500 → "12,500". */
const grouped = (amount: number): string => amount.toLocaleString("en-US");
