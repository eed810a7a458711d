import { z } from "zod";
import type { Policy } from "../config/index.ts";
import { type AskSlack, answerTo } from "./asking.ts";
import { type Finding, poor, type Vantage } from "./finding.ts";

const flag = z.boolean().default(false);
const Person = z.object({
  user: z.object({
    real_name: z.string().optional(),
    deleted: flag,
    is_bot: flag,
    is_restricted: flag,
    is_ultra_restricted: flag,
  }),
});
type User = z.infer<typeof Person>["user"];
const Groups = z.object({ usergroups: z.array(z.object({ id: z.string() })) });

/** A place in the policy that names people, user groups or channels. */
export interface Naming {
  /** "entitlements.finish" */
  readonly from: string;
  readonly people: readonly string[];
  readonly userGroups: readonly string[];
  readonly channels: readonly string[];
}

/**
 * Everywhere that the policy names somebody, those first who are called when something is wrong. Channels in which the bot
 * does not post are left out, and those of audiences are looked at by themselves.
 */
export function namingsIn(policy: Policy): Naming[] {
  const { privacy, entitlements, operators, onCall, approvals, audiences, escalation, rotations, services } = policy;
  const nobody = { people: [], userGroups: [], channels: [] };
  return [
    ...rotations.map((rotation) => ({
      from: `rotations.${rotation.id}`,
      ...nobody,
      people: rotation.kind === "follow_the_sun" ? rotation.shifts.flatMap(({ people }) => people) : rotation.people,
      channels: rotation.channel === undefined ? [] : [rotation.channel],
    })),
    ...escalation.ladder.map(({ id, who }) => ({ from: `escalation.ladder.${id}`, ...nobody, ...namedBy(who) })),
    { from: "escalation.triggers.dataLoss.to", ...nobody, people: escalation.triggers.dataLoss.to.people },
    ...Object.entries(approvals).map(([step, rule]) => ({ from: `approvals.${step}`, ...nobody, ...namedBy(rule) })),
    ...services.map(({ id, owners }) => ({ from: `services.${id}`, ...nobody, ...namedBy(owners) })),
    ...audiences.map((audience) => ({ from: `audiences.${audience.id}`, ...nobody, ...namedBy(audience) })),
    { from: "privacy.entitled", ...privacy.entitled },
    ...Object.entries(entitlements).map(([family, grant]) => ({ from: `entitlements.${family}`, ...grant })),
    { from: "operators", ...nobody, ...operators },
    { from: "onCall.health.warn", ...nobody, ...namedBy(onCall.health.warn) },
  ];
}

const namedBy = ({ people, userGroups }: Pick<Naming, "people" | "userGroups">) => ({ people, userGroups });

/** Each question takes from what Slack allows the bot to ask; a running one needs that for people's names. */
const MOST_ASKED: Readonly<Record<Vantage, number>> = { bot: 50, terminal: Number.POSITIVE_INFINITY };

/** Whether everybody whom the policy names is there; from within the bot as many as may be asked. */
export async function examinePeople(ask: AskSlack, policy: Policy, vantage: Vantage): Promise<Finding[]> {
  const namings = namingsIn(policy);
  const findings: Finding[] = [];
  const called = placesBy(namings.filter(isCalling), "people");
  for (const [userId, places] of [...placesBy(namings, "people")].slice(0, MOST_ASKED[vantage])) {
    const user = await told(ask, userId);
    const name = user !== "unknown" && user?.real_name ? `${user.real_name} (${userId})` : userId;
    if (user === "unknown" || user?.deleted) findings.push(missing(`${name} of ${places} is no active member`, places));
    else findings.push(...judgeCalled(name, user, called.get(userId)));
  }
  const groups = placesBy(namings, "userGroups");
  if (groups.size === 0) return findings;
  const { usergroups } = await answerTo(ask, Groups, "usergroups.list");
  const known = new Set(usergroups.map(({ id }) => id));
  const unknown = [...groups].filter(([id]) => !known.has(id));
  return [
    ...findings,
    ...unknown.map(([id, places]) => missing(`user group ${id} of ${places} does not exist`, places)),
  ];
}

const missing = (what: string, places: string): Finding =>
  poor("Policy", what, `Take them out of ${places} in the policy.`);

/** Where each is named, in words. */
function placesBy(namings: readonly Naming[], list: "people" | "userGroups"): ReadonlyMap<string, string> {
  const places = new Map<string, string[]>();
  for (const { from, [list]: ids } of namings) {
    for (const id of new Set(ids)) places.set(id, [...(places.get(id) ?? []), from]);
  }
  return new Map([...places].map(([id, froms]) => [id, froms.join(" and ")]));
}

/** Whom nobody asks whether they may, because they are only called. */
const isCalling = ({ from }: Naming): boolean => /^(?:rotations|escalation)\./.test(from);

/** Who is called and could not do what is asked of them. */
function judgeCalled(name: string, user: User | undefined, places: string | undefined): Finding[] {
  if (!user || !places) return [];
  if (user.is_bot) return [missing(`${name} of ${places} is an app, which answers no page`, places)];
  if (!user.is_restricted && !user.is_ultra_restricted) return [];
  const mend = `Put a full member into ${places} in the policy, or let an admin make them one.`;
  return [poor("Policy", `${name} of ${places} is a guest, who cannot be let into every incident`, mend)];
}

/** Whoever Slack does not tell of, because of a missing scope or a bad moment, is not called unknown. */
async function told(ask: AskSlack, user: string): Promise<User | "unknown" | undefined> {
  const heard = await ask("users.info", { user });
  if (heard.kind === "answered") return Person.parse(heard.answer).user;
  const isUnknown = heard.kind === "refused" && ["user_not_found", "user_not_visible"].includes(heard.code);
  return isUnknown ? "unknown" : undefined;
}
