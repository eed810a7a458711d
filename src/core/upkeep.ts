import type { Policy } from "../config/index.ts";
import type { Store } from "../db/store.ts";
import type { Clock } from "../lib/clock.ts";
import { UnavailableError } from "../lib/errors.ts";
import type { Log } from "../lib/log.ts";
import { HOUSE, type Ledger, reproject } from "./ledger/index.ts";
import { columnsOf, type Incident, PROJECTION, product } from "./product.ts";
import { forgetOldWords } from "./timeline/index.ts";

export interface Kept {
  readonly store: Store;
  readonly ledger: Ledger<Incident>;
  readonly clock: Clock;
  readonly policy: () => Policy;
  readonly log: Log;
}

/** Words that somebody typed and a button is to remember are kept under names that begin so, until the night. */
export const TYPED = "words/";

/** What was heard and done is remembered this long; Slack may send an event again for 26 hours. */
const MEMORY_MS = 48 * 3_600_000;

/** Plans all timers anew, those of the house too; what is open may get its first by another policy. */
export async function replanAll({ store, ledger }: Pick<Kept, "store" | "ledger">): Promise<void> {
  const open = await store.listIncidents({ isOpen: true });
  const numbers = new Set([HOUSE, ...open.map(({ id }) => id), ...(await store.incidentsWithTimers())]);
  await Promise.all([...numbers].map((id) => ledger.replan(id)));
}

/** What another version of the program stored is seen through the eyes of this one. */
export async function projectAnew({ store, log }: Pick<Kept, "store" | "log">): Promise<void> {
  const count = await reproject({ store, product, columns: columnsOf, projection: PROJECTION });
  if (count > 0) log.info({ count }, "incidents were folded anew, as this version sees them");
}

/** What need not be known any longer goes: keys of what was heard, words that buttons remember, and words that are as old as the policy says. */
export async function forget({ store, ledger, clock, policy, log }: Kept): Promise<void> {
  await store.forgetBefore(clock.now() - MEMORY_MS);
  await store.dropKept(TYPED);
  const record = ledger.record.bind(ledger);
  const count = await forgetOldWords({ store, record, policy: policy(), now: clock.now() });
  if (count > 0) log.info({ count }, "words were removed because of their age");
}

/** Does it once the file can be written: one that another program holds is waited for. */
export async function onceWritable(log: Log, act: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await act();
      return;
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
      log.warn({ err: error }, "the record could not be written; trying again");
    }
  }
}
