import type { Clock } from "../../lib/clock.ts";
import type { CallLog } from "../faults/call-log.ts";
import type { Faults } from "../faults/faults.ts";
import type { Person } from "../person/person.ts";
import type { Workspace } from "../workspace/index.ts";

/** What the control API needs of the sandbox that it controls. */
export interface Controlled {
  readonly workspace: Workspace;
  readonly calls: CallLog;
  readonly faults: Faults;
  readonly sockets: { readonly connected: number };
  readonly clock: Clock;
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  person(name: string): Person;
  act<T>(deed: () => T): Promise<T>;
  useHttp(appUrl: string): Promise<boolean>;
  setRateLimits(on: boolean): void;
  isIdle(): boolean;
}
