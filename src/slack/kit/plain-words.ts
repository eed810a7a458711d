import { mention } from "../../core/ledger/index.ts";
import { mentionedIn, withNames } from "../../core/timeline/index.ts";
import type { Context } from "./context.ts";

const REFERENCE = /<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g;
const ENTITIES: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

type Called = (userId: string, label: string | undefined) => string;

/** Slack's markup as plain words: addresses whole, entities as characters, nothing left that could ping. */
function plainWords(slackText: string, called: Called): string {
  return slackText
    .replace(REFERENCE, (_whole, mark: string, target: string, label: string | undefined) => {
      switch (mark) {
        case "@":
          return called(target, label);
        case "#":
          return `#${label || target}`;
        case "!":
          return label || `@${target.replace(/\^.*$/, "")}`;
        default:
          return !label || target.includes(label) ? target : `${label} (${target})`;
      }
    })
    .replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity);
}

/** Slack's text as the record keeps it: people as mentions, to be named when it is shown. */
export const spokenText = (slackText: string): string =>
  plainWords(slackText, (userId, label) =>
    /^[A-Z0-9]+$/.test(userId) ? mention(userId) : `@${label ?? userId}`,
  ).trim();

/** Slack's text as it was typed, without asking who is who. */
export const readableText = (
  slackText: string,
  nameOf: (userId: string) => string | undefined = () => undefined,
): string => plainWords(slackText, (userId, label) => `@${nameOf(userId) ?? (label || userId)}`);

/** Slack's text with the people in it by name. */
export async function namedText(ctx: Context, slackText: string): Promise<string> {
  const userIds = [...slackText.matchAll(/<@([A-Z0-9]+)/g)].flatMap(([, userId]) => userId ?? []);
  const people = await ctx.directory.people([...new Set(userIds)]);
  const known = people.filter(({ id, name }) => name !== id).map(({ id, name }) => [id, name] as const);
  const names = new Map(known);
  return readableText(slackText, (userId) => names.get(userId)).trim();
}

/** Words of the record with the people in them by name. */
export async function namedWords(ctx: Context, words: string): Promise<string> {
  const names = await namesOf(ctx, mentionedIn([words]));
  return withNames(words, (userId) => `@${names(userId)}`);
}

/** Names for people by Slack id; who cannot be found is called by it. */
export async function namesOf(ctx: Context, userIds: readonly string[]): Promise<(userId: string) => string> {
  const people = await ctx.directory.people(userIds);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return (userId) => names.get(userId) ?? userId;
}
