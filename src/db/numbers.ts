import type { OpenFile } from "./open.ts";

export interface NumberReads {
  /** The highest number that was ever given out, 0 before the first. */
  lastNumber(): Promise<number>;
  /** Numbers that were given out and of which there is no incident, though no file was lost that held them. */
  missingNumbers(): Promise<number[]>;
}

/** Stretches of numbers that were given out by a file that was lost: a JSON list of [from, to]. */
const LOST = "incidents/lost_numbers";

const LAST_NUMBER = `SELECT max(coalesce((SELECT max(id) FROM incidents), 0),
  coalesce((SELECT max(each.value ->> 1) FROM keepsakes, json_each(keepsakes.value) AS each WHERE name = '${LOST}'), 0))`;

/** Whatever names an incident shows that its number was given out. */
const MISSING = `WITH RECURSIVE
  last (number) AS (SELECT max(coalesce((SELECT max(id) FROM incidents), 0),
    coalesce((SELECT max(incident_id) FROM entries), 0), coalesce((SELECT max(incident_id) FROM outbox), 0))),
  given (number) AS (SELECT 1 FROM last WHERE last.number > 0
    UNION ALL SELECT given.number + 1 FROM given, last WHERE given.number < last.number)
  SELECT number FROM given WHERE number NOT IN (SELECT id FROM incidents)
    AND NOT EXISTS (SELECT 1 FROM keepsakes, json_each(keepsakes.value) AS each
      WHERE name = '${LOST}' AND number BETWEEN each.value ->> 0 AND each.value ->> 1)`;

/** The highest number that was ever given out in this file, of whatever version it is. */
export const lastNumberIn = ({ sqlite }: Pick<OpenFile, "sqlite">): number =>
  sqlite.prepare<[], number>(LAST_NUMBER).pluck().get() ?? 0;

export function numberReads({ sqlite }: OpenFile): NumberReads {
  return {
    lastNumber: async () => lastNumberIn({ sqlite }),
    missingNumbers: async () => sqlite.prepare<[], number>(MISSING).pluck().all(),
  };
}

/** Notes that numbers up to `upTo` were given out by a file that is lost, so that they are neither given again nor missed. */
export function loseNumbers({ sqlite }: OpenFile, upTo: number): void {
  const last = lastNumberIn({ sqlite });
  if (upTo <= last) return;
  sqlite
    .prepare(
      `INSERT INTO keepsakes (name, value) VALUES ('${LOST}', json_array(json_array(@from, @to)))
       ON CONFLICT (name) DO UPDATE SET value = json_insert(value, '$[#]', json_array(@from, @to))`,
    )
    .run({ from: last + 1, to: upTo });
}
