import { rmSync } from "node:fs";
import { schedule } from "node-cron";
import type { Backups } from "../../config/index.ts";
import { backupsIn } from "../../db/backup-names.ts";
import type { Clock } from "../../lib/clock.ts";
import type { Log } from "../../lib/log.ts";
import { takeBackupAside } from "./aside.ts";
import { superfluous } from "./retention.ts";

export interface BackupParts {
  readonly databasePath: string;
  readonly backups: Backups;
  readonly clock: Clock;
  readonly log: Log;
}

export interface BackupSchedule {
  /** Begins to take backups; the first one at once when the last is a day old. */
  start(): void;
  /** Waits for the one that is being taken. */
  stop(): Promise<void>;
}

const DAY_MS = 24 * 3_600_000;

/** Takes backups by the calendar, each checked, and clears away those that need not be kept. */
export function scheduleBackups(parts: BackupParts): BackupSchedule {
  const { backups, clock, log } = parts;
  if (backups.schedule === undefined) return { start: () => undefined, stop: async () => undefined };
  let underWay: Promise<void> = Promise.resolve();
  const once = () => {
    underWay = underWay.then(() => backUp(parts));
    return underWay;
  };
  const task = schedule(backups.schedule, once, { noOverlap: true });
  task.stop();
  return {
    start() {
      task.start();
      const [newest] = backupsIn(backups.dir);
      if (!newest || newest.at < clock.now() - DAY_MS) void once();
      log.info({ dir: backups.dir, schedule: backups.schedule }, "backups are on");
    },
    async stop() {
      await task.destroy();
      await underWay;
    },
  };
}

async function backUp({ databasePath, backups, clock, log }: BackupParts): Promise<void> {
  try {
    const report = await takeBackupAside({ databasePath, dir: backups.dir, at: clock.now() });
    const dropped = dropSuperfluous(backups);
    log.info({ ...report, dropped }, "backup taken and read back");
  } catch (error) {
    log.error({ reason: error instanceof Error ? error.message : String(error) }, "no backup could be taken");
  }
}

/** Clears away what need not be kept; gives how many. Call it after a success alone, so that the last good one stays. */
export function dropSuperfluous({ dir, keep }: Backups): number {
  const all = backupsIn(dir);
  const drop = new Set(
    superfluous(
      all.map(({ at }) => at),
      keep,
    ),
  );
  const files = all.filter(({ at }) => drop.has(at));
  for (const { path } of files) rmSync(path, { force: true });
  return files.length;
}
