import { parseDueWords } from "../../core/postmortems/index.ts";
import type { Context } from "../kit/context.ts";
import { namedText } from "../kit/index.ts";
import { type ActionFields, calendarOf, mustBeAbleToOwn } from "./action-fields.ts";

const OWNER = /<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g;

/** Reads `Raise the pool size <@U1|dana> by friday`: the last person who is named is the owner. */
export async function readActionWords(ctx: Context, userId: string, words: string): Promise<ActionFields> {
  const owner = [...words.matchAll(OWNER)].at(-1);
  const ownerId = owner?.[1];
  if (ownerId !== undefined) await mustBeAbleToOwn(ctx, ownerId);
  const rest = owner ? `${words.slice(0, owner.index)}${words.slice(owner.index + owner[0].length)}` : words;
  const spoken = await namedText(ctx, rest);
  const { text, dueAt } = parseDueWords(spoken.replace(/\s+/g, " "), await calendarOf(ctx, userId));
  return { text, ownerId, dueAt };
}
