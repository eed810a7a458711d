import Database from "better-sqlite3";
import type { OpenFile } from "./open.ts";
import { outboxWrites } from "./outbox-writes.ts";
import {
  type EntryRow,
  type IncidentChange,
  StaleVersionError,
  StoreUnavailableError,
  type UnitOfWork,
  WORDS,
} from "./rows.ts";
import { timerWrites } from "./timers.ts";

export interface CommitApi {
  /** Stores the unit whole, durably, or throws StaleVersionError or StoreUnavailableError and stores nothing. */
  commit(unit: UnitOfWork): Promise<void>;
  /** Which of these deliveries were heard before, each with the incident that it led to. */
  heard(keys: readonly string[]): Promise<Map<string, number | null>>;
  /** Forgets deliveries and finished deeds from before this time. */
  forgetBefore(at: number): Promise<void>;
}

const UNAVAILABLE = /^SQLITE_(BUSY|LOCKED|FULL|IOERR)/;

export function commitApi(file: OpenFile): CommitApi {
  const { sqlite } = file;
  const outbox = outboxWrites(sqlite);
  const timers = timerWrites(sqlite);
  const changes = changeWrites(sqlite);
  const hear = sqlite.prepare("INSERT INTO inbox (key, at, incident_id) VALUES (@key, @at, @incidentId)");
  const heardBefore = sqlite.prepare<[string], { key: string; incident_id: number | null }>(
    "SELECT key, incident_id FROM inbox WHERE key IN (SELECT value FROM json_each(?))",
  );
  const forgetHeard = sqlite.prepare("DELETE FROM inbox WHERE at < ?");

  const write = sqlite.transaction((unit: UnitOfWork) => {
    for (const row of unit.heard) hear.run(row);
    for (const change of unit.changes) {
      changes.write(change);
      if (change.timers) timers.replan(change.row.id, change.timers);
    }
    for (const effect of unit.effects) outbox.enqueue(effect);
    for (const outcome of unit.outcomes) outbox.settle(outcome);
    for (const fired of unit.firedTimers) timers.fired(fired);
  });

  return {
    async commit(unit) {
      try {
        write.immediate(unit);
      } catch (error) {
        throw asStoreError(error);
      }
    },
    async heard(keys) {
      if (keys.length === 0) return new Map();
      return new Map(heardBefore.all(JSON.stringify(keys)).map((row) => [row.key, row.incident_id]));
    },
    async forgetBefore(at) {
      forgetHeard.run(at);
      outbox.forgetBefore(at);
    },
  };
}

/** The data of an entry without what a person wrote in it. */
const WORDLESS = `json_remove(data, ${WORDS.map((word) => `'$.${word}'`).join(", ")})`;

function changeWrites(sqlite: Database.Database) {
  const columns =
    "id, version, last_hash, state, title, severity, status, is_private, is_open, channel_id, viewers, declared_at, resolved_at";
  const changed = `version = @version, last_hash = @lastHash, state = @state, title = @title, severity = @severity,
       status = @status, is_private = @isPrivate, is_open = @isOpen, channel_id = @channelId, viewers = @viewers,
       declared_at = @declaredAt, resolved_at = @resolvedAt`;
  // The house's record is stored with its timers before it has an entry.
  const insertIncident = sqlite.prepare(
    `INSERT INTO incidents (${columns}) VALUES (@id, @version, @lastHash, @state, @title, @severity, @status, @isPrivate, @isOpen, @channelId, @viewers, @declaredAt, @resolvedAt)
     ON CONFLICT (id) DO UPDATE SET ${changed} WHERE version = 0`,
  );
  const updateIncident = sqlite.prepare(
    `UPDATE incidents SET ${changed} WHERE id = @id AND version = @expectedVersion`,
  );
  const insertEntry = sqlite.prepare(
    `INSERT INTO entries (incident_id, seq, kind, key, about, at, recorded_at, by, data, data_hash, hash, is_redacted)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  // The hash of the dropped words stays in data_hash, so the chain still holds.
  const redact = sqlite.prepare(
    `UPDATE entries SET is_redacted = 1, data = ${WORDLESS}
     WHERE incident_id = ? AND (key = ? OR about = ?) AND ${WORDLESS} <> data`,
  );

  return {
    write(change: IncidentChange) {
      writeIncident(change);
      for (const entry of change.entries) insertEntry.run(...inOrder(entry));
      for (const key of change.redactedKeys) redact.run(change.row.id, key, key);
    },
  };

  function writeIncident({ row, expectedVersion }: IncidentChange) {
    const values = { ...row, isPrivate: Number(row.isPrivate), isOpen: Number(row.isOpen), expectedVersion };
    const { changes } = expectedVersion === 0 ? insertIncident.run(values) : updateIncident.run(values);
    if (changes !== 1) throw new StaleVersionError(`incident ${row.id} is no longer at version ${expectedVersion}`);
  }
}

/** By place, for binding by name costs a third of the insert. */
const inOrder = (entry: EntryRow) =>
  [
    entry.incidentId,
    entry.seq,
    entry.kind,
    entry.key,
    entry.about,
    entry.at,
    entry.recordedAt,
    entry.by,
    entry.data,
    entry.dataHash,
    entry.hash,
    Number(entry.isRedacted),
  ] as const;

function asStoreError(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  if (error.code === "SQLITE_CONSTRAINT_PRIMARYKEY" || error.code === "SQLITE_CONSTRAINT_UNIQUE") {
    return new StaleVersionError(error.message);
  }
  return UNAVAILABLE.test(error.code) ? new StoreUnavailableError(error.message) : error;
}
