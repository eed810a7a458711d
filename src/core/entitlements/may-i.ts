import type { Entitlements, Grant, Policy } from "../../config/index.ts";
import { personId } from "../ledger/index.ts";
import { holderOf, type WithRoles } from "../roles/index.ts";

/** What a policy may keep for some. */
export type Family = keyof Entitlements;

/**
 * `look` and `contribute` (notes, marks, subscriptions, requests, action items) are for everybody of the workspace, `operate` (how the bot
 * itself is doing) for admins of the workspace and whoever the policy names as operators.
 */
export type Act = "look" | "contribute" | "operate" | Family;

/** A person as far as it decides what they may do. */
export interface Standing {
  readonly userId: string;
  readonly isGuest: boolean;
  /** Of another workspace. */
  readonly isOutside: boolean;
  readonly isDeactivated: boolean;
  /** An admin or owner of the workspace. */
  readonly isAdmin: boolean;
  /** Which of the user groups and channels that the policy names they are in. */
  readonly memberOf: readonly string[];
}

/** Why not, or "yes". */
export type Verdict = "yes" | "deactivated" | "outside" | "guest" | "not_named";

/** Roles that bring the right along: who was given command can lead, whoever they are. */
const COMES_WITH: Readonly<Record<Family, readonly string[]>> = {
  declare: [],
  respond: [],
  lead: ["commander"],
  update: ["commander", "communications_lead"],
  finish: ["commander"],
  publish: ["commander"],
  approve: ["commander", "communications_lead"],
  reminders: ["commander"],
};

/** The one place that decides who may do what; `incident` is undefined where an act concerns none. */
export function verdict(person: Standing, act: Act, incident: WithRoles | undefined, policy: Policy): Verdict {
  if (person.isDeactivated) return "deactivated";
  if (person.isOutside && !isIn(incident, person.userId)) return "outside";
  if (act === "look" || act === "contribute") return "yes";
  if (act === "operate") return mayOperate(person, policy) ? "yes" : "not_named";
  const grant = policy.entitlements[act];
  if (grant.people.includes(person.userId) || hasRole(incident, COMES_WITH[act], person.userId)) return "yes";
  if (isKept(grant) && !listsOf(grant).some((list) => person.memberOf.includes(list))) return "not_named";
  if (person.isGuest && !grant.guests && !isIn(incident, person.userId)) return "guest";
  return "yes";
}

export const mayI = (person: Standing, act: Act, incident: WithRoles | undefined, policy: Policy): boolean =>
  verdict(person, act, incident, policy) === "yes";

/** The grant that an act goes by; undefined for those that are for everybody. */
export function grantOf(act: Act, policy: Policy): Grant | undefined {
  if (act === "look" || act === "contribute") return undefined;
  return act === "operate" ? { ...policy.operators, channels: [], guests: false } : policy.entitlements[act];
}

/** The roles whose holder may do it, whoever they are. */
export const rolesFor = (act: Act): readonly string[] =>
  act === "look" || act === "contribute" || act === "operate" ? [] : COMES_WITH[act];

/** True where guests are as welcome as anybody, so that nothing has to be known of who asks. */
export function isForAll(act: Act, policy: Policy): boolean {
  const grant = grantOf(act, policy);
  return !grant || (grant.guests && !isKept(grant));
}

/** Whoever was asked to take a role may answer, even before they were let in. */
export const isAsked = (incident: WithRoles, userId: string): boolean =>
  Object.values(incident.roles.offers).some(({ to }) => to === userId);

function mayOperate({ userId, isAdmin, memberOf }: Standing, { operators }: Policy): boolean {
  return isAdmin || operators.people.includes(userId) || operators.userGroups.some((group) => memberOf.includes(group));
}

const listsOf = (grant: Grant): readonly string[] => [...grant.userGroups, ...grant.channels];

const isKept = (grant: Grant): boolean => grant.people.length > 0 || listsOf(grant).length > 0;

const hasRole = (incident: WithRoles | undefined, roles: readonly string[], userId: string): boolean =>
  incident !== undefined && roles.some((role) => holderOf(incident, role) === userId);

/** In its channel, invited to it, in a role or asked to take one, or the one who declared it. */
function isIn(incident: WithRoles | undefined, userId: string): boolean {
  if (!incident) return false;
  const { facts, timeline, roles } = incident;
  const people = [...facts.invited, ...timeline.members, ...Object.values(roles.holders).map((held) => held.userId)];
  return people.includes(userId) || isAsked(incident, userId) || personId(facts.declaredBy) === userId;
}
