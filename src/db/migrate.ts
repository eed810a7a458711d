import { fileURLToPath } from "node:url";
import type Database from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { ConfigError } from "../lib/errors.ts";

const MIGRATIONS_FOLDER = fileURLToPath(new URL("../../migrations", import.meta.url));

/** A file of a version before this one: it is brought up to date when the bot opens it. */
export class OlderFileError extends ConfigError {}

/** Brings an older file up to date in one transaction; refuses what a newer program wrote, or another one. */
export function migrateFile(sqlite: Database.Database, path: string): void {
  if (!isEmpty(sqlite)) refuseForeign(sqlite, path);
  migrate(drizzle(sqlite), { migrationsFolder: MIGRATIONS_FOLDER });
}

/** Whether the file is as this program would have made it, so that opening it changes nothing. */
export const isUpToDate = (sqlite: Database.Database): boolean => lastApplied(sqlite) === newestKnown();

/** Throws ConfigError unless this program or an older version of it wrote the file. */
export function refuseForeign(sqlite: Database.Database, path: string): void {
  const newestApplied = lastApplied(sqlite);
  if (newestApplied === undefined || !hasTable(sqlite, "entries")) {
    throw new ConfigError(`${path} holds no record of Sitrep. Name the bot's own file, or a backup of it.`);
  }
  if (newestApplied > newestKnown()) {
    throw new ConfigError(
      `${path} was written by a newer Sitrep. Start that version, or restore a backup from before the upgrade.`,
    );
  }
}

/** Throws ConfigError unless the file is one that this version reads as it is. */
export function refuseOtherVersions(sqlite: Database.Database, path: string): void {
  refuseForeign(sqlite, path);
  if (isUpToDate(sqlite)) return;
  throw new OlderFileError(
    `${path} was written by an older Sitrep. Starting the bot on it, or restoring it, brings it up to date.`,
  );
}

const newestKnown = (): number =>
  Math.max(...readMigrationFiles({ migrationsFolder: MIGRATIONS_FOLDER }).map(({ folderMillis }) => folderMillis));

function lastApplied(sqlite: Database.Database): number | undefined {
  if (!hasTable(sqlite, "__drizzle_migrations")) return undefined;
  const newest = sqlite.prepare("SELECT max(created_at) FROM __drizzle_migrations").pluck().get();
  return newest === null ? undefined : Number(newest);
}

const hasTable = (sqlite: Database.Database, name: string): boolean =>
  sqlite.prepare("SELECT 1 FROM sqlite_master WHERE name = ?").get(name) !== undefined;

const isEmpty = (sqlite: Database.Database): boolean =>
  sqlite.prepare("SELECT 1 FROM sqlite_master").get() === undefined;
