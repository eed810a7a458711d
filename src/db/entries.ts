import type { OpenFile } from "./open.ts";
import { ENTRY_COLUMNS, type Plain, toEntry, VISIBLE } from "./plain.ts";
import type { EntryRow } from "./rows.ts";

export interface EntryPage {
  /** Only entries of these kinds. */
  readonly kinds?: readonly string[];
  readonly limit?: number;
  readonly offset?: number;
  readonly newestFirst?: boolean;
}

export interface EntryReads {
  /** In the order in which things happened. */
  entriesOf(incidentId: number, page?: EntryPage): Promise<EntryRow[]>;
  /** In the order in which they were written, from after `afterSeq`: how the chain runs. */
  chainOf(incidentId: number, afterSeq: number, limit: number): Promise<EntryRow[]>;
  entryByKey(incidentId: number, key: string): Promise<EntryRow | undefined>;
  /** Entries that correct, mark or answer the one with this key, oldest first. */
  entriesAbout(incidentId: number, key: string): Promise<EntryRow[]>;
  knownKeys(incidentId: number, keys: readonly string[]): Promise<Set<string>>;
  countEntries(incidentId: number): Promise<number>;
  /** Notices of all incidents that went out at this time or later, oldest first. */
  noticesSince(at: number): Promise<EntryRow[]>;
  /** Numbers of the incidents in which somebody was paged at this time or later. */
  pagedSince(at: number): Promise<number[]>;
  /** Entries with all these words, or the first twenty of them, newest first, out of incidents that the viewer may see. */
  searchEntries(words: string, viewer: string | undefined, limit: number): Promise<EntryRow[]>;
}

const EVERY_ROW = -1;

export function entryReads({ sqlite }: OpenFile): EntryReads {
  type Row = Plain<EntryRow>;
  const select = <Parameters extends unknown[] | object>(rest: string, index = "") =>
    sqlite.prepare<Parameters, Row>(`SELECT ${ENTRY_COLUMNS} FROM entries ${index} ${rest}`);
  const page = (order: "ASC" | "DESC", where = "", index = "") =>
    select<object>(
      `WHERE incident_id = @id ${where} ORDER BY at ${order}, seq ${order} LIMIT @limit OFFSET @offset`,
      index,
    );
  // Left to itself SQLite reads the incident from end to end, ten thousand messages for thirty key events.
  const ofKinds = ["AND kind IN (SELECT value FROM json_each(@kinds))", "INDEXED BY entries_kind"] as const;
  const pages = {
    all: { oldestFirst: page("ASC"), newestFirst: page("DESC") },
    ofKinds: { oldestFirst: page("ASC", ...ofKinds), newestFirst: page("DESC", ...ofKinds) },
  };
  const chain = select<[number, number, number]>("WHERE incident_id = ? AND seq > ? ORDER BY seq LIMIT ?");
  const byKey = select<[number, string]>("WHERE incident_id = ? AND key = ?");
  const about = select<[number, string]>("WHERE incident_id = ? AND about = ? ORDER BY seq");
  const known = sqlite
    .prepare<[number, string], number>("SELECT 1 FROM entries WHERE incident_id = ? AND key = ?")
    .pluck();
  const count = sqlite.prepare<[number], number>("SELECT count(*) FROM entries WHERE incident_id = ?").pluck();
  const notices = select<[number]>("WHERE kind = 'notice_sent' AND at >= ? ORDER BY at", "INDEXED BY entries_notices");
  const paged = sqlite
    .prepare<[number], number>(
      "SELECT DISTINCT incident_id FROM entries INDEXED BY entries_pages WHERE kind = 'paged' AND at >= ?",
    )
    .pluck();
  const search = sqlite.prepare<object, Row>(
    `SELECT ${ENTRY_COLUMNS} FROM entry_search JOIN entries ON entries.row_id = entry_search.rowid
       JOIN incidents ON incidents.id = entries.incident_id
     WHERE entry_search MATCH @match AND ${VISIBLE} ORDER BY entry_search.rowid DESC LIMIT @limit`,
  );

  return {
    entriesOf: async (id, { kinds, limit = EVERY_ROW, offset = 0, newestFirst = false } = {}) => {
      const order = newestFirst ? "newestFirst" : "oldestFirst";
      const rows = kinds
        ? pages.ofKinds[order].all({ id, limit, offset, kinds: JSON.stringify(kinds) })
        : pages.all[order].all({ id, limit, offset });
      return rows.map(toEntry);
    },
    chainOf: async (id, after, limit) => chain.all(id, after, limit).map(toEntry),
    entryByKey: async (id, wanted) => {
      const row = byKey.get(id, wanted);
      return row && toEntry(row);
    },
    entriesAbout: async (id, key) => about.all(id, key).map(toEntry),
    knownKeys: async (id, keys) => new Set(keys.filter((key) => known.get(id, key) !== undefined)),
    countEntries: async (id) => count.get(id) ?? 0,
    noticesSince: async (at) => notices.all(at).map(toEntry),
    pagedSince: async (at) => paged.all(at),
    searchEntries: async (words, viewer, limit) => {
      const match = asMatch(words);
      return match ? search.all({ match, viewer: viewer ?? null, limit }).map(toEntry) : [];
    },
  };
}

/** More would find hardly less, and each costs a look through all entries that have it. */
const MOST_WORDS = 20;

/** Each word once and quoted, so that nothing that a person types is read as search syntax. */
function asMatch(words: string): string {
  const parts = new Set(words.match(/[\p{L}\p{N}]+/gu) ?? []);
  return [...parts]
    .slice(0, MOST_WORDS)
    .map((part) => `"${part}"`)
    .join(" ");
}
