import type { CommitApi } from "./commit.ts";
import { commitApi } from "./commit.ts";
import { type EntryReads, entryReads } from "./entries.ts";
import { type IncidentReads, incidentReads } from "./incidents.ts";
import { type NumberReads, numberReads } from "./numbers.ts";
import { type OpenFile, openFile } from "./open.ts";
import { type OutboxReads, outboxReads } from "./outbox.ts";
import { type PeopleApi, peopleApi } from "./people.ts";
import { type TimerReads, timerReads } from "./timers.ts";
import { type WordReads, wordReads } from "./words.ts";

/** Everything that is stored. Async throughout, for a Postgres store is to take this one's place. */
export interface Store
  extends CommitApi,
    IncidentReads,
    NumberReads,
    EntryReads,
    TimerReads,
    OutboxReads,
    PeopleApi,
    WordReads {
  close(): Promise<void>;
}

/** Opens the SQLite store; throws ConfigError with what to do when the file cannot be used. */
export function openStore(path: string): Store {
  return storeOn(openFile(path));
}

/** Opens the SQLite store while its pages are still being read: what is written waits for `sound`, and fails as that does. */
export function openCheckedAside(path: string, sound: Promise<void>): Store {
  const store = storeOn(openFile(path, { isCheckedAside: true }));
  return {
    ...store,
    async commit(unit) {
      await sound;
      return store.commit(unit);
    },
  };
}

/** The store on a file that is open already. */
export function storeOn(file: OpenFile): Store {
  return {
    ...commitApi(file),
    ...incidentReads(file),
    ...numberReads(file),
    ...entryReads(file),
    ...timerReads(file),
    ...outboxReads(file),
    ...peopleApi(file),
    ...wordReads(file),
    close: async () => file.close(),
  };
}
