import { existsSync } from "node:fs";
import Database from "better-sqlite3";
import { ConfigError, UnavailableError } from "../lib/errors.ts";
import { refuseForeign } from "./migrate.ts";
import { lastNumberIn, loseNumbers } from "./numbers.ts";
import { openFile, ownFile } from "./open.ts";

/** A copy may wait for a writer; nothing else waits for the copy. */
const BUSY_TIMEOUT_MS = 5_000;

/** Writes a compact copy of the database beside its running owner; throws UnavailableError when it cannot be made. */
export function copyDatabase(from: string, to: string): void {
  refuseMissing(from);
  reading(from, (sqlite) => {
    ownFile(to);
    sqlite.prepare("VACUUM INTO ?").run(to);
  });
}

/** What SQLite finds wrong in a file that is opened for reading alone, or undefined when it is sound. */
export function unsoundness(path: string): string | undefined {
  try {
    const answer = opened(path, (sqlite) => sqlite.pragma("integrity_check(1)", { simple: true }));
    return answer === "ok" ? undefined : String(answer);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** How many incidents and entries a file holds. */
export function countsOf(path: string): { incidents: number; entries: number } {
  const count = (sqlite: Database.Database, what: string) =>
    Number(sqlite.prepare(`SELECT count(*) FROM ${what}`).pluck().get());
  // The house's own record is no incident.
  return reading(path, (sqlite) => ({
    incidents: count(sqlite, "incidents WHERE id > 0"),
    entries: count(sqlite, "entries"),
  }));
}

/** The highest number that a file gave out, be it of this version or an older one; throws a sentence for any other file. */
export function lastNumberOf(path: string): number {
  refuseMissing(path);
  return reading(path, (sqlite) => {
    refuseForeign(sqlite, path);
    return lastNumberIn({ sqlite });
  });
}

function refuseMissing(path: string): void {
  if (!existsSync(path)) throw new ConfigError(`${path}: there is no such file.`);
}

/**
 * Readies a copy that takes the place of a later file: brought up to date, and every deed that waited when it was made
 * is in doubt, for it was probably done since. Numbers up to `lastNumber` are not given out again.
 */
export function readyForReturn(path: string, lastNumber = 0): void {
  const file = openFile(path);
  try {
    file.sqlite.prepare("UPDATE outbox SET is_in_doubt = 1 WHERE state IN ('pending', 'sending')").run();
    loseNumbers(file, lastNumber);
    file.sqlite.pragma("wal_checkpoint(TRUNCATE)");
  } finally {
    file.close();
  }
}

function reading<T>(path: string, work: (sqlite: Database.Database) => T): T {
  try {
    return opened(path, work);
  } catch (error) {
    throw error instanceof Database.SqliteError ? new UnavailableError(`${path}: ${error.message}`) : error;
  }
}

function opened<T>(path: string, work: (sqlite: Database.Database) => T): T {
  const sqlite = new Database(path, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  try {
    return work(sqlite);
  } finally {
    sqlite.close();
  }
}
