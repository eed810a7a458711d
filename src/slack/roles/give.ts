import type { Incident } from "../../core/product.ts";
import { holderOf, roleLabel, takeRole } from "../../core/roles/index.ts";
import { InvalidInputError } from "../../lib/errors.ts";
import type { Context } from "../kit/context.ts";
import { type Reply, type Text, userMention } from "../kit/index.ts";
import { heldMessage, type ListedRole, type RoleListModel, roleList } from "./views/role-list.ts";

export interface Giving {
  readonly incidentId: number;
  readonly role: string;
  /** Who shall hold it. */
  readonly to: string;
  /** Who asks for that. */
  readonly by: string;
  readonly replaces?: string | undefined;
  readonly requestKey: string;
}

export interface Given {
  readonly incident: Incident;
  /** Somebody else has it: who, and whether to replace them. */
  readonly held?: Reply;
  /** They had it before. */
  readonly isNothingNew: boolean;
}

/** Takes a role or gives it to somebody; when another has it, the reply says who, and asks. */
export async function giveRole(ctx: Context, giving: Giving): Promise<Given> {
  const { incidentId, role, to, by, replaces, requestKey } = giving;
  if (to !== by) await mustBeAble(ctx, to);
  const taking = takeRole({ role, userId: to, by, replaces });
  const { incident, entries, isRepeat } = await ctx.ledger.record(incidentId, taking, { once: requestKey });
  const isNothingNew = entries.length === 0 && !isRepeat;
  const holder = holderOf(incident, role);
  if (holder === undefined || holder === to) return { incident, isNothingNew };
  const label = roleLabel(ctx.policy(), role);
  const held = heldMessage({ incidentId, role: { id: role, label }, holder, to, viewer: by });
  return { incident, held, isNothingNew };
}

/** A role is for people who can act: not for apps, and not for those who left. */
export async function mustBeAble(ctx: Context, userId: string, field?: string): Promise<void> {
  if (userId === ctx.bot().userId) throw new InvalidInputError("I keep the record; a role is for a person.", field);
  const { name, isBot, isDeactivated } = await ctx.directory.person(userId);
  if (isBot) throw new InvalidInputError(`${name} is an app; a role is for a person.`, field);
  if (isDeactivated) throw new InvalidInputError(`${name}'s account is deactivated. Choose somebody else.`, field);
}

/** The list of roles as one person sees it. */
export function roleListReply(ctx: Context, incident: Incident, viewer: string, news?: string): Reply {
  const { facts } = incident;
  const model: RoleListModel = {
    incidentId: incident.id,
    title: facts.title,
    viewer,
    roles: listedRoles(ctx, incident),
    news,
    isFinal: facts.isClosed || facts.isCancelled,
  };
  return roleList(model);
}

const listedRoles = (ctx: Context, incident: Incident): ListedRole[] =>
  ctx.policy().roles.map(({ id, label, duty }) => ({
    id,
    label,
    duty,
    holder: holderOf(incident, id),
    offeredTo: incident.roles.offers[id]?.to,
  }));

/** How a person is called without pinging them; who has no name that we know is mentioned. */
export async function calledName(ctx: Context, userId: string): Promise<Text> {
  const { name } = await ctx.directory.person(userId);
  return name === userId ? userMention(userId) : name;
}
