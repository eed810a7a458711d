import { type FSWatcher, readdirSync, statSync, watch } from "node:fs";
import { join } from "node:path";
import type { Clock } from "../lib/clock.ts";

export interface FolderWatchOptions {
  readonly clock: Clock;
  readonly directory: string;
  /** Called when the folder differs from the last time and has come to rest. */
  readonly onChange: () => Promise<void>;
  /** Network folders and mounted ones tell of no change, so the folder is looked at this often too. */
  readonly everyMs?: number;
  /** An editor writes a file in several steps; this long nothing must change. */
  readonly restMs?: number;
}

const EVERY_MS = 5_000;
const REST_MS = 300;

/** Tells of every change of a folder, soon after it, once for many changes that come together. */
export class FolderWatch {
  readonly #options: Required<FolderWatchOptions>;
  readonly #stopping = new AbortController();
  #wake = new AbortController();
  #watcher: FSWatcher | undefined;
  #seen: string;
  #running: Promise<void> | undefined;

  constructor(options: FolderWatchOptions) {
    this.#options = { everyMs: EVERY_MS, restMs: REST_MS, ...options };
    this.#seen = fingerprint(options.directory);
  }

  start(): void {
    this.#watcher = watched(this.#options.directory, () => this.#wake.abort());
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake.abort();
    this.#watcher?.close();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { clock, everyMs, directory, onChange } = this.#options;
    while (!this.#stopping.signal.aborted) {
      await clock.sleep(everyMs, this.#wake.signal);
      this.#wake = new AbortController();
      if (this.#stopping.signal.aborted || fingerprint(directory) === this.#seen) continue;
      this.#seen = await this.#atRest();
      await onChange();
    }
  }

  async #atRest(): Promise<string> {
    const { clock, restMs, directory } = this.#options;
    for (let before = fingerprint(directory); ; ) {
      await clock.sleep(restMs, this.#stopping.signal);
      const after = fingerprint(directory);
      if (after === before || this.#stopping.signal.aborted) return after;
      before = after;
    }
  }
}

/** The folder with everything below it; undefined where the system cannot watch it. */
function watched(directory: string, onEvent: () => void): FSWatcher | undefined {
  try {
    return watch(directory, { recursive: true, persistent: false }, onEvent).on("error", onEvent);
  } catch {
    return undefined;
  }
}

/** Templates are in a folder of the folder; nothing that is read lies deeper. */
const DEPTH = 1;

/**
 * What changes when any file is written, added, renamed or taken away; links are followed, as mounted folders are made of
 * them. Names that begin with a dot are never read as configuration: a folder under review holds all of `.git`.
 */
function fingerprint(directory: string, depth = DEPTH): string {
  try {
    return readdirSync(directory)
      .filter((name) => !name.startsWith("."))
      .sort()
      .map((name) => `${name}=${partOf(join(directory, name), depth)}`)
      .join("\n");
  } catch {
    return "unreadable";
  }
}

function partOf(path: string, depth: number): string {
  try {
    const { mtimeMs, size, ino, isFile } = told(path);
    if (isFile) return `${mtimeMs}/${size}/${ino}`;
    return depth > 0 ? `{${fingerprint(path, depth - 1)}}` : "{}";
  } catch {
    return "gone";
  }
}

function told(path: string) {
  const found = statSync(path);
  return { mtimeMs: found.mtimeMs, size: found.size, ino: found.ino, isFile: !found.isDirectory() };
}
