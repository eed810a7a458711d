import { readdirSync } from "node:fs";
import { join } from "node:path";

export interface BackupFile {
  readonly path: string;
  /** When it was taken, epoch milliseconds. */
  readonly at: number;
}

const NAME = /^sitrep-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z\.db$/;

/** The name says when it was taken, so that a copy elsewhere still tells. */
export const backupName = (at: number): string => `sitrep-${new Date(at).toISOString().replaceAll(/[:.]/g, "-")}.db`;

/** When the backup of this name was taken, or undefined for a file of another kind. */
export function takenAt(name: string): number | undefined {
  const [, day, hour, minute, second, ms] = NAME.exec(name) ?? [];
  return day === undefined ? undefined : Date.parse(`${day}T${hour}:${minute}:${second}.${ms}Z`);
}

/** The finished backups in a folder, newest first; none when there is no such folder. */
export function backupsIn(dir: string): BackupFile[] {
  return namesIn(dir)
    .flatMap((name) => {
      const at = takenAt(name);
      return at === undefined ? [] : [{ path: join(dir, name), at }];
    })
    .sort((a, b) => b.at - a.at);
}

function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch {
    return [];
  }
}
