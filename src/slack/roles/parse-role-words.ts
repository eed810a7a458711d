import type { Policy, Role } from "../../config/index.ts";
import { roleNamed } from "../../core/roles/index.ts";
import { InvalidInputError } from "../../lib/errors.ts";
import { readableText, shorten } from "../kit/index.ts";

/** What stands after `/incident role`. */
export type RoleCommand =
  | { readonly kind: "list" }
  | { readonly kind: "release"; readonly role: Role }
  | { readonly kind: "claim"; readonly role: Role }
  | { readonly kind: "give"; readonly role: Role; readonly userId: string; readonly line: string };

const PERSON = /<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/;
const RELEASE = /^(?:release|drop) | (?:release|drop|nobody|none)$/i;
const LONGEST_SHOWN = 40;
const MYSELF = / (?:me|myself)$/i;

/** Takes `[role] [@person [line] | release]` apart; InvalidInputError with the right form. Pure. */
export function parseRoleWords(words: string, policy: Policy): RoleCommand {
  const text = words.trim();
  if (text === "") return { kind: "list" };
  const named = PERSON.exec(text);
  const userId = named?.[1];
  if (named && userId) {
    const before = text.slice(0, named.index).trim();
    const after = text.slice(named.index + named[0].length).trim();
    const role = roleMeant(policy, before === "" ? after : before);
    return { kind: "give", role, userId, line: before === "" ? "" : after };
  }
  const at = /(?:^|\s)@(\S+)/.exec(text)?.[1];
  if (at) {
    throw new InvalidInputError(
      `I don't know who “@${shown(at)}” is. Choose the person from the list that Slack offers while you type.`,
    );
  }
  const spaced = text.replace(/\s+/g, " ");
  if (RELEASE.test(spaced)) return { kind: "release", role: roleMeant(policy, spaced.replace(RELEASE, "")) };
  return { kind: "claim", role: roleMeant(policy, spaced.replace(MYSELF, "")) };
}

function roleMeant(policy: Policy, words: string): Role {
  const role = roleNamed(policy, words);
  if (role) return role;
  const known = policy.roles.map(({ label }) => label.toLowerCase()).join(", ");
  throw new InvalidInputError(
    `There is no role “${shown(words)}”. Write it like this: \`/incident role commander @name\`. The roles are: ${known}.`,
  );
}

const shown = (words: string): string => shorten(readableText(words), LONGEST_SHOWN);
