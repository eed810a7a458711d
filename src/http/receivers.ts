import type { Config } from "../config/index.ts";
import type { Gateway } from "../core/ledger/index.ts";
import type { Incident } from "../core/product.ts";
import type { Store } from "../db/store.ts";
import { createHttpGateway } from "./gateway.ts";
import { type PagingParts, pagingDeeds } from "./paging/index.ts";
import { statuspageDeeds } from "./statuspage/push.ts";

export interface ReceiverParts extends Omit<PagingParts, "paging" | "timeLimitMs" | "incident"> {
  readonly config: Pick<Config, "paging" | "statuspage">;
  readonly store: Store;
  incident(id: number): Promise<Incident>;
}

/** Everybody beside Slack who is told of incidents: ways of paging, and a page of Statuspage. */
export const receivers = ({ config, ...parts }: ReceiverParts): Gateway =>
  createHttpGateway(parts, [
    pagingDeeds({ ...parts, paging: config.paging }),
    statuspageDeeds({ ...parts, settings: config.statuspage }),
  ]);
