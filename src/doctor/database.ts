import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { countsOf, unsoundness } from "../db/backup.ts";
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
  const { incidents, entries } = countsOf(path);
  const size = `${counted(incidents, "incident")}, ${counted(entries, "entry", "entries")}, ${megabytes(await sizeOf(path))}`;
  const store = storeOn(openForReading(path));
  try {
    const findings = [good("Database", `sound; ${size}`), ...(await examineBacklog(store, now, "terminal"))];
    return { findings: [...findings, ...others], rooms: await roomsOf(store) };
  } finally {
    await store.close();
  }
}

/** The channels of open incidents. */
export async function roomsOf(store: Pick<Store, "listIncidents">): Promise<Room[]> {
  const open = await store.listIncidents({ isOpen: true });
  return open.flatMap(({ id, channelId, isPrivate }) =>
    channelId === null ? [] : [{ number: id, channelId, isPrivate }],
  );
}
