import type { PageState } from "../session/state.ts";
import { emojiNamed } from "../text/emoji.ts";

export interface Suggestion {
  readonly key: string;
  readonly text: string;
  readonly note: string;
  /** What takes the place of what was typed. */
  readonly insert: string;
}

export interface Completion {
  readonly label: string;
  /** Where the word that is being completed begins. */
  readonly from: number;
  readonly suggestions: readonly Suggestion[];
}

const MOST = 8;
const WORD = /(^|[\s(])([@#:])([\p{L}\p{N}._+'-]*)$/u;

/** What may come where the caret stands: commands, people, channels, emoji. */
export function completionOf(typed: string, caret: number, state: PageState): Completion | undefined {
  const before = typed.slice(0, caret);
  if (/^\/\S*$/.test(before)) return some("Commands", 0, commands(before, state));
  const [, , sign, word = ""] = WORD.exec(before) ?? [];
  const from = caret - word.length - 1;
  const wanted = word.toLowerCase();
  if (sign === "@") return some("People", from, people(wanted, state));
  if (sign === "#") return some("Channels", from, channels(wanted, state));
  if (sign === ":" && word.length >= 2) return some("Emoji", from, emoji(wanted));
  return undefined;
}

const some = (label: string, from: number, suggestions: readonly Suggestion[]): Completion | undefined =>
  suggestions.length === 0 ? undefined : { label, from, suggestions: suggestions.slice(0, MOST) };

const commands = (typed: string, { app }: PageState): Suggestion[] =>
  app.commands
    .filter(({ command }) => command.startsWith(typed))
    .map(({ command, description, usageHint }) => ({
      ...{ key: command, text: command, insert: `${command} ` },
      note: [usageHint, description].filter(Boolean).join(" — "),
    }));

function people(wanted: string, state: PageState): Suggestion[] {
  const groups = [...state.groups.values()].map(({ id, handle, name }) => ({
    key: id,
    text: `@${handle}`,
    note: name,
    insert: `@${handle} `,
  }));
  const persons = [...state.people.values()]
    .filter(({ deleted }) => !deleted)
    .map(({ id, name, displayName, realName, isBot }) => ({
      ...{ key: id, text: displayName, insert: `@${name} ` },
      note: isBot ? "App" : realName === displayName ? "" : realName,
    }));
  const broadcasts = ["here", "channel"].map((word) => ({
    key: word,
    text: `@${word}`,
    note: "Notify everyone here",
    insert: `@${word} `,
  }));
  return [...persons, ...groups, ...broadcasts].filter(({ text, note, insert }) =>
    `${text} ${note} ${insert}`.toLowerCase().includes(wanted),
  );
}

const channels = (wanted: string, state: PageState): Suggestion[] =>
  [...state.channels.values()]
    .filter(({ name, archived }) => name.includes(wanted) && name !== "" && !archived)
    .map(({ id, name, topic }) => ({ key: id, text: `#${name}`, note: topic, insert: `#${name} ` }));

const emoji = (wanted: string): Suggestion[] =>
  emojiNamed(wanted, MOST).map(({ name, character }) => ({
    ...{ key: name, text: `${character} :${name}:`, note: "", insert: `:${name}: ` },
  }));
