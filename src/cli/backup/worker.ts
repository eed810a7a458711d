import { parentPort, workerData } from "node:worker_threads";
import { DomainError } from "../../lib/errors.ts";
import { type BackupOrder, type BackupReport, takeBackup } from "./take.ts";

/** What the thread answers; an error's class does not survive the way. */
export type BackupAnswer =
  | { readonly kind: "taken"; readonly report: BackupReport }
  | { readonly kind: "failed"; readonly reason: string };

/** Only `takeBackupAside` starts this thread, and hands it an order. */
const order = workerData as BackupOrder;

const answer: BackupAnswer = await takeBackup(order).then(
  (report) => ({ kind: "taken" as const, report }),
  (error: unknown) => ({ kind: "failed" as const, reason: reasonOf(error) }),
);
parentPort?.postMessage(answer);

function reasonOf(error: unknown): string {
  if (error instanceof DomainError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
