import type { Config, Policy } from "../../config/index.ts";
import type { Ledger } from "../../core/ledger/index.ts";
import type { Incident } from "../../core/product.ts";
import type { Store } from "../../db/store.ts";
import type { Doctor } from "../../doctor/index.ts";
import type { Clock } from "../../lib/clock.ts";
import type { Ids } from "../../lib/ids.ts";
import type { Log } from "../../lib/log.ts";
import type { SlackCaller } from "./speaking/caller.ts";
import type { Directory } from "./speaking/directory.ts";
import type { InteractiveClient } from "./speaking/interactive.ts";

/** What every handler and every deed may use. */
export interface Context {
  /** Without its policy, which changes while the bot runs. */
  readonly config: Omit<Config, "policy">;
  /** The one in force; asked each time, never kept. */
  readonly policy: () => Policy;
  readonly ledger: Ledger<Incident>;
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** Calls to Slack that can wait. */
  readonly slack: SlackCaller;
  /** Calls that a person waits for: forms and views. */
  readonly interactive: InteractiveClient;
  readonly directory: Directory;
  /** How the bot itself is doing. */
  readonly doctor: Doctor;
  /** Who the bot is; known once it has started. */
  readonly bot: () => { readonly userId: string; readonly botId: string; readonly teamUrl: string };
}
