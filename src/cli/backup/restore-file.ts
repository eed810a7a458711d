import { chmodSync, chownSync, existsSync, rmSync, statSync } from "node:fs";
import { copyDatabase, readyForReturn } from "../../db/backup.ts";
import { keptName, swapIn } from "../../db/backup-swap.ts";
import { holdFile } from "../../db/open.ts";
import { UnavailableError } from "../../lib/errors.ts";
import { type Checked, checkCopy } from "./check.ts";

export interface RestoreOrder {
  /** The backup, or any other copy of a database. */
  readonly from: string;
  readonly databasePath: string;
  readonly at: number;
  /** The highest number that was given out since the backup was made. */
  readonly lastNumber?: number;
}

export interface RestoreReport extends Checked {
  /** Where the file that was there before is now. */
  readonly kept: string | undefined;
}

/**
 * Puts a backup in the place of the database: checked first, refused while a bot uses the file, the old file kept
 * beside it. Throws a sentence; then the database is as it was.
 */
export async function restoreFile({ from, databasePath, at, lastNumber }: RestoreOrder): Promise<RestoreReport> {
  const release = holdFile(databasePath);
  const copy = `${databasePath}.restoring`;
  const kept = keptName(databasePath, at);
  const clear = () => {
    for (const part of ["", "-wal", "-shm", ".lock"]) rmSync(copy + part, { force: true });
  };
  try {
    clear();
    copyDatabase(from, copy);
    readyForReturn(copy, lastNumber);
    const checked = await checkCopy(copy);
    const isReplacing = existsSync(databasePath);
    if (isReplacing) giveLike(databasePath, copy);
    swapIn(databasePath, copy, kept);
    return { ...checked, kept: isReplacing ? kept : undefined };
  } finally {
    clear();
    release();
  }
}

/** Whoever restores may be another user than the one that runs the bot; throws a sentence when it cannot be given to that one. */
function giveLike(old: string, fresh: string): void {
  const { uid, gid, mode } = statSync(old);
  const made = statSync(fresh);
  chmodSync(fresh, mode & 0o777);
  if (made.uid === uid && made.gid === gid) return;
  try {
    chownSync(fresh, uid, gid);
  } catch {
    throw new UnavailableError(
      `${old} belongs to another user, whom the restored file cannot be given to. Restore as that user, or as root; nothing was changed.`,
    );
  }
}
