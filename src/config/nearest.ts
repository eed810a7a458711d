import { editDistance } from "../lib/edit-distance.ts";

/** The candidate that was most likely meant by a misspelt word; undefined when none is close or several are equally so. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(word.length / 3));
  const [best, second] = candidates
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter((entry) => entry.distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  return best?.distance === second?.distance ? undefined : best?.candidate;
}

/** "Did you mean …?" where something is close, else all that could be written there. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const meant = nearest(word, candidates);
  if (meant !== undefined) return `Did you mean "${meant}"?`;
  return candidates.length > 0 ? `Known here: ${candidates.join(", ")}.` : "Take it away.";
}
