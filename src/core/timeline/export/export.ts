import type { Entry } from "../../ledger/index.ts";
import type { Tell } from "../lines.ts";

/** What every form of a timeline says of its incident. */
export interface ExportHead {
  readonly number: number;
  readonly title: string;
  /** As people say it: "SEV-1". */
  readonly severity: string;
  readonly status: string;
  readonly declaredAt: number | undefined;
  readonly resolvedAt: number | undefined;
  readonly isPrivate: boolean;
  readonly isDrill: boolean;
}

export interface TimelineExport {
  readonly incident: ExportHead;
  /** In any order. */
  readonly entries: readonly Entry[];
  readonly names: (userId: string) => string;
  readonly tell: Tell;
  /** IANA name of the zone that stands beside UTC. */
  readonly timeZone?: string | undefined;
}
