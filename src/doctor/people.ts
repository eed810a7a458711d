import { z } from "zod";
import type { Policy } from "../config/index.ts";
import { type AskSlack, answerTo } from "./asking.ts";
import { type Finding, poor } from "./finding.ts";

const Person = z.object({ user: z.object({ deleted: z.boolean().default(false) }) });
const Groups = z.object({ usergroups: z.array(z.object({ id: z.string() })) });

/** Everywhere that the policy names people, user groups or channels for what they may know or do. */
export function grantsOf({ privacy, entitlements, operators }: Policy) {
  const families = Object.entries(entitlements).map(([family, grant]) => ({
    from: `entitlements.${family}`,
    ...grant,
  }));
  return [
    { from: "privacy.entitled", ...privacy.entitled },
    ...families,
    { from: "operators", ...operators, channels: [] },
  ];
}

/** Whether everybody whom the policy names is there. */
export async function examinePeople(ask: AskSlack, policy: Policy): Promise<Finding[]> {
  const grants = grantsOf(policy);
  const findings: Finding[] = [];
  for (const { from, people } of grants) {
    for (const user of people) {
      if (!(await isGone(ask, user))) continue;
      findings.push(
        poor("Policy", `${user} of ${from} is no active member`, `Take them out of ${from} in the policy.`),
      );
    }
  }
  if (grants.every(({ userGroups }) => userGroups.length === 0)) return findings;
  const { usergroups } = await answerTo(ask, Groups, "usergroups.list");
  const known = new Set(usergroups.map(({ id }) => id));
  const unknown = grants.flatMap(({ from, userGroups }) =>
    userGroups
      .filter((id) => !known.has(id))
      .map((id) => poor("Policy", `user group ${id} of ${from} does not exist`, `Correct ${from} in the policy.`)),
  );
  return [...findings, ...unknown];
}

/** Whoever Slack does not tell of, because of a missing scope or a bad moment, is not called gone. */
async function isGone(ask: AskSlack, user: string): Promise<boolean> {
  const heard = await ask("users.info", { user });
  if (heard.kind === "answered") return Person.parse(heard.answer).user.deleted;
  return heard.kind === "refused" && ["user_not_found", "user_not_visible"].includes(heard.code);
}
