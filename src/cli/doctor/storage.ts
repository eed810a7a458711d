import { existsSync, statfsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Backups } from "../../config/index.ts";
import { countsOf, unsoundness } from "../../db/backup.ts";
import { openForReading } from "../../db/open.ts";
import { type Store, storeOn } from "../../db/store.ts";
import { ConfigError } from "../../lib/errors.ts";
import { backupsIn } from "../backup/names.ts";
import { withGoodBackup } from "../backup/newest-good.ts";
import { counted, megabytes, moment, stretch } from "../words.ts";
import { bad, type Finding, good, poor } from "./finding.ts";

export interface Storage {
  readonly databasePath: string;
  readonly backups: Backups;
}

export interface StorageReport {
  readonly findings: readonly Finding[];
  /** Channels of open incidents, by number. */
  readonly rooms: ReadonlyMap<number, string>;
}

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
const LATE_MS = 10 * 60_000;
const OLD_BACKUP_MS = 26 * HOUR_MS;
const SHOWN_FAILURES = 5;

/** Looks at database, backlog, backups and disk without writing anything. */
export async function examineStorage({ databasePath, backups }: Storage, now: number): Promise<StorageReport> {
  const path = resolve(databasePath);
  const others = [judgeBackups(backups, backupsIn(backups.dir)[0]?.at, now), ...examineDisks(path, backups.dir)];
  if (!existsSync(path)) {
    return { findings: [good("Database", `${path} will be made at the first start`), ...others], rooms: new Map() };
  }
  const unsound = unsoundness(path);
  if (unsound) {
    const { message } = withGoodBackup(new ConfigError(""), backups);
    const found = bad("Database", `${path} is damaged: ${unsound}`, message.trim().replaceAll("\n", " "));
    return { findings: [found, ...others], rooms: new Map() };
  }
  const { incidents, entries } = countsOf(path);
  const size = `${counted(incidents, "incident")}, ${counted(entries, "entry", "entries")}, ${megabytes(sizeOf(path))}`;
  const store = storeOn(openForReading(path));
  try {
    const findings = [good("Database", `sound; ${size}`), ...judgeBacklog(await store.backlog(now - WEEK_MS), now)];
    return { findings: [...findings, ...others], rooms: await roomsOf(store) };
  } finally {
    await store.close();
  }
}

async function roomsOf(store: Store): Promise<Map<number, string>> {
  const open = await store.listIncidents({ isOpen: true });
  return new Map(open.flatMap(({ id, channelId }) => (channelId === null ? [] : [[id, channelId] as const])));
}

type Backlog = Awaited<ReturnType<Store["backlog"]>>;

/** Whether deeds go out, and which were given up in the last week. Pure. */
export function judgeBacklog({ waiting, waitingSince, givenUp }: Backlog, now: number): Finding[] {
  const lateMs = waitingSince === undefined ? 0 : now - waitingSince;
  const queue =
    lateMs > LATE_MS
      ? bad(
          "Backlog",
          `${counted(waiting, "deed")} for Slack wait, the oldest for ${stretch(lateMs)}`,
          "Start the bot; if it runs, its log says what Slack answers.",
        )
      : good("Backlog", waiting === 0 ? "nothing waits" : `${counted(waiting, "deed")} on their way`);
  if (givenUp.length === 0) return [queue];
  const newest = givenUp.slice(-SHOWN_FAILURES).reverse();
  const lines = newest.map(({ key, lastError }) => `${key} (${lastError ?? "no reason kept"})`);
  const more = givenUp.length > lines.length ? `, and ${givenUp.length - lines.length} more` : "";
  const what = `${counted(givenUp.length, "deed")} given up in the last week: ${lines.join("; ")}${more}`;
  return [queue, poor("Backlog", what, "Each is noted on its incident's timeline; mend what Slack's reason names.")];
}

/** Whether there is a fresh backup. Pure. */
export function judgeBackups({ dir, schedule }: Backups, newestAt: number | undefined, now: number): Finding {
  const known = newestAt === undefined ? `none in ${dir}` : `the newest of ${moment(newestAt)}`;
  if (schedule === undefined) {
    const isFresh = newestAt !== undefined && now - newestAt < OLD_BACKUP_MS;
    if (isFresh) return good("Backups", `${known}; the bot takes none (BACKUP_SCHEDULE is off)`);
    return poor(
      "Backups",
      `${known}, and BACKUP_SCHEDULE is off`,
      "Set BACKUP_SCHEDULE, unless Litestream watches the file.",
    );
  }
  if (newestAt === undefined)
    return poor("Backups", known, "Start the bot, which takes one at once, or: npx sitrep backup");
  if (now - newestAt < OLD_BACKUP_MS) return good("Backups", known);
  const mend = 'Look for "no backup could be taken" in the bot\'s log, or try: npx sitrep backup';
  return poor("Backups", `${known}, ${stretch(now - newestAt)} ago`, mend);
}

function examineDisks(databasePath: string, backupDir: string): Finding[] {
  const folders = [dirname(databasePath), resolve(backupDir)].map(standing);
  const disks = new Map(folders.map((folder) => [statSync(folder).dev, folder]));
  return [...disks.values()].map((folder) => {
    const { bavail, bsize } = statfsSync(folder);
    return judgeDisk(folder, bavail * bsize, sizeOf(databasePath));
  });
}

/** With its log, which holds what is new. */
const sizeOf = (path: string): number =>
  [path, `${path}-wal`].reduce((sum, part) => sum + (existsSync(part) ? statSync(part).size : 0), 0);

/** The folder, or the nearest one above it that is there already. */
const standing = (folder: string): string => (existsSync(folder) ? folder : standing(dirname(folder)));

/** Whether there is room for the record to grow and for one more backup. Pure. */
export function judgeDisk(folder: string, freeBytes: number, databaseBytes: number): Finding {
  const what = `${megabytes(freeBytes)} free at ${folder}`;
  const mend = "Free some room; without any, nothing that people do is acknowledged.";
  if (freeBytes < 200e6) return bad("Disk", what, mend);
  return freeBytes < Math.max(1e9, 3 * databaseBytes) ? poor("Disk", what, mend) : good("Disk", what);
}
