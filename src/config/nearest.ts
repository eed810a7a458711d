import { editDistance } from "../lib/edit-distance.ts";

/** The candidate that was most likely meant by a misspelt word; undefined when none is close or several are equally so. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const [best, second] = byDistance(word, candidates, (candidate) => candidate);
  return best?.distance === second?.distance ? undefined : best?.candidate;
}

/** All candidates that are close to a misspelt word, nearest first. */
export const nearestFew = <T>(word: string, candidates: readonly T[], textOf: (candidate: T) => string): T[] =>
  byDistance(word, candidates, textOf).map(({ candidate }) => candidate);

function byDistance<T>(word: string, candidates: readonly T[], textOf: (candidate: T) => string) {
  const limit = Math.max(1, Math.floor(word.length / 3));
  return candidates
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), textOf(candidate).toLowerCase()) }))
    .filter((entry) => entry.distance <= limit)
    .sort((a, b) => a.distance - b.distance);
}

/** "SEV-2", "sev 2" and "Sev2" are one word. */
export const squeezed = (word: string): string => word.toLowerCase().replace(/[\s_-]+/g, "");

/** "Did you mean …?" where something is close, else all that could be written there. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const meant = nearest(word, candidates);
  if (meant !== undefined) return `Did you mean "${meant}"?`;
  return candidates.length > 0 ? `Known here: ${candidates.join(", ")}.` : "Take it away.";
}
