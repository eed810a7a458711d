import type { Entry } from "../ledger/index.ts";
import { fromOf } from "./moving.ts";

const nameOf = (incidentId: number, seq: number): string => `${incidentId}/${seq}`;

/** The incidents into which some of these entries came by a merging. */
export const survivorsIn = (entries: readonly Entry[]): number[] => [
  ...new Set(entries.filter((entry) => fromOf(entry) !== undefined).map(({ incidentId }) => incidentId)),
];

/**
 * Of entries found in several incidents each once: what came over from a merged incident stands for what it was there,
 * as long as the merging was not taken back.
 */
export function foundOnce(
  entries: readonly Entry[],
  isGivenBack: (survivorId: number, mergedId: number) => boolean,
): Entry[] {
  const standing = entries.filter((entry) => {
    const from = fromOf(entry);
    return from === undefined || !isGivenBack(entry.incidentId, from.incidentId);
  });
  const origins = new Set(
    standing.flatMap((entry) => {
      const from = fromOf(entry);
      return from ? [nameOf(from.incidentId, from.seq)] : [];
    }),
  );
  return standing.filter(({ incidentId, seq }) => !origins.has(nameOf(incidentId, seq)));
}
