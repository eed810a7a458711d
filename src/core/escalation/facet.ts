import type { WithApprovals } from "../approvals/index.ts";
import type { Actor } from "../ledger/index.ts";
import type { Cause, EndsOn, Needless, ShownBy } from "./entries.ts";

/** People who are called together, at one moment. */
export interface Call {
  /** The page's own id, or that and the user group in which they were found. */
  readonly id: string;
  readonly userIds: readonly string[];
  readonly at: number;
}

/** One step of an escalation: somebody was called, and may answer as long as the escalation is open. */
export interface Page {
  readonly id: string;
  readonly escalation: string;
  readonly rung: string | undefined;
  readonly label: string;
  readonly rotations: readonly string[];
  readonly at: number;
  readonly until: number | undefined;
  /** Its rung had been passed before they stood on it. */
  readonly isLate: boolean;
  /** In which round of its escalation. */
  readonly round: number;
  readonly by: Actor;
  readonly calls: readonly Call[];
  /** User groups whose members are being looked up. */
  readonly awaited: readonly string[];
  readonly unreachable: readonly string[];
  /** When it was last known whom it reaches. */
  readonly knownAt: number;
  readonly passed: { readonly at: number; readonly by: Actor } | undefined;
}

export interface Reason {
  readonly at: number;
  readonly by: Actor;
  readonly how: Cause;
  readonly reason: string;
  readonly needs: string | undefined;
  readonly trigger: string | undefined;
  readonly evidence: string | undefined;
}

export type EscalationEnding =
  | {
      readonly how: "acknowledged";
      readonly at: number;
      readonly by: Actor;
      readonly page: string;
      /** What showed it; absent when it was said outright. */
      readonly shownBy?: ShownBy;
    }
  | { readonly how: "needless"; readonly at: number; readonly by: Actor; readonly why: Needless }
  /** `into` is the incident into which this one was merged, where that is why. */
  | { readonly how: "over"; readonly at: number; readonly by: Actor; readonly what: string; readonly into?: number };

/** A call for more people, from its reason to the one who came. */
export interface Escalation {
  readonly id: string;
  readonly at: number;
  readonly how: Cause;
  /** The first is why it was raised. */
  readonly reasons: readonly Reason[];
  readonly endsOn: readonly EndsOn[];
  /** How grave it was when it was raised. */
  readonly severity: string;
  /** The incident from which it came over. */
  readonly mergedFrom?: number;
  /** How often the ladder was begun, since when for the last time, and which of its rungs have been passed since. */
  readonly round: number;
  readonly roundAt: number;
  readonly reached: readonly string[];
  /** The escalation that goes on calling people for it. */
  readonly joined: string | undefined;
  readonly exhaustedAt: number | undefined;
  readonly ending: EscalationEnding | undefined;
}

export interface EscalationFacet {
  /** How many there were, those that joined another included. */
  readonly count: number;
  readonly raised: Readonly<Record<string, Escalation>>;
  /** All pages in the order in which they went out. */
  readonly pages: Readonly<Record<string, Page>>;
  /** When command was last given up. */
  readonly commandLostAt: number | undefined;
  /** As declared, then each change; what was practised before it became real does not count. */
  readonly severities: readonly { readonly at: number; readonly severity: string }[];
  /** When it last grew graver and nobody was called, since it was in good hands. */
  readonly sparedAt: number | undefined;
  /** Since when the holder of each role works in it: taken by themselves, or given to them and they did something since. */
  readonly tookUp: Readonly<Record<string, { readonly userId: string; readonly at: number | undefined }>>;
}

export type WithEscalation = WithApprovals & { readonly escalation: EscalationFacet };

export const initialEscalation: EscalationFacet = {
  count: 0,
  raised: {},
  pages: {},
  commandLostAt: undefined,
  severities: [],
  sparedAt: undefined,
  tookUp: {},
};

/** Where each round of the ladder begins. */
export const begun = (round: number, at: number) =>
  ({ round, roundAt: at, reached: [], exhaustedAt: undefined }) as const;

/** As it is when it is raised. */
export const begunFirst = (at: number) => ({ ...begun(1, at), joined: undefined, ending: undefined }) as const;
