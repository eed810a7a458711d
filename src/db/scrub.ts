import { openFile } from "./open.ts";

/** Rewrites the file so that nothing of what was removed is left in its free pages or its search index. */
export function scrub(path: string): void {
  const { sqlite, close } = openFile(path);
  try {
    sqlite.prepare("INSERT INTO entry_search (entry_search) VALUES ('optimize')").run();
    sqlite.pragma("wal_checkpoint(TRUNCATE)");
    sqlite.exec("VACUUM");
    sqlite.pragma("wal_checkpoint(TRUNCATE)");
  } finally {
    close();
  }
}
