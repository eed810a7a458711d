import type { Attempt, Effect, NewEntry } from "../../core/ledger/index.ts";
import type { SlackFailure } from "./speaking/failures.ts";

/** An effect of one kind, about to be carried out. */
export interface DeedInput<Data> extends Omit<Attempt, "effect"> {
  readonly key: string;
  readonly data: Data;
  /** Other waiting effects of the same kind and lane that go out with this one; empty unless the deed is gathered. */
  readonly companions: readonly {
    readonly key: string;
    readonly incidentId: number | undefined;
    readonly data: Data;
  }[];
}

/** How one kind of effect becomes calls to Slack. */
export interface Deed<Data> {
  /** Does it, or finds that it was done; gives what came back as entries. Failures of calls may simply be thrown. */
  carryOut(input: DeedInput<Data>): Promise<readonly NewEntry[]>;
  /**
   * A nicety is dropped without a word to people when Slack will not have it. Anything else leaves a note on the
   * timeline, in these words ("The summary card could not be posted").
   */
  readonly whenRefused: "drop" | { readonly note: string };
  /** Entries that stand for the refusal, where it means more than a note. */
  refused?(input: DeedInput<Data>, failure: Extract<SlackFailure, { kind: "refused" }>): readonly NewEntry[];
  /** All that wait in the lane go out as one. */
  readonly isGathered?: boolean;
}

type DataOf<E extends Effect, Kind extends E["kind"]> = Extract<E, { kind: Kind }>["data"];

/** One deed for every kind of effect that a slice declares. */
export type DeedTable<E extends Effect> = { readonly [Kind in E["kind"]]: Deed<DataOf<E, Kind>> };
