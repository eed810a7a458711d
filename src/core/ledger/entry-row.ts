import type { EntryRow } from "../../db/rows.ts";
import { hashData, hashEntry } from "./chain.ts";
import type { Actor, Entry, NewEntry } from "./entry.ts";

/** Rows are written by `toRow` alone, after a check of kind and data, so reading them back needs none. */
const written = <T>(value: unknown): T => value as T;

/** The next row of an incident's chain. */
export function toRow(
  incidentId: number,
  seq: number,
  before: string,
  entry: NewEntry,
  data: unknown,
  now: number,
): EntryRow {
  const text = JSON.stringify(data);
  const unhashed = {
    incidentId,
    seq,
    kind: entry.kind,
    key: entry.key ?? String(seq),
    about: entry.about ?? null,
    at: entry.at ?? now,
    recordedAt: now,
    by: entry.by,
    dataHash: hashData(text),
  };
  return { ...unhashed, data: text, hash: hashEntry(before, unhashed), isRedacted: false };
}

/** A stored row as the entry it is. */
export function fromRow(row: EntryRow): Entry {
  return {
    incidentId: row.incidentId,
    seq: row.seq,
    kind: row.kind,
    key: row.key,
    about: row.about ?? undefined,
    at: row.at,
    recordedAt: row.recordedAt,
    by: written<Actor>(row.by),
    data: JSON.parse(row.data),
    hash: row.hash,
    isRedacted: row.isRedacted,
  };
}
