import type { Policy, Severity } from "../../config/index.ts";
import { InvalidInputError } from "../../lib/errors.ts";

/** "SEV-2", "sev 2" and "Sev2" are one word. */
const squeezed = (word: string): string => word.toLowerCase().replace(/[\s_-]+/g, "");

/** The severity with this id or label. */
export const severityNamed = (policy: Policy, word: string): Severity | undefined =>
  policy.severities.find(({ id, label }) => [id, label].map(squeezed).includes(squeezed(word)));

/** The severity that a person means: by id, label, name or alias. */
export const severityMeant = (policy: Policy, word: string): Severity | undefined =>
  severityNamed(policy, word) ??
  policy.severities.find(({ name, aliases }) => [name, ...aliases].map(squeezed).includes(squeezed(word)));

/** Like `severityMeant`; InvalidInputError that lists what there is. */
export function checkedSeverity(policy: Policy, word: string): Severity {
  const known = policy.severities.map(({ label }) => label);
  const choices = `${known.slice(0, -1).join(", ")} or ${known.at(-1)}`;
  if (word.trim() === "") throw new InvalidInputError(`Choose a severity: ${choices}.`, "severity");
  const severity = severityMeant(policy, word);
  if (severity) return severity;
  const shown = word.length > 30 ? `${word.slice(0, 30)}…` : word;
  throw new InvalidInputError(`There is no severity “${shown}”. Use ${choices}.`, "severity");
}

/** The severity of an incident; undefined when the policy no longer has it. */
export const severityOf = (policy: Policy, id: string): Severity | undefined =>
  policy.severities.find((severity) => severity.id === id);

/** How a severity is called: its label, or its id where the policy no longer has it. */
export const severityLabel = (policy: Policy, id: string): string => severityOf(policy, id)?.label ?? id;

/** How a severity is called where no policy is at hand: "sev2" → "SEV-2", "p0" → "P0". */
export function spokenSeverity(id: string): string {
  const [, letters, digits] = /^([a-z]+)(\d+)$/.exec(id) ?? [];
  if (!letters || !digits) return id;
  return letters.length > 1 ? `${letters.toUpperCase()}-${digits}` : `${letters.toUpperCase()}${digits}`;
}
