import type { Context } from "../kit/context.ts";

const REFERENCE = /<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g;
const ENTITIES: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/** Slack's text as people read it: references become names, addresses stay, nothing is left that could ping. */
export function readableText(text: string, nameOf: (userId: string) => string = (userId) => userId): string {
  const withoutReferences = text.replace(REFERENCE, (_whole, mark: string, id: string, label?: string) => {
    switch (mark) {
      case "@":
        return `@${label || nameOf(id)}`;
      case "#":
        return `#${label || id}`;
      case "!":
        return label || `@${id.replace(/\^.*$/, "")}`;
      default:
        return !label || id.includes(label) ? id : `${label} (${id})`;
    }
  });
  return withoutReferences.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity);
}

/** Like `readableText`, with the people in it by name. */
export async function namedText(ctx: Context, text: string): Promise<string> {
  const userIds = [...text.matchAll(/<@([A-Z0-9]+)>/g)].flatMap(([, userId]) => userId ?? []);
  const people = await ctx.directory.people([...new Set(userIds)]);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return readableText(text, (userId) => names.get(userId) ?? userId);
}

/** `checkout, payments api` → its parts. */
export const listedNames = (text: string): string[] =>
  text
    .split(/[,;\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== "");
