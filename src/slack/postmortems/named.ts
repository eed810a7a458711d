import type { Context } from "../kit/context.ts";

const MENTION = /@\{([A-Z0-9]+)\}/g;

/** Words of the record with the people in it by name. */
export async function named(ctx: Context, text: string): Promise<string> {
  const userIds = [...text.matchAll(MENTION)].flatMap(([, userId]) => userId ?? []);
  const people = await ctx.directory.people([...new Set(userIds)]);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return text.replace(MENTION, (_whole, userId: string) => `@${names.get(userId) ?? userId}`);
}
