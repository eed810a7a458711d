import { Worker } from "node:worker_threads";
import { UnavailableError } from "../../lib/errors.ts";
import type { BackupOrder, BackupReport } from "./take.ts";
import type { BackupAnswer } from "./worker.ts";

/** Takes a backup in a thread of its own, so that the bot goes on answering; rejects with UnavailableError. */
export function takeBackupAside(order: BackupOrder): Promise<BackupReport> {
  const worker = startWorker(order);
  return new Promise((resolve, reject) => {
    worker.once("message", (answer: BackupAnswer) => {
      if (answer.kind === "taken") resolve(answer.report);
      else reject(new UnavailableError(answer.reason));
    });
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new UnavailableError(`the backup's thread ended with ${code}`)));
  });
}

/** From sources, as tests run it, a thread has to learn TypeScript first. */
function startWorker(workerData: BackupOrder): Worker {
  const isSource = import.meta.url.endsWith(".ts");
  const url = new URL(isSource ? "./worker.ts" : "./worker.js", import.meta.url);
  if (!isSource) return new Worker(url, { workerData });
  const learn = `import("tsx/esm/api").then(({ tsImport }) => tsImport(${JSON.stringify(url.href)}, ${JSON.stringify(url.href)}))`;
  return new Worker(learn, { workerData, eval: true });
}
