import { candidates, type RotaWorld } from "../../core/oncall/index.ts";
import { InvalidInputError } from "../../lib/errors.ts";
import type { Context } from "../kit/context.ts";

/** On call can be who has an account of their own here: no app, no guest, nobody who left. */
export async function mustBeAble(ctx: Context, userId: string, field?: string): Promise<void> {
  if (userId === ctx.bot().userId) throw new InvalidInputError("I never sleep, but I cannot be on call.", field);
  const { name, isBot, isDeactivated, isGuest } = await ctx.directory.person(userId);
  if (isBot) throw new InvalidInputError(`${name} is an app; only people can be on call.`, field);
  if (isDeactivated) throw new InvalidInputError(`${name}'s account is deactivated. Choose somebody else.`, field);
  if (isGuest) throw new InvalidInputError(`${name} is a guest here. Choose a member of the workspace.`, field);
}

/** Those of a person's rotations who cannot be asked, although the files name them. */
export async function unableBeside(ctx: Context, rota: RotaWorld, userId: string): Promise<string[]> {
  const others = [...new Set(rota.policy.rotations.flatMap(({ id }) => candidates(rota, id, userId)))];
  const people = await ctx.directory.people(others);
  return people.filter(({ isBot, isDeactivated, isGuest }) => isBot || isDeactivated || isGuest).map(({ id }) => id);
}
