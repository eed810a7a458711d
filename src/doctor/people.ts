import { z } from "zod";
import type { Policy } from "../config/index.ts";
import { type AskSlack, answerTo } from "./asking.ts";
import { type Finding, poor, type Vantage } from "./finding.ts";

const Person = z.object({ user: z.object({ deleted: z.boolean().default(false) }) });
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
  for (const [user, places] of [...placesBy(namings, "people")].slice(0, MOST_ASKED[vantage])) {
    if (await isGone(ask, user)) findings.push(missing(`${user} of ${places} is no active member`, places));
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

/** Whoever Slack does not tell of, because of a missing scope or a bad moment, is not called gone. */
async function isGone(ask: AskSlack, user: string): Promise<boolean> {
  const heard = await ask("users.info", { user });
  if (heard.kind === "answered") return Person.parse(heard.answer).user.deleted;
  return heard.kind === "refused" && ["user_not_found", "user_not_visible"].includes(heard.code);
}
