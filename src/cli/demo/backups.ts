import { rmSync } from "node:fs";
import type { Config } from "../../config/index.ts";
import { backupsIn } from "../../db/backup-names.ts";
import type { Clock } from "../../lib/clock.ts";
import { takeBackupAside } from "../backup/aside.ts";
import { dropSuperfluous } from "../backup/schedule.ts";

const HOUR_MS = 3_600_000;

/** What a bot is told whose record is backed up every hour. */
export const backedUp = (config: Config): Config => ({
  ...config,
  backups: { ...config.backups, schedule: "0 * * * *" },
});

type Parts = Pick<Config, "databasePath" | "backups"> & { readonly clock: Clock };

/**
 * Backs the demo's record up as a real one is, but every hour on the workspace's clock, which may be skipped; what an
 * earlier demo left in the folder is cleared away. Resolves when the first one is there.
 */
export async function keepBackups({ databasePath, backups, clock }: Parts): Promise<{ stop(): Promise<void> }> {
  for (const { path } of backupsIn(backups.dir)) rmSync(path);
  const take = async () => {
    const at = clock.now();
    await takeBackupAside({ databasePath, dir: backups.dir, at });
    dropSuperfluous(backups);
    return at;
  };
  const over = new AbortController();
  const taking = async (firstAt: number) => {
    for (let at = firstAt; !over.signal.aborted; ) {
      await clock.sleep(at + HOUR_MS - clock.now(), over.signal);
      // One that fails is tried again in an hour; how the bot is doing tells of it.
      if (!over.signal.aborted) at = await take().catch(() => clock.now());
    }
  };
  const loop = taking(await take());
  return {
    stop() {
      over.abort();
      return loop;
    },
  };
}
