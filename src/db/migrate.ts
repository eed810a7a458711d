import { fileURLToPath } from "node:url";
import type Database from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { ConfigError } from "../lib/errors.ts";

const MIGRATIONS_FOLDER = fileURLToPath(new URL("../../migrations", import.meta.url));

/** Brings an older file up to date in one transaction; refuses a file that a newer program wrote. */
export function migrateFile(sqlite: Database.Database, path: string): void {
  const known = readMigrationFiles({ migrationsFolder: MIGRATIONS_FOLDER });
  const newestKnown = Math.max(...known.map((migration) => migration.folderMillis));
  const newestApplied = lastApplied(sqlite);
  if (newestApplied !== undefined && newestApplied > newestKnown) {
    throw new ConfigError(
      `${path} was written by a newer Sitrep. Start that version, or restore a backup from before the upgrade.`,
    );
  }
  migrate(drizzle(sqlite), { migrationsFolder: MIGRATIONS_FOLDER });
}

/** Whether the file is as this program would have made it, so that opening it changes nothing. */
export function isUpToDate(sqlite: Database.Database): boolean {
  const known = readMigrationFiles({ migrationsFolder: MIGRATIONS_FOLDER });
  return lastApplied(sqlite) === Math.max(...known.map((migration) => migration.folderMillis));
}

function lastApplied(sqlite: Database.Database): number | undefined {
  const table = sqlite.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get();
  if (!table) return undefined;
  const newest = sqlite.prepare("SELECT max(created_at) FROM __drizzle_migrations").pluck().get();
  return newest === null ? undefined : Number(newest);
}
