import { readdir, stat, statfs } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Backups } from "../config/index.ts";
import { takenAt } from "../db/backup-names.ts";
import { megabytes, moment, stretch } from "../lib/amounts.ts";
import { bad, type Finding, good, poor, type Vantage } from "./finding.ts";

/** Where the record and its copies are kept. */
export interface Storage {
  readonly databasePath: string;
  readonly backups: Backups;
}

const HOUR_MS = 3_600_000;
const OLD_BACKUP_MS = 26 * HOUR_MS;

/** Looks at backups and disks without reading what is in the files. */
export async function examineFiles(
  { databasePath, backups }: Storage,
  now: number,
  vantage: Vantage,
): Promise<Finding[]> {
  const newestAt = await newestBackupIn(backups.dir);
  return [judgeBackups(backups, newestAt, now, vantage), ...(await examineDisks(resolve(databasePath), backups.dir))];
}

async function newestBackupIn(dir: string): Promise<number | undefined> {
  const times = (await readdir(dir).catch(() => [])).flatMap((name) => takenAt(name) ?? []);
  return times.reduce<number | undefined>((newest, at) => Math.max(newest ?? at, at), undefined);
}

/** Whether there is a fresh backup. Pure. */
export function judgeBackups(
  { dir, schedule }: Backups,
  newestAt: number | undefined,
  now: number,
  vantage: Vantage = "terminal",
): Finding {
  const known = newestAt === undefined ? `none in ${dir}` : `the newest of ${moment(newestAt)}`;
  const isFresh = newestAt !== undefined && now - newestAt < OLD_BACKUP_MS;
  if (schedule === undefined) {
    if (isFresh) return good("Backups", `${known}; the bot takes none (BACKUP_SCHEDULE is off)`);
    return poor(
      "Backups",
      `${known}, and BACKUP_SCHEDULE is off`,
      "Set BACKUP_SCHEDULE, unless Litestream watches the file.",
    );
  }
  if (isFresh) return good("Backups", known);
  if (newestAt === undefined && vantage === "terminal")
    return poor("Backups", known, "Start the bot, which takes one at once, or: npx sitrep backup");
  const mend = 'Look for "no backup could be taken" in the bot\'s log, or try: npx sitrep backup';
  return poor("Backups", newestAt === undefined ? known : `${known}, ${stretch(now - newestAt)} ago`, mend);
}

async function examineDisks(databasePath: string, backupDir: string): Promise<Finding[]> {
  const bytes = await sizeOf(databasePath);
  const folders = await Promise.all([dirname(databasePath), resolve(backupDir)].map(standing));
  const disks = new Map<number, string>();
  for (const folder of folders) disks.set((await stat(folder)).dev, folder);
  return Promise.all(
    [...disks.values()].map(async (folder) => {
      const { bavail, bsize } = await statfs(folder);
      return judgeDisk(folder, bavail * bsize, bytes);
    }),
  );
}

/** With its log, which holds what is new. */
export async function sizeOf(path: string): Promise<number> {
  const sizes = await Promise.all([path, `${path}-wal`].map(sizeOfFile));
  return sizes.reduce((sum, size) => sum + size, 0);
}

const sizeOfFile = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

/** The folder, or the nearest one above it that is there already. */
const standing = (folder: string): Promise<string> =>
  stat(folder).then(
    () => folder,
    () => standing(dirname(folder)),
  );

/** Whether there is room for the record to grow and for one more backup. Pure. */
export function judgeDisk(folder: string, freeBytes: number, databaseBytes: number): Finding {
  const what = `${megabytes(freeBytes)} free at ${folder}`;
  const mend = "Free some room; without any, nothing that people do is acknowledged.";
  if (freeBytes < 200e6) return bad("Disk", what, mend);
  return freeBytes < Math.max(1e9, 3 * databaseBytes) ? poor("Disk", what, mend) : good("Disk", what);
}
