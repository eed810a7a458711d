import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore, type Store } from "../../src/db/store.ts";

/** Memory where the system offers it: tests wait for thousands of commits, and none of them cuts the power. */
const ROOT = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

const cleanups: (() => Promise<void> | void)[] = [];

/** Called after each test, of every file. */
export async function cleanUp(): Promise<void> {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
}

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(ROOT, "sitrep-test-"));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs after the test, the latest first. */
export function afterTest(cleanup: () => Promise<void> | void): void {
  cleanups.push(cleanup);
}

/** A real store on a real file, closed and removed after the test. */
export function temporaryStore(path = join(temporaryFolder(), "sitrep.db")): Store {
  const store = openStore(path);
  let isClosed = false;
  const close = async () => {
    if (isClosed) return;
    isClosed = true;
    await store.close();
  };
  cleanups.push(close);
  return { ...store, close };
}
