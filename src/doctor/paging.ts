import type { Config } from "../config/index.ts";
import { counted } from "../lib/amounts.ts";
import { type Finding, good, poor } from "./finding.ts";

/** Why nothing answers at an address, or undefined when something does; sends nothing there. */
export type Reach = (url: string) => Promise<string | undefined>;

/** Whether the ways of paging beside Slack could be reached; pages nobody. */
export async function examinePaging(
  { paging, policy }: Pick<Config, "paging" | "policy">,
  unreachable: Reach,
): Promise<Finding[]> {
  const { pagerduty, webhook } = paging;
  if (!pagerduty && !webhook) return [good("Paging", "by Slack; PagerDuty and the webhook are not switched on")];
  const keyed = Object.keys(policy.paging.pagerduty.routingKeys).length;
  const keys = [
    ...(pagerduty?.routingKey === undefined ? [] : ["a key for all"]),
    ...(keyed > 0 ? [`keys of ${counted(keyed, "rotation")}`] : []),
  ].join(" and ");
  return [
    ...(pagerduty ? [judgeWay("PagerDuty", keys, "PAGERDUTY_EVENTS_URL", await unreachable(pagerduty.url))] : []),
    ...(webhook ? [judgeWay("the webhook", "signed", "PAGING_WEBHOOK_URL", await unreachable(webhook.url))] : []),
    ...judgeKeys({ paging, policy }),
  ];
}

/** What it means that a way answers, or does not. Never shows its address, which may be a secret. Pure. */
export function judgeWay(way: string, how: string, variable: string, whyNot: string | undefined): Finding {
  if (whyNot === undefined)
    return good("Paging", `${way} answers${how ? ` (${how})` : ""}; nobody was paged to find out`);
  const mend = `Check the network, a proxy or firewall, and ${variable}. Pages by Slack go out all the same.`;
  return poor("Paging", `${way} cannot be reached: ${whyNot}`, mend);
}

/** Rotations whose pages would reach no service of PagerDuty. Pure. */
export function judgeKeys({ paging: { pagerduty }, policy }: Pick<Config, "paging" | "policy">): Finding[] {
  if (!pagerduty || pagerduty.routingKey !== undefined) return [];
  const { routingKeys } = policy.paging.pagerduty;
  const without = policy.rotations.map(({ id }) => id).filter((id) => routingKeys[id] === undefined);
  if (without.length === 0) return [];
  const mend = "Set PAGERDUTY_ROUTING_KEY for all, or name their keys under paging.pagerduty.routingKeys.";
  return [poor("Paging", `PagerDuty is not told of pages to ${without.join(", ")}`, mend)];
}
