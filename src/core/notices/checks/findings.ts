import type { Readers } from "../../../config/index.ts";
import { maskSecrets } from "../../timeline/index.ts";
import { BLANK, blanksOf } from "../fill.ts";
import { findBlame } from "./blame.ts";
import type { CheckedText, CheckId, Find, Finding } from "./finding.ts";
import { findInternalNames } from "./internal-names.ts";
import { findJargon } from "./jargon.ts";
import { findPromises } from "./promises.ts";

const findSecrets: Find = ({ text }) =>
  maskSecrets(text).kinds.map((kind) => ({
    words: kind,
    advice: "a secret never goes into a text: take it out, and change it where it was in use",
  }));

const findBlanks: Find = ({ text }) =>
  blanksOf(text).map((words) => ({ words, advice: "this is yours to fill in, or to take out" }));

interface Check {
  readonly id: CheckId;
  readonly label: string;
  readonly readers: readonly Readers[];
  readonly isBlocking: boolean;
  readonly find: Find;
}

const ALL: readonly Readers[] = ["internal", "engineering", "leadership", "customers"];

/** Which texts are held to what. */
export const CHECKS: readonly Check[] = [
  { id: "secret", label: "Secret", readers: ALL, isBlocking: true, find: findSecrets },
  { id: "blank", label: "Not filled in", readers: ALL, isBlocking: true, find: findBlanks },
  { id: "internal_name", label: "Internal name", readers: ["customers"], isBlocking: false, find: findInternalNames },
  { id: "jargon", label: "Jargon", readers: ["leadership", "customers"], isBlocking: false, find: findJargon },
  {
    id: "promise",
    label: "Promise",
    readers: ["internal", "leadership", "customers"],
    isBlocking: false,
    find: findPromises,
  },
  { id: "blame", label: "Blame", readers: ALL, isBlocking: false, find: findBlame },
];

export const checkLabel = (id: CheckId): string => CHECKS.find((check) => check.id === id)?.label ?? id;

/** Everything in a text that its readers should not get, each once, what blocks it first. */
export function findings(checked: CheckedText): Finding[] {
  // What is a blank goes before anybody reads it, so its words are nobody's.
  const written = { ...checked, text: checked.text.replace(BLANK, " ") };
  const found = CHECKS.filter(({ readers }) => readers.includes(checked.audience)).flatMap(({ id, isBlocking, find }) =>
    find(isBlocking ? checked : written).map((each) => ({ ...each, check: id, isBlocking })),
  );
  const known = new Set<string>();
  return found.filter((finding) => {
    const word = finding.words.toLowerCase();
    // "db-7" is a machine, and need not be named again as jargon.
    const isNew = ![...known].some(
      (earlier) => earlier === word || (finding.check === "jargon" && earlier.split(/[^\p{L}\p{N}]+/u).includes(word)),
    );
    known.add(word);
    return isNew;
  });
}

/** Names a finding, so that somebody can overrule just this one. */
export const findingId = ({ check, words }: Pick<Finding, "check" | "words">): string =>
  `${check}/${words.toLowerCase()}`;
