/** What takes a word back when it stands before it: "no data loss", "not a breach", "ruled out data loss". */
const DENIED =
  /(?:\b(?:no|not|never|without|isn.?t|wasn.?t|aren.?t|any longer|false alarm)|\bruled? out|\bno (?:sign|evidence|risk) of)(?:\s+(?:a|an|any|the|of|known|real|actual|been|yet|customer|user))*\s+$/u;
const DENIED_AFTER =
  /^\s+(?:is|was|are|has been|have been)?\s*(?:ruled out|not (?:the case|affected|suspected)|excluded)/u;

/** `...` between two words: one to three others of the same sentence. */
const GAP = "(?:\\s+[^\\s.,;:!?]+){1,3}?\\s+";
const DENIED_WITHIN = /\b(?:not|never|no|without|isn.?t|wasn.?t|aren.?t|weren.?t|hasn.?t|haven.?t)\b/u;

const patterns = new Map<string, RegExp>();

function patternOf(word: string): RegExp {
  const known = patterns.get(word);
  if (known) return known;
  const escaped = word
    .split(" ... ")
    .map((part) =>
      part
        .replace(/[.+?^${}()|[\]\\]/g, "\\$&")
        .replaceAll(" ", "\\s+")
        .replaceAll("*", "\\p{L}*"),
    )
    .join(GAP);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, "gu");
  patterns.set(word, pattern);
  return pattern;
}

/** Those of the words that a text says and does not deny. A word is in lower case; `*` stands for the rest of one, `...` for one to three. */
export function wordsIn(text: string, words: readonly string[]): string[] {
  const lower = text.toLowerCase();
  return words.filter((word) =>
    [...lower.matchAll(patternOf(word))].some((match) => {
      const before = lower.slice(Math.max(0, match.index - 60), match.index);
      const after = lower.slice(match.index + match[0].length, match.index + match[0].length + 60);
      const isDeniedWithin = word.includes(" ... ") && DENIED_WITHIN.test(match[0]);
      return !DENIED.test(before) && !DENIED_AFTER.test(after) && !isDeniedWithin;
    }),
  );
}
