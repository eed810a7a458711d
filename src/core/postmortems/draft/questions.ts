import { plain } from "./prose.ts";
import type { Draft } from "./record.ts";
import { lastHolder, roleLabel } from "./roles.ts";

/** What the record cannot answer, asked of a role; where the policy has no such role, of the commander. */
export function ask(draft: Draft, role: string, question: string): string {
  const asked = draft.policy.roles.some(({ id }) => id === role) ? role : "commander";
  const holder = lastHolder(draft, asked);
  const name = holder ? ` (${plain(holder)})` : "";
  return `❓ **${roleLabel(draft, asked)}${name}:** ${question}`;
}
