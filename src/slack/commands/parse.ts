import { editDistance } from "../../lib/edit-distance.ts";
import type { Verb } from "../kit/verbs.ts";

/** What somebody typed after `/incident`, taken apart. */
export type ParsedCommand =
  | { readonly kind: "nothing"; readonly incidentId: number | undefined }
  | { readonly kind: "verb"; readonly verb: Verb; readonly words: string; readonly incidentId: number | undefined }
  | {
      readonly kind: "unknown";
      readonly word: string;
      /** What comes near it. */
      readonly meant: readonly Verb[];
      readonly incidentId: number | undefined;
    };

const NUMBER = /^#(\d{1,9})$/;
/** A shorter beginning of a word says too little. */
const SHORTEST_PREFIX = 2;
/** No verb is longer, so what stands behind it does not matter. */
const LONGEST_GUESSED = 20;

/** Takes a command apart: `[#12] [verb] [words]`; the number may also follow the verb. Pure. */
export function parseCommand(text: string, verbs: readonly Verb[]): ParsedCommand {
  const { first, rest } = split(text);
  const number = NUMBER.exec(first);
  if (number) {
    return { ...parseCommand(rest, verbs), incidentId: Number(number[1]) };
  }
  if (first === "") return { kind: "nothing", incidentId: undefined };
  const found = findVerb(first.toLowerCase(), verbs);
  if (found.length !== 1 || !found[0]) {
    return { kind: "unknown", word: first, meant: meantBy(first, found, verbs), incidentId: undefined };
  }
  const { first: second, rest: afterNumber } = split(rest);
  const named = found[0].keepsNumbers ? null : NUMBER.exec(second);
  return named
    ? { kind: "verb", verb: found[0], words: afterNumber, incidentId: Number(named[1]) }
    : { kind: "verb", verb: found[0], words: rest, incidentId: undefined };
}

function split(text: string): { first: string; rest: string } {
  const trimmed = text.trim();
  const end = trimmed.search(/\s/);
  return end === -1 ? { first: trimmed, rest: "" } : { first: trimmed.slice(0, end), rest: trimmed.slice(end).trim() };
}

const wordsOf = (verb: Verb): readonly string[] => [verb.name, ...(verb.synonyms ?? [])];

/** The verb of this name or synonym, or all whose name or synonym begins so. */
function findVerb(word: string, verbs: readonly Verb[]): Verb[] {
  const exact = verbs.filter((verb) => wordsOf(verb).includes(word));
  if (exact.length > 0 || word.length < SHORTEST_PREFIX) return exact;
  return verbs.filter((verb) => wordsOf(verb).some((name) => name.startsWith(word)));
}

function meantBy(word: string, ambiguous: readonly Verb[], verbs: readonly Verb[]): readonly Verb[] {
  if (ambiguous.length > 1) return ambiguous;
  const typed = word.toLowerCase().slice(0, LONGEST_GUESSED);
  const near = verbs
    .map((verb) => ({ verb, distance: Math.min(...wordsOf(verb).map((name) => editDistance(typed, name))) }))
    .filter((candidate) => candidate.distance <= 2 && candidate.distance < word.length - 1)
    .sort((a, b) => a.distance - b.distance);
  return near.slice(0, 3).map((candidate) => candidate.verb);
}
