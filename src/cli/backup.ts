import { resolve } from "node:path";
import { loadStorage } from "../config/index.ts";
import { counted, megabytes } from "../lib/amounts.ts";
import { systemClock } from "../lib/clock.ts";
import { dropSuperfluous } from "./backup/schedule.ts";
import { takeBackup } from "./backup/take.ts";
import { environment, readArgs } from "./environment.ts";

const usage = "backup [--to DIR] [--database PATH]";

/** `sitrep backup`: takes a backup now, beside a running bot, and reads it back. */
export async function backup(args: readonly string[]): Promise<number> {
  const { values } = readArgs(args, { to: { type: "string" }, database: { type: "string" } }, usage);
  const storage = loadStorage(environment());
  const databasePath = resolve(values.database ?? storage.databasePath);
  const dir = resolve(values.to ?? storage.backups.dir);
  const report = await takeBackup({ databasePath, dir, at: systemClock.now() });
  // A folder that was named by hand is somebody else's to clear.
  const dropped = values.to === undefined ? dropSuperfluous({ ...storage.backups, dir }) : 0;
  const what = `${counted(report.incidents, "incident")}, ${counted(report.entries, "entry", "entries")}`;
  process.stdout.write(
    [
      `${report.path}`,
      `  ${what}, ${megabytes(report.bytes)}; copied in ${report.copyMs} ms, read back and checked in ${report.checkMs} ms.`,
      ...(dropped > 0 ? [`  ${counted(dropped, "older backup")} cleared away, as BACKUP_KEEP says.`] : []),
      "",
    ].join("\n"),
  );
  return 0;
}
