import type { Policy } from "../../config/index.ts";
import { InvalidInputError } from "../../lib/errors.ts";
import { serviceMeant, unknownService } from "../services/index.ts";
import type { Correction } from "./correct.ts";

const FIELDS = ["title", "severity", "category", "services", "description", "impact"] as const;
const SYNONYMS: Readonly<Record<string, (typeof FIELDS)[number]>> = {
  service: "services",
  name: "title",
  sev: "severity",
};

/** Reads `title Checkout is down`; InvalidInputError with the right form for anything else. `present` are the services that stand there. */
export function parseCorrection(
  words: string,
  policy: Policy,
  listed: (text: string) => readonly string[],
  present: readonly string[] = [],
): Correction {
  const { first, rest } = split(words);
  const field = FIELDS.find((name) => name === first.toLowerCase()) ?? SYNONYMS[first.toLowerCase()];
  if (!field || rest === "") {
    throw new InvalidInputError(
      `Say what to correct and how it should read: \`/incident edit title Checkout is down\`. You can correct ${FIELDS.join(", ")}; \`/incident edit\` alone opens a form.`,
    );
  }
  if (field === "services") return { services: knownServices(listed(rest), policy, present) };
  return field === "category" ? { category: categoryMeant(policy, rest) } : { [field]: rest };
}

/** Reads `sev2 more users than we thought`; "sev 2" is one word here. */
export function parseSeverityChange(words: string): { severity: string; why: string | undefined } {
  const { first, rest } = split(words.replace(/^(sev|severity|p)\s+(\d)/i, "$1$2"));
  return { severity: first.replace(/[:,.]$/, "").replace(/^severity(?=\d)/i, ""), why: rest || undefined };
}

/** A command is gone once it was sent, so what was typed is given back to be sent again. */
function knownServices(names: readonly string[], { services }: Policy, present: readonly string[]): readonly string[] {
  const isKnown = (name: string) => present.includes(name) || serviceMeant(services, name) !== undefined;
  const unknown = services.length === 0 ? [] : names.filter((name) => !isKnown(name));
  if (unknown.length === 0) return names;
  throw new InvalidInputError(
    `${unknownService(services, unknown)} Nothing was changed; you wrote \`/incident edit services ${names.join(", ")}\`.`,
  );
}

function categoryMeant(policy: Policy, word: string): string {
  const meant = word.toLowerCase();
  const category = policy.categories.find(({ id, label }) => [id, label.toLowerCase()].includes(meant));
  if (category) return category.id;
  const known = policy.categories.map(({ label }) => label.toLowerCase()).join(", ");
  throw new InvalidInputError(`There is no category “${word.slice(0, 30)}”. The categories are ${known}.`, "category");
}

function split(text: string): { first: string; rest: string } {
  const [, first = "", rest = ""] = /^(\S*)\s*([\s\S]*)$/.exec(text.trim()) ?? [];
  return { first, rest };
}
