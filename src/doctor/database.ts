import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { countsOf, unsoundness } from "../db/backup.ts";
import { OlderFileError } from "../db/migrate.ts";
import { withGoodBackup } from "../db/newest-good.ts";
import { openForReading } from "../db/open.ts";
import { type Store, storeOn } from "../db/store.ts";
import { counted, megabytes } from "../lib/amounts.ts";
import { ConfigError } from "../lib/errors.ts";
import { examineBacklog } from "./backlog.ts";
import type { Room } from "./channels.ts";
import { examineFiles, type Storage, sizeOf } from "./files.ts";
import { bad, type Finding, good } from "./finding.ts";

export interface StorageReport {
  readonly findings: readonly Finding[];
  readonly rooms: readonly Room[];
}

/** Reads every page of the database, then backlog, backups and disk, without writing anything; blocks its thread, so it is not for the bot. */
export async function examineStorage(storage: Storage, now: number): Promise<StorageReport> {
  const path = resolve(storage.databasePath);
  const others = await examineFiles(storage, now, "terminal");
  if (!existsSync(path)) {
    return { findings: [good("Database", `${path} will be made at the first start`), ...others], rooms: [] };
  }
  const unsound = unsoundness(path);
  if (unsound) {
    const { message } = withGoodBackup(new ConfigError(""), storage.backups);
    const found = bad("Database", `${path} is damaged: ${unsound}`, message.trim().replaceAll("\n", " "));
    return { findings: [found, ...others], rooms: [] };
  }
  const { findings, rooms } = await examineRecord(path, now);
  return { findings: [...findings, ...others], rooms };
}

async function examineRecord(path: string, now: number): Promise<StorageReport> {
  const store = opened(path);
  if (store instanceof OlderFileError) {
    return {
      findings: [good("Database", "sound; of an older Sitrep, and the next start brings it up to date")],
      rooms: [],
    };
  }
  if (store instanceof ConfigError) {
    const mend = "Set DATABASE_PATH to the bot's own file, or start the version that wrote this one.";
    return { findings: [bad("Database", store.message, mend)], rooms: [] };
  }
  try {
    const { incidents, entries } = countsOf(path);
    const size = `${counted(incidents, "incident")}, ${counted(entries, "entry", "entries")}, ${megabytes(await sizeOf(path))}`;
    const findings = [good("Database", `sound; ${size}`), ...(await examineBacklog(store, now, "terminal"))];
    return { findings, rooms: await roomsOf(store) };
  } finally {
    await store.close();
  }
}

function opened(path: string): Store | ConfigError {
  try {
    return storeOn(openForReading(path));
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}

/** The channels of open incidents. */
export async function roomsOf(store: Pick<Store, "listIncidents">): Promise<Room[]> {
  const open = await store.listIncidents({ isOpen: true });
  return open.flatMap(({ id, channelId, isPrivate }) =>
    channelId === null ? [] : [{ number: id, channelId, isPrivate }],
  );
}
