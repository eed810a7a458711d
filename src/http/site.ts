import type { RequestListener } from "node:http";
import type { Policy } from "../config/index.ts";
import type { World } from "../core/ledger/index.ts";
import type { Store } from "../db/store.ts";
import type { Clock } from "../lib/clock.ts";
import type { Log } from "../lib/log.ts";
import { calendarRoute } from "./calendar/route.ts";
import { type Health, healthRoute } from "./health.ts";
import { httpListener } from "./serving/listener.ts";
import { statusPageRoute } from "./statuspage/route.ts";

export interface SiteParts {
  readonly health: Health;
  readonly store: Store;
  readonly policy: () => Policy;
  readonly clock: Clock;
  readonly log: Log;
  world(): Promise<World>;
  /** How a person is called. */
  nameOf(userId: string): Promise<string>;
  /** Under which address others reach the port; ends with a slash. */
  readonly publicUrl: string;
}

/** Everything that the port serves, but what Slack sends to it. */
export const site = ({ health, store, policy, clock, log, world, nameOf, publicUrl }: SiteParts): RequestListener =>
  httpListener({
    routes: [
      healthRoute(health),
      statusPageRoute({ store, policy, clock, publicUrl }),
      calendarRoute({ store, world, nameOf }),
    ],
    clock,
    log,
    sourcePerSecond: () => policy().limits.sourcePerSecond,
  });
