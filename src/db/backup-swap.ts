import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";

const KEPT = ".before-restore-";

/** Where a database is kept that another one takes the place of at this time. */
export const keptName = (path: string, at: number): string =>
  `${path}${KEPT}${new Date(at).toISOString().replaceAll(/[:.]/g, "-")}`;

/** The files that restores kept beside a database; each may have its log beside it. */
export const keptBeside = (path: string): string[] =>
  readdirSync(dirname(path))
    .filter((name) => name.startsWith(basename(path) + KEPT) && !name.endsWith("-wal"))
    .map((name) => join(dirname(path), name));

/** Makes a file survive a power failure, name and all. */
export function settleOnDisk(path: string): void {
  for (const each of [path, dirname(path)]) {
    const handle = openSync(each, "r");
    fsyncSync(handle);
    closeSync(handle);
  }
}

/**
 * Puts a sound database in the place of another that nobody uses, and keeps the old one as `kept` with what its log
 * held. Killed at any step, the old one stands at `kept` or at its place.
 */
export function swapIn(path: string, replacement: string, kept: string): void {
  settleOnDisk(replacement);
  for (const part of ["", "-wal"]) {
    if (existsSync(path + part)) keepAs(path + part, kept + part);
  }
  // The log of the old file must be gone first: SQLite would play it into the new one.
  for (const part of ["-wal", "-shm"]) rmSync(path + part, { force: true });
  renameSync(replacement, path);
  settleOnDisk(path);
}

function keepAs(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
  settleOnDisk(to);
}
