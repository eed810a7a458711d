import type { Day } from "../day.ts";
import type { Fault } from "../fault.ts";

/** A line that is there in one run and not in the other. */
export interface Difference {
  readonly section: string;
  /** `missing`: the calm run has it; `extra`: the run with faults has it. */
  readonly side: "missing" | "extra";
  readonly line: string;
}

/** What is known of the run in which it differs. */
export interface Circumstances {
  readonly day: Day;
  readonly faults: readonly Fault[];
  /** The longest that somebody had to wait or repeat, by incident, in milliseconds. */
  readonly delays: ReadonlyMap<number, number>;
  /** All differences of the run, to look for a counterpart. */
  readonly all: readonly Difference[];
}

export interface Allowed {
  readonly what: string;
  readonly why: string;
  allows(difference: Difference, circumstances: Circumstances): boolean;
}

type Where = (difference: Difference) => boolean;

export const inSection =
  (pattern: RegExp): Where =>
  ({ section }) =>
    pattern.test(section);

export const RECORD = inSection(/^#\d+: record$/);
export const POSTED = inSection(/: what the bot posted$/);

export const happened = ({ faults }: Circumstances, ...kinds: Fault["kind"][]): boolean =>
  faults.some(({ kind }) => kinds.includes(kind));

export const isDelayed = ({ delays }: Circumstances): boolean => [...delays.values()].some((ms) => ms > 0);

/** Something was done or heard later than it happened. */
export const isHeldUp = (run: Circumstances): boolean =>
  isDelayed(run) || happened(run, "killed", "gone", "jumped", "locked", "full", "dropped", "muddled");

export const hasCounterpart = ({ all }: Circumstances, one: Difference, fits: (line: string) => boolean): boolean =>
  all.some((other) => other.section === one.section && other.side !== one.side && fits(other.line));
