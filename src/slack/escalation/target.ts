import type { Policy } from "../../config/index.ts";
import { BY_NAME, type Called } from "../../core/escalation/index.ts";
import type { World } from "../../core/ledger/index.ts";
import { onCall } from "../../core/oncall/index.ts";
import type { Incident } from "../../core/product.ts";
import { ownersOf, serviceMeant } from "../../core/services/index.ts";
import { InvalidInputError } from "../../lib/errors.ts";
import type { Context } from "../kit/context.ts";
import { readableText, shorten } from "../kit/index.ts";

export type Target = Called & { readonly label: string };

/** What stands after `/incident page`: whom to call, in the words of the policy or by mention, and why. */
export interface PageWords {
  readonly target: Target;
  readonly why: string;
}

const MENTION = /^<(?:@([UW][A-Z0-9]+)|!subteam\^(S[A-Z0-9]+))(?:\|[^>]*)?>[\s,]*/;
/** No rotation or service has a longer name. */
const LONGEST_NAME = 5;
const LONGEST_SHOWN = 40;

/** Takes `[@person …|@group|rotation|service] [why]` apart; InvalidInputError with what there is. */
export function parsePageWords(words: string, world: World): PageWords {
  const named = mentionsAt(words);
  if (named.rest !== words) {
    return { target: { ...named, rotations: [], label: BY_NAME }, why: named.rest };
  }
  const parts = words.split(/\s+/);
  for (let count = Math.min(LONGEST_NAME, parts.length); count > 0; count--) {
    const target = onCallAt(parts.slice(0, count).join(" "), world);
    if (target) return { target, why: parts.slice(count).join(" ") };
  }
  throw new InvalidInputError(unknownWords(parts[0] ?? "", world.policy));
}

function mentionsAt(words: string): { userIds: string[]; userGroups: string[]; rest: string } {
  const userIds = new Set<string>();
  const userGroups = new Set<string>();
  let rest = words;
  for (let match = MENTION.exec(rest); match; match = MENTION.exec(rest)) {
    if (match[1]) userIds.add(match[1]);
    if (match[2]) userGroups.add(match[2]);
    rest = rest.slice(match[0].length);
  }
  return { userIds: [...userIds], userGroups: [...userGroups], rest };
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\s_-]+/g, " ")
    .trim();

/** Who is on call for a rotation or service of this name now; undefined when there is none of that name. */
export function onCallAt(name: string, world: World): Target | undefined {
  const { policy, now } = world;
  const rotation = policy.rotations.find(({ id, name: label }) => [id, label].map(plain).includes(plain(name)));
  if (rotation) return ofRotation(rotation, world);
  const service = serviceMeant(policy.services, name);
  if (!service) return undefined;
  const own = policy.rotations.find(({ id }) => id === service.rotation);
  if (own && onCall(world, own.id, now).primary !== undefined)
    return { ...ofRotation(own, world), label: `${service.name} on call` };
  const { people, userGroups } = ownersOf([service]);
  if (people.length + userGroups.length > 0) {
    return { userIds: people, userGroups, rotations: [], label: `Owners of ${service.name}` };
  }
  throw new InvalidInputError(
    `${service.name} has nobody on call and no owners. Name a person: \`/incident page @name why\`.`,
  );
}

function ofRotation({ id, name }: Policy["rotations"][number], world: World): Target {
  const { primary } = onCall(world, id, world.now);
  if (primary === undefined) {
    throw new InvalidInputError(`Nobody is on call for ${name} now. \`/incident oncall\` says who is next.`);
  }
  return { userIds: [primary], userGroups: [], rotations: [id], label: `${name} on call` };
}

function unknownWords(word: string, { rotations, services }: Policy): string {
  const shown = shorten(readableText(word), LONGEST_SHOWN);
  const known = [...new Set([...rotations, ...services].map(({ name }) => name))].slice(0, 8);
  const hint = known.length > 0 ? ` or one of these: ${known.join(", ")}` : "";
  return `I don't know whom “${shown}” means. Choose a person from the list that Slack offers while you type${hint}, then say why.`;
}

/** Slack lets no app bring a guest into a channel, so a page would only tell them of what they cannot come to. */
export async function outsideGuests(
  ctx: Context,
  { timeline }: Incident,
  userIds: readonly string[],
): Promise<readonly string[]> {
  const outside = userIds.filter((userId) => !timeline.members.includes(userId));
  return (await ctx.directory.people(outside)).filter(({ isGuest }) => isGuest).map(({ id }) => id);
}

/** A page is for people who can come: not for apps, not for those who left, not for guests from elsewhere. */
export async function mustBeCallable(
  ctx: Context,
  incident: Incident,
  userIds: readonly string[],
  field?: string,
): Promise<void> {
  const guests = await outsideGuests(ctx, incident, userIds);
  for (const { id, name, isBot, isDeactivated } of await ctx.directory.people(userIds)) {
    if (id === ctx.bot().userId) throw new InvalidInputError("I am here already; a page is for a person.", field);
    if (isBot) throw new InvalidInputError(`${name} is an app; a page is for a person.`, field);
    if (isDeactivated) throw new InvalidInputError(`${name}'s account is deactivated. Choose somebody else.`, field);
    if (guests.includes(id)) throw new InvalidInputError(guestWords(name, incident), field);
  }
}

function guestWords(name: string, { facts }: Incident): string {
  const room = facts.channel ? ` to #${facts.channel.name}` : "";
  return `${name} is a guest, and I cannot bring guests into an incident, so nobody was called. Choose a member, or have them added${room} by hand first.`;
}
