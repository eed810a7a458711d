import type { Clock } from "../../lib/clock.ts";
import type { Interactions } from "../delivery/interactions.ts";
import type { CallLog } from "../faults/call-log.ts";
import type { Faults } from "../faults/faults.ts";
import type { Workspace } from "../workspace/index.ts";
import type { Director } from "./director.ts";
import type { Reads } from "./reads.ts";
import type { Switches } from "./switches.ts";

/** What the live feed needs of the workspace. */
export interface LiveParts {
  readonly workspace: Workspace;
  readonly clock: Clock;
  readonly calls: CallLog;
  readonly faults: Faults;
  readonly interactions: Interactions;
  /** How many connections the app has. */
  readonly sockets: () => number;
  /** Does something and waits until the app was told of it. */
  readonly act: <T>(deed: () => T) => Promise<T>;
  readonly setRateLimits: (on: boolean) => void;
  readonly isRateLimited: boolean;
}

/** The same for every window, beside the workspace itself. */
export interface Shared extends LiveParts {
  readonly reads: Reads;
  readonly switches: Switches;
  readonly director: () => Director | undefined;
  /** Another window of the same person may show the channel as unread. */
  readonly onRead: (userId: string, channelId: string) => void;
  readonly onFaults: () => void;
}
