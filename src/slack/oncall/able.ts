import { candidates, type RotaWorld } from "../../core/oncall/index.ts";
import { InvalidInputError } from "../../lib/errors.ts";
import type { Context } from "../kit/context.ts";
import type { Person } from "../kit/index.ts";

/** On call can be who has an account of their own here: no app, no guest, nobody who left. */
export async function mustBeAble(ctx: Context, userId: string, field?: string): Promise<void> {
  if (userId === ctx.bot().userId) throw new InvalidInputError("I never sleep, but I cannot be on call.", field);
  const { name, isBot, isDeactivated, isGuest } = await ctx.directory.person(userId);
  if (isBot) throw new InvalidInputError(`${name} is an app; only people can be on call.`, field);
  if (isDeactivated) throw new InvalidInputError(`${name}'s account is deactivated. Choose somebody else.`, field);
  if (isGuest) throw new InvalidInputError(`${name} is a guest here. Choose a member of the workspace.`, field);
}

/** Why somebody whom a file names cannot be on call; undefined where they can. */
function whyUnable({ isBot, isDeactivated, isGuest }: Person): string | undefined {
  if (isDeactivated) return "this account is deactivated";
  if (isBot) return "this is an app";
  return isGuest ? "a guest here" : undefined;
}

/** Of some people those who cannot be on call, each with why, as Slack tells within the hour. */
export async function unableAmong(ctx: Context, userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const people = await Promise.all([...new Set(userIds)].map((userId) => ctx.directory.personAsTold(userId)));
  const found = people.map((person) => [person.id, whyUnable(person)] as const);
  return new Map(found.flatMap(([id, why]): [string, string][] => (why === undefined ? [] : [[id, why]])));
}

/** Those of a person's rotations who cannot be asked, although the files name them. */
export async function unableBeside(ctx: Context, rota: RotaWorld, userId: string): Promise<string[]> {
  const others = [...new Set(rota.policy.rotations.flatMap(({ id }) => candidates(rota, id, userId)))];
  return [...(await unableAmong(ctx, others)).keys()];
}
