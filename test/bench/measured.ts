/** What one round of one contestant gave: latencies in milliseconds, or a rate. */
export type Round = readonly number[];

/** One line of the table: what was measured, of whom, against whom, and what is demanded. */
export interface Finding {
  readonly row: string;
  readonly what: string;
  readonly ours: string;
  readonly against: string;
  readonly theirs: string;
  /** Ours to theirs, paired round by round: the median, and the lowest and highest. */
  readonly ratio?: Spread;
  /** What SPEC 21 demands; absent for a figure that is only told. */
  readonly demand?: { readonly words: string; readonly holds: boolean };
}

export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export const spreadOf = (values: readonly number[]): Spread => ({
  median: median(values),
  low: Math.min(...values),
  high: Math.max(...values),
});

/** Ours to theirs in each round, so that what slowed the machine in one round slowed both. */
export const ratioOf = (ours: readonly number[], theirs: readonly number[]): Spread =>
  spreadOf(ours.map((value, round) => value / (theirs[round] ?? Number.NaN)));

const significant = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(3).replace(/\.?0+$/, "");

export const inMs = (value: number): string =>
  value < 1
    ? `${significant(value * 1_000)} µs`
    : value < 10_000
      ? `${significant(value)} ms`
      : `${significant(value / 1_000)} s`;

export const inMb = (bytes: number): string => `${significant(bytes / 1_048_576)} MB`;

export const perSecond = (value: number): string => `${significant(value)}/s`;

export const withSpread = ({ median: middle, low, high }: Spread, unit: (value: number) => string): string =>
  `${unit(middle)} (${unit(low)}–${unit(high)})`;

export const times = ({ median: middle, low, high }: Spread): string =>
  `${middle.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;

/** Runs every contestant once in each round, in turn, so that they meet the same machine. */
export async function interleaved<Name extends string>(
  rounds: number,
  contestants: Readonly<Record<Name, () => Promise<Round> | Round>>,
): Promise<Record<Name, Round[]>> {
  const entries = Object.entries<() => Promise<Round> | Round>(contestants);
  const results: Record<string, Round[]> = Object.fromEntries(entries.map(([name]) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    // Each round begins with another one, so that none is always the first.
    for (let turn = 0; turn < entries.length; turn += 1) {
      const entry = entries[(turn + round) % entries.length];
      if (entry) results[entry[0]]?.push(await entry[1]());
    }
  }
  return asNamed(results);
}

/** The names are those of `contestants`, from which the results were made. */
const asNamed = <Name extends string>(results: Record<string, Round[]>): Record<Name, Round[]> =>
  results as Record<Name, Round[]>;

/** How long a deed takes, in milliseconds. */
export async function timed(deed: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await deed();
  return performance.now() - startedAt;
}

/** Latencies of a deed done again and again. */
export async function latencies(count: number, deed: (index: number) => unknown): Promise<number[]> {
  const all: number[] = [];
  for (let index = 0; index < count; index += 1) all.push(await timed(() => deed(index)));
  return all;
}
