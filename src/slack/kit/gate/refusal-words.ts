import type { Policy } from "../../../config/index.ts";
import { type Act, type Family, grantOf, rolesFor, type Verdict } from "../../../core/entitlements/index.ts";
import { roleLabel } from "../../../core/roles/index.ts";
import type { Context } from "../context.ts";
import type { Memberships } from "./memberships.ts";

const DOING: Readonly<Record<Family, string>> = {
  declare: "declare incidents",
  respond: "acknowledge, take roles, tick the checklist or write the post-mortem",
  lead: "change severity, status, details or who leads",
  update: "post updates",
  finish: "resolve, close, cancel or reopen incidents",
  publish: "send a post-mortem to review or publish it",
  approve: "approve or decline",
  reminders: "turn reminders off or on",
};

const MOST_NAMED = 3;

interface Asked {
  readonly act: Act;
  readonly policy: Policy;
  readonly ctx: Pick<Context, "directory">;
  readonly memberships: Memberships;
}

/** Why somebody may not, and who may; plain text. */
export async function refusalWords(why: Exclude<Verdict, "yes">, asked: Asked): Promise<string> {
  const { act } = asked;
  if (why === "outside") {
    return "Only people of this workspace can use Sitrep, and those of others in incidents that they are in. Ask somebody here to do it for you.";
  }
  if (why === "deactivated" || act === "look" || act === "contribute") {
    return "Your account in this workspace is deactivated, so there is nothing that you can do here.";
  }
  if (act === "operate") {
    const others = await whoMay(act, asked);
    const also = others === "" ? "" : `, ${others}`;
    return `How Sitrep itself is doing is for admins of this workspace${also}. The policy says who else, under operators.`;
  }
  const doing = DOING[act];
  if (why === "not_named") {
    return `Only ${await whoMay(act, asked)} may ${doing} here. Ask one of them. The policy says so under entitlements.${act}.`;
  }
  if (act === "declare") return "Guests may not declare incidents here. Ask a full member to do it.";
  return `Guests may ${doing} only in incidents that they are in. Ask somebody in its channel to invite you, or to do it for you.`;
}

async function whoMay(act: Act, { policy, ctx, memberships }: Asked): Promise<string> {
  const { people = [], userGroups = [], channels = [] } = grantOf(act, policy) ?? {};
  const names = (await ctx.directory.people(people.slice(0, MOST_NAMED))).map(({ name }) => name);
  const others = people.length - names.length;
  const groups = await Promise.all(userGroups.map((group) => memberships.nameOf(group)));
  const rooms = await Promise.all(channels.map((channel) => memberships.nameOf(channel)));
  const roles = rolesFor(act).map((role) => `the ${roleLabel(policy, role).toLowerCase()}`);
  return either([
    ...names,
    ...(others > 0 ? [`${others} others`] : []),
    ...groups.map((group) => `members of ${group}`),
    ...rooms.map((room) => `members of ${room}`),
    ...roles,
  ]);
}

const either = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
