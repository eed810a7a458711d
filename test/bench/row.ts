import type { Finding } from "./measured.ts";

export interface BenchOptions {
  /** Small counts and few rounds: to see that it runs, not to judge by. */
  readonly isQuick: boolean;
}

/** One subject of the bench. */
export interface Row {
  readonly name: string;
  /** The SPEC ids that it measures. */
  readonly claim: string;
  run(options: BenchOptions): Promise<Finding[]>;
}
