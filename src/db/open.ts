import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { type BetterSQLite3Database, drizzle } from "drizzle-orm/better-sqlite3";
import { ConfigError } from "../lib/errors.ts";
import { isUpToDate, migrateFile, refuseOtherVersions } from "./migrate.ts";
import * as schema from "./schema.ts";

export type Drizzle = BetterSQLite3Database<typeof schema>;

export interface OpenFile {
  readonly sqlite: Database.Database;
  readonly db: Drizzle;
  close(): void;
}

/** The file was opened and is not sound: a backup is needed. */
export class DamagedFileError extends ConfigError {}

/** A foreign lock is waited for at most this long, for waiting blocks the event loop. */
const BUSY_TIMEOUT_MS = 100;

export interface OpenOptions {
  /** Its pages are read elsewhere, and nothing is written before the answer is known; an older file is checked here, for it is changed. */
  readonly isCheckedAside?: boolean;
}

/** Opens the file, takes it for this process alone, checks it and brings it up to date; throws ConfigError otherwise. */
export function openFile(path: string, { isCheckedAside = false }: OpenOptions = {}): OpenFile {
  const release = holdFile(path);
  try {
    ownFile(path);
    const sqlite = new Database(path, { timeout: BUSY_TIMEOUT_MS });
    sqlite.pragma("journal_mode = WAL");
    sqlite.pragma("synchronous = FULL");
    sqlite.pragma("foreign_keys = ON");
    if (!isCheckedAside || !isUpToDate(sqlite)) refuseDamaged(sqlite, path);
    migrateFile(sqlite, path);
    return {
      sqlite,
      db: drizzle(sqlite, { schema }),
      close() {
        sqlite.close();
        release();
      },
    };
  } catch (error) {
    release();
    throw asConfigError(error, path);
  }
}

/** Opens the file for reading alone, beside a running bot: what is read is how it was at one moment. */
export function openForReading(path: string): OpenFile {
  if (!existsSync(path)) {
    throw new ConfigError(`${path}: there is no such file. Set DATABASE_PATH to the bot's database.`);
  }
  let opened: Database.Database | undefined;
  try {
    const sqlite = new Database(path, { readonly: true, timeout: BUSY_TIMEOUT_MS });
    opened = sqlite;
    sqlite.exec("BEGIN");
    refuseOtherVersions(sqlite, path);
    return { sqlite, db: drizzle(sqlite, { schema }), close: () => sqlite.close() };
  } catch (error) {
    opened?.close();
    throw asConfigError(error, path);
  }
}

/** Makes the file, unless it is there, for this user's eyes alone, private incidents stand in it; SQLite gives its log the same rights. */
export const ownFile = (path: string): void => closeSync(openSync(path, "a", 0o600));

/**
 * Holds a lock that the operating system drops when this process ends, however it ends:
 * an exclusive transaction on a file of its own beside the database, in a folder that is made if need be. Throws ConfigError.
 */
export function holdFile(path: string): () => void {
  const holderPath = `${path}.holder`;
  let lock: Database.Database | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    lock = new Database(`${path}.lock`, { timeout: 0 });
    lock.exec("BEGIN EXCLUSIVE");
    writeFileSync(holderPath, `process ${process.pid} on ${hostname()}\n`);
  } catch (error) {
    lock?.close();
    throw isHeld(error) ? inUse(path, holderPath) : asConfigError(error, path);
  }
  return () => {
    rmSync(holderPath, { force: true });
    lock.close();
  };
}

const isHeld = (error: unknown): boolean => error instanceof Database.SqliteError && error.code === "SQLITE_BUSY";

function inUse(path: string, holderPath: string): ConfigError {
  const holder = existsSync(holderPath) ? readFileSync(holderPath, "utf8").trim() : "another process";
  return new ConfigError(
    `${path} is in use by ${holder}. Only one Sitrep may use a file: stop that one, or set DATABASE_PATH to another file.`,
  );
}

/** Reads every page. */
function refuseDamaged(sqlite: Database.Database, path: string): void {
  const answer = sqlite.pragma("quick_check(1)", { simple: true });
  if (answer !== "ok") throw damaged(path, String(answer));
}

export const damaged = (path: string, what: string) =>
  new DamagedFileError(`${path} is damaged (${what}). Move it away and put a good copy in its place.`);

const SQLITE_DAMAGE = new Set(["SQLITE_CORRUPT", "SQLITE_NOTADB"]);

function asConfigError(error: unknown, path: string): unknown {
  const isOfSystem = error instanceof Error && "syscall" in error;
  if (!(error instanceof Database.SqliteError || isOfSystem)) return error;
  if ("code" in error && SQLITE_DAMAGE.has(String(error.code))) return damaged(path, error.message);
  return new ConfigError(
    `${path} cannot be opened: ${error.message}. Check DATABASE_PATH, the rights on its folder and the room on its disk.`,
  );
}
