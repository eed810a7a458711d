import type { Config } from "../config/index.ts";
import type { Gateway } from "../core/ledger/index.ts";
import type { Incident } from "../core/product.ts";
import type { Store } from "../db/store.ts";
import type { Ids } from "../lib/ids.ts";
import { createHttpGateway } from "./gateway.ts";
import { type PagingParts, pagingDeeds } from "./paging/index.ts";
import { statuspageDeeds } from "./statuspage/push.ts";

export interface ReceiverParts extends Omit<PagingParts, "paging" | "timeLimitMs" | "incident" | "house"> {
  readonly config: Pick<Config, "paging" | "statuspage">;
  readonly store: Store;
  readonly ids: Ids;
  incident(id: number): Promise<Incident>;
}

const HOUSE_NAME = "house/name";
const HOUSE_NAME_LENGTH = 8;

/** Everybody beside Slack who is told of incidents: ways of paging, and a page of Statuspage. */
export function receivers({ config, ids, ...parts }: ReceiverParts): Gateway {
  const { store } = parts;
  const house = async () =>
    (await store.keepsake(HOUSE_NAME)) ?? store.keepFirst(HOUSE_NAME, ids.next().slice(0, HOUSE_NAME_LENGTH));
  return createHttpGateway(parts, [
    pagingDeeds({ ...parts, house, paging: config.paging }),
    statuspageDeeds({ ...parts, settings: config.statuspage }),
  ]);
}
