import type { Context } from "../kit/context.ts";
import { spokenText } from "../timeline/index.ts";

const MENTION = /@\{([A-Z0-9]+)\}/g;

/** What was typed after a command, as plain words with the people in it by name. */
export async function typedWords(ctx: Context, words: string): Promise<string> {
  const text = spokenText(words);
  const userIds = [...text.matchAll(MENTION)].flatMap(([, userId]) => userId ?? []);
  const people = await ctx.directory.people([...new Set(userIds)]);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return text.replace(MENTION, (_, userId: string) => `@${names.get(userId) ?? userId}`);
}
