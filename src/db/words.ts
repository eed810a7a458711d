import type { OpenFile } from "./open.ts";

export interface WordsWanted {
  readonly kinds: readonly string[];
  /** Said by this actor; by anybody when absent. */
  readonly by?: string;
  /** In incidents that were over before this time (epoch milliseconds); in all when absent. */
  readonly overBefore?: number;
}

export interface WordReads {
  /** The keys of entries that still have their words, by incident, in the order in which they were written. */
  worded(wanted: WordsWanted): Promise<Map<number, string[]>>;
}

export function wordReads({ sqlite }: OpenFile): WordReads {
  const find = sqlite.prepare<object, { id: number; key: string }>(
    `SELECT incident_id AS id, key FROM entries
     WHERE is_redacted = 0 AND kind IN (SELECT value FROM json_each(@kinds)) AND (@by IS NULL OR by = @by)
       AND (@before IS NULL OR incident_id IN (SELECT id FROM incidents WHERE is_open = 0 AND resolved_at < @before))
     ORDER BY incident_id, seq`,
  );
  return {
    worded: async ({ kinds, by, overBefore }) => {
      const keys = new Map<number, string[]>();
      for (const { id, key } of find.all({
        kinds: JSON.stringify(kinds),
        by: by ?? null,
        before: overBefore ?? null,
      })) {
        const ofIncident = keys.get(id);
        if (ofIncident) ofIncident.push(key);
        else keys.set(id, [key]);
      }
      return keys;
    },
  };
}
