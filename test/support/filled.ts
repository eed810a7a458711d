import { join } from "node:path";
import { shippedPolicy } from "../../src/config/index.ts";
import { declare } from "../../src/core/incidents/index.ts";
import { Ledger, person, reproject } from "../../src/core/ledger/index.ts";
import { columnsOf, type Incident, PROJECTION, product } from "../../src/core/product.ts";
import { hearMessage, msToTs } from "../../src/core/timeline/index.ts";
import { openStore, type Store } from "../../src/db/store.ts";
import { VirtualClock } from "../../src/lib/virtual-clock.ts";
import { temporaryFolder } from "./temporary-store.ts";

const START = Date.UTC(2026, 2, 12, 14, 0);

/** A ledger of the whole product on a store, with a clock that stands at Thursday noon. */
export function productLedger(store: Store): Ledger<Incident> {
  const policy = shippedPolicy();
  const clock = new VirtualClock(START);
  return new Ledger<Incident>({ store, product, columns: columnsOf, policy: () => policy, clock });
}

/** Says something in the channel of an incident, the way that Slack tells of it. */
export const said = (by: string, text: string, minute: number) =>
  hearMessage({ channelId: "C1", ts: msToTs(START + minute * 60_000), by: person(by), text, files: [] });

export const opened = (title: string, isPrivate = false) =>
  declare({ userId: "U1", title, severity: "sev2", isPrivate, via: "command" });

/** A database with so many incidents of so many messages, closed; gives its path. */
export async function filledDatabase(incidents: number, messages: number): Promise<string> {
  const path = join(temporaryFolder(), "sitrep.db");
  const store = openStore(path);
  await reproject({ store, product, columns: columnsOf, projection: PROJECTION });
  const ledger = productLedger(store);
  for (let number = 1; number <= incidents; number += 1) {
    await ledger.open(opened(`Checkout errors ${number}`));
    const words = Array.from({ length: messages }, (_, minute) =>
      ledger.record(number, said("U2", `the pool is exhausted, ${minute} of ${messages}`, minute)),
    );
    await Promise.all(words);
  }
  await store.close();
  return path;
}
