import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";

/** What SQLite says of a file: sound, or what is wrong with it. */
export type Soundness = { readonly kind: "sound" } | { readonly kind: "damaged"; readonly what: string };

/** Small and plain, so that the thread is at work before the rest of the program is loaded. */
const CHECK = `
const { parentPort, workerData } = require("node:worker_threads");
const Database = require(workerData.driver);
const answer = () => {
  try {
    const sqlite = new Database(workerData.path, { readonly: true, timeout: 5000 });
    const found = sqlite.pragma("quick_check(1)", { simple: true });
    sqlite.close();
    return found === "ok" ? { kind: "sound" } : { kind: "damaged", what: String(found) };
  } catch (error) {
    if (error.code === "SQLITE_CORRUPT" || error.code === "SQLITE_NOTADB") return { kind: "damaged", what: error.message };
    throw error;
  }
};
parentPort.postMessage(answer());
`;

/**
 * Reads every page of a file in a thread of its own, about a second for a million entries: a damaged one would be found
 * later, by the wrong person. Rejects when the file cannot be read for another reason.
 */
export function checkAside(path: string): Promise<Soundness> {
  if (!existsSync(path)) return Promise.resolve({ kind: "sound" });
  const driver = createRequire(import.meta.url).resolve("better-sqlite3");
  const worker = new Worker(CHECK, { eval: true, workerData: { path, driver } });
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`the thread that checks the file ended with ${code}`)));
  });
}
