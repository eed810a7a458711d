import type { Policy, Role } from "../../config/index.ts";

const plain = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, " ");

const namesOf = (role: Role): string[] => [role.id, role.label, ...role.aliases].map(plain);

/** The role of this id, label or alias, or the only one whose name begins so. */
export function roleNamed(policy: Policy, words: string): Role | undefined {
  const wanted = plain(words);
  if (wanted === "") return undefined;
  const exact = policy.roles.find((role) => namesOf(role).includes(wanted));
  if (exact) return exact;
  const begun = policy.roles.filter((role) => namesOf(role).some((name) => name.startsWith(wanted)));
  return begun.length === 1 ? begun[0] : undefined;
}

/** What a person calls a role: its label in lower case unless it is an abbreviation. */
export function roleLabel(policy: Policy, roleId: string): string {
  return policy.roles.find((role) => role.id === roleId)?.label ?? roleId.replaceAll("_", " ");
}
