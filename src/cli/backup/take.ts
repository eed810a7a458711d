import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import { copyDatabase } from "../../db/backup.ts";
import { backupName } from "../../db/backup-names.ts";
import { settleOnDisk } from "../../db/backup-swap.ts";
import { UnavailableError } from "../../lib/errors.ts";
import { type Checked, checkCopy } from "./check.ts";

export interface BackupOrder {
  readonly databasePath: string;
  readonly dir: string;
  /** The moment that its name tells, epoch milliseconds. */
  readonly at: number;
}

export interface BackupReport extends Checked {
  readonly path: string;
  readonly bytes: number;
  readonly copyMs: number;
  readonly checkMs: number;
}

const PARTIAL = ".partial";
/** A half-made copy that is older was left by a process that was killed. */
const ABANDONED_AFTER_MS = 24 * 3_600_000;
/** A backup must not be what fills the disk of the database. */
const HEADROOM_BYTES = 64 * 1024 * 1024;

/**
 * Takes a backup beside the running bot and gives it its name only after it was read back whole. Throws a sentence when
 * that fails; then nothing is left behind. Blocks its thread while it copies.
 */
export async function takeBackup({ databasePath, dir, at }: BackupOrder): Promise<BackupReport> {
  const path = join(dir, backupName(at));
  const partial = `${path}.${process.pid}${PARTIAL}`;
  makeFolder(dir);
  clearAbandoned(dir, at);
  refuseFullDisk(databasePath, dir);
  try {
    const started = performance.now();
    copyDatabase(databasePath, partial);
    const copied = performance.now();
    const checked = await checkCopy(partial);
    const done = performance.now();
    renameSync(partial, path);
    settleOnDisk(path);
    const bytes = statSync(path).size;
    return { path, bytes, copyMs: Math.round(copied - started), checkMs: Math.round(done - copied), ...checked };
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

function makeFolder(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UnavailableError(
      `Backups cannot be written to ${dir}: ${why}. Set BACKUP_DIR to a folder of the bot's own.`,
    );
  }
}

function clearAbandoned(dir: string, now: number): void {
  for (const name of readdirSync(dir)) {
    const path = join(dir, name);
    if (name.endsWith(PARTIAL) && statSync(path).mtimeMs < now - ABANDONED_AFTER_MS) rmSync(path, { force: true });
  }
}

function refuseFullDisk(databasePath: string, dir: string): void {
  const needed = sizeOf(databasePath) + sizeOf(`${databasePath}-wal`) + HEADROOM_BYTES;
  const { bavail, bsize } = statfsSync(dir);
  if (bavail * bsize >= needed) return;
  const megabytes = Math.ceil(needed / 1024 / 1024);
  throw new UnavailableError(
    `The disk of ${dir} has too little room for a backup: ${megabytes} MB are needed. Free some, keep fewer with BACKUP_KEEP, or set BACKUP_DIR to another disk.`,
  );
}

const sizeOf = (path: string): number => (existsSync(path) ? statSync(path).size : 0);
