import type { Policy } from "../../config/index.ts";
import { severityMeant } from "../../core/incidents/index.ts";
import { serviceMeant, unknownService } from "../../core/services/index.ts";
import { InvalidInputError } from "../../lib/errors.ts";

/** What somebody wants to hear of. */
export type Wish =
  | { readonly kind: "incident" }
  | { readonly kind: "list" }
  | { readonly kind: "severity"; readonly target: string; readonly label: string }
  | { readonly kind: "service"; readonly target: string; readonly label: string };

const LONGEST_NAME = 80;

/**
 * Reads the words after `subscribe`: nothing, a severity, or a service with or without that word before it. What the catalog does not
 * have can only be ended: it was named before there was one.
 */
export function parseWish(words: string, policy: Policy, isEnding = false): Wish {
  const text = words.trim();
  if (text === "") return { kind: "incident" };
  if (text.toLowerCase() === "list") return { kind: "list" };
  const [, service] = /^service\s+(.+)$/is.exec(text) ?? [];
  const severity = service ? undefined : severityMeant(policy, text.replace(/^severity\s+/i, ""));
  if (severity) return { kind: "severity", target: severity.id, label: severity.label };
  const name = (service ?? text).trim();
  const isSlip = !service && (/^severity\b/i.test(name) || /^(sev|p|s)[\s-]?\d+$/i.test(name));
  if (isSlip || name.length > LONGEST_NAME) {
    const labels = policy.severities.map(({ label }) => label).join(", ");
    throw new InvalidInputError(
      `That is neither a severity (${labels}) nor the name of a service. Try \`/incident subscribe ${policy.severities[0]?.id}\` or \`/incident subscribe service checkout\`.`,
    );
  }
  const known = serviceMeant(policy.services, name);
  if (known) return { kind: "service", target: known.id, label: known.name };
  if (policy.services.length > 0 && !isEnding) throw new InvalidInputError(unknownService(policy.services, [name]));
  return { kind: "service", target: name.toLowerCase(), label: name };
}
