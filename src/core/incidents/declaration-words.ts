import type { Policy, Severity } from "../../config/index.ts";
import { catalogued, serviceMeant, servicesSaid } from "../services/index.ts";
import { severityMeant, severityNamed } from "./severity.ts";

export interface DeclarationWords {
  readonly severity: Severity | undefined;
  readonly title: string;
  /** Keys of those that `--service` names or the title speaks of; without a catalog the words after `--service`. */
  readonly services: readonly string[];
  /** What `--service` names and the catalog does not have. */
  readonly unknownServices: readonly string[];
  /** Undefined unless `--private` or `--public` was said. */
  readonly isPrivate: boolean | undefined;
  readonly isDrill: boolean;
  /** `--past`: it is over, and declared for the record. */
  readonly isRetrospective: boolean;
}

const FLAG = /^(?:--|—|–)(private|public|drill|past)$/i;
const SERVICE_FLAG = /(^|\s)(?:--|—|–)services?[\s=:]+(?:["“]([^"”]+)["”]|(\S+))/gi;
const SEVERITY_WORDS = ["sev", "severity", "prio", "priority"];

/**
 * Takes `sev2 Checkout errors` apart. The id or label of a severity counts wherever it stands; its other names only
 * as the first word, for titles contain "low", "3" and "critical" too.
 */
export function parseDeclaration(text: string, policy: Policy): DeclarationWords {
  const all = text
    .replace(SERVICE_FLAG, " ")
    .split(/\s+/)
    .filter((word) => word !== "");
  const flags = all.flatMap((word) => FLAG.exec(word)?.[1]?.toLowerCase() ?? []);
  const words = all.filter((word) => !FLAG.test(word));
  const found = findSeverity(words, policy);
  const rest = found ? words.toSpliced(found.index, found.length) : words;
  const title = rest
    .join(" ")
    .replace(/^[:,–—-]\s*/, "")
    .trim();
  return {
    severity: found?.severity,
    title,
    ...servicesIn(text, title, policy),
    isPrivate: flags.includes("private") ? true : flags.includes("public") ? false : undefined,
    isDrill: flags.includes("drill"),
    isRetrospective: flags.includes("past"),
  };
}

/** What is named by the flag, then what the title speaks of. */
function servicesIn(text: string, title: string, { services: catalog }: Policy) {
  const flagged = [...text.matchAll(SERVICE_FLAG)].flatMap(([, , quoted, word]) => (quoted ?? word ?? "").split(","));
  const named = flagged.map((word) => word.trim()).filter((word) => word !== "");
  if (catalog.length === 0) return { services: named, unknownServices: [] };
  const known = new Set([...catalogued(catalog, named), ...servicesSaid(catalog, title)].map(({ id }) => id));
  return { services: [...known], unknownServices: named.filter((word) => !serviceMeant(catalog, word)) };
}

interface Found {
  readonly severity: Severity;
  readonly index: number;
  readonly length: number;
}

/** Looks behind, so that a run of signs is read once and not from each of them. */
const bare = (word: string): string => word.replace(/^[([]|(?<![)\],:;.])[)\],:;.]+$/g, "");

function findSeverity(words: readonly string[], policy: Policy): Found | undefined {
  for (const [index, word] of words.entries()) {
    const severity = severityNamed(policy, bare(word));
    if (severity) return { severity, index, length: 1 };
    const spelled = spelledOut(word, words[index + 1], policy);
    if (spelled) return { severity: spelled, index, length: 2 };
  }
  const first = severityMeant(policy, bare(words[0] ?? ""));
  return first && { severity: first, index: 0, length: 1 };
}

/** "sev 2", "severity major". */
function spelledOut(word: string, next: string | undefined, policy: Policy): Severity | undefined {
  if (next === undefined || !SEVERITY_WORDS.includes(word.toLowerCase())) return undefined;
  return severityMeant(policy, bare(next));
}
