import { and, asc, desc, eq, gt, sql } from "drizzle-orm";
import { VISIBLE } from "./incidents.ts";
import type { OpenFile } from "./open.ts";
import type { EntryRow } from "./rows.ts";
import { entries, incidents } from "./schema.ts";

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
  /** Entries with all these words, newest first, out of incidents that the viewer may see. */
  searchEntries(words: string, viewer: string | undefined, limit: number): Promise<EntryRow[]>;
}

const EVERY_ROW = -1;

export function entryReads({ db, sqlite }: OpenFile): EntryReads {
  const { incidentId, key, seq } = entries;
  const id = sql.placeholder("id");
  const ofKinds = sql`(${sql.placeholder("kinds")} IS NULL OR ${entries.kind} IN (SELECT value FROM json_each(${sql.placeholder("kinds")})))`;
  const page = (order: "asc" | "desc") => {
    const by = order === "asc" ? asc : desc;
    return db
      .select()
      .from(entries)
      .where(and(eq(incidentId, id), ofKinds))
      .orderBy(by(entries.at), by(seq))
      .limit(sql.placeholder("limit"))
      .offset(sql.placeholder("offset"))
      .prepare();
  };
  const oldestFirst = page("asc");
  const newestFirst = page("desc");
  const chain = db
    .select()
    .from(entries)
    .where(and(eq(incidentId, id), gt(seq, sql.placeholder("after"))))
    .orderBy(asc(seq))
    .limit(sql.placeholder("limit"))
    .prepare();
  const byKey = db
    .select()
    .from(entries)
    .where(and(eq(incidentId, id), eq(key, sql.placeholder("key"))))
    .prepare();
  const about = db
    .select()
    .from(entries)
    .where(and(eq(incidentId, id), eq(entries.about, sql.placeholder("key"))))
    .orderBy(asc(seq))
    .prepare();
  // Asked for every message: what drizzle puts around a row costs more than the row.
  const known = sqlite
    .prepare<[number, string], number>("SELECT 1 FROM entries WHERE incident_id = ? AND key = ?")
    .pluck();
  const count = db.select({ count: sql<number>`count(*)` }).from(entries).where(eq(incidentId, id)).prepare();
  const search = db
    .select({ entry: entries })
    .from(entries)
    .innerJoin(sql`entry_search`, sql`entry_search.rowid = ${entries.rowId}`)
    .innerJoin(incidents, eq(incidents.id, incidentId))
    .where(sql`entry_search MATCH ${sql.placeholder("words")} AND ${VISIBLE}`)
    .orderBy(sql`entry_search.rowid DESC`)
    .limit(sql.placeholder("limit"))
    .prepare();

  return {
    entriesOf: async (ofIncident, wanted = {}) =>
      (wanted.newestFirst ? newestFirst : oldestFirst).all({
        id: ofIncident,
        kinds: wanted.kinds ? JSON.stringify(wanted.kinds) : null,
        limit: wanted.limit ?? EVERY_ROW,
        offset: wanted.offset ?? 0,
      }),
    chainOf: async (ofIncident, after, limit) => chain.all({ id: ofIncident, after, limit }),
    entryByKey: async (ofIncident, wanted) => byKey.get({ id: ofIncident, key: wanted }),
    entriesAbout: async (ofIncident, wanted) => about.all({ id: ofIncident, key: wanted }),
    knownKeys: async (ofIncident, keys) => new Set(keys.filter((each) => known.get(ofIncident, each) !== undefined)),
    countEntries: async (ofIncident) => count.get({ id: ofIncident })?.count ?? 0,
    searchEntries: async (words, viewer, limit) => {
      const match = asMatch(words);
      if (!match) return [];
      return search.all({ words: match, viewer: viewer ?? null, limit }).map((row) => row.entry);
    },
  };
}

/** Each word quoted, so that nothing that a person types is read as search syntax. */
function asMatch(words: string): string {
  const parts = words.match(/[\p{L}\p{N}]+/gu) ?? [];
  return parts.map((part) => `"${part}"`).join(" ");
}
