import type { OpenFile } from "../../src/db/open.ts";
import type { Clock } from "../../src/lib/clock.ts";

/** Mistakes that other bots make; switched on, they must make seeds fail. */
export const MISTAKES = ["acknowledges_before_commit", "no_deed_key", "timers_in_memory", "pages_not_keyed"] as const;
export type Mistake = (typeof MISTAKES)[number];

const LAZY_MS = 3_000;

/**
 * What is "committed" reaches the disk only seconds later, so everything is acknowledged before it is stored;
 * a kill takes the open transaction with it.
 */
export function acknowledgeBeforeCommit({ sqlite }: OpenFile, clock: Clock): void {
  const begin = () => void (sqlite.open && !sqlite.inTransaction && sqlite.exec("BEGIN"));
  const commit = () => void (sqlite.open && sqlite.inTransaction && sqlite.exec("COMMIT"));
  begin();
  const beat = async (): Promise<void> => {
    await clock.sleep(LAZY_MS);
    commit();
    begin();
    return beat();
  };
  void beat();
}

/** Posts cannot be found again: a channel is read without the keys that name them. */
export function withoutDeedKeys(body: RequestInit["body"]): RequestInit["body"] {
  if (typeof body !== "string" || !body.includes("include_all_metadata=")) return body;
  const fields = new URLSearchParams(body);
  fields.delete("include_all_metadata");
  return fields.toString();
}

/** What was to ring is forgotten with the process. */
export function forgetTimers({ sqlite }: OpenFile): void {
  sqlite.exec("DELETE FROM timers");
}
