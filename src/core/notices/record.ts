import type { Policy } from "../../config/index.ts";
import type { TimelineLine } from "../timeline/index.ts";
import type { WithNotices } from "./facet.ts";

/** All that a text may be filled from, and held against. */
export interface NoticeRecord {
  readonly incident: WithNotices;
  readonly policy: Policy;
  /** Epoch milliseconds. */
  readonly now: number;
  /** The key moments and marked messages, oldest first. */
  readonly moments: readonly TimelineLine[];
  /** How a person is called. */
  readonly nameOf: (userId: string) => string;
}
