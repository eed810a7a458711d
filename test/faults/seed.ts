import { allowedDelayMs } from "./allowed-differences.ts";
import { differences, mistimed, unexplained } from "./compare.ts";
import { type Act, type Day, drawDay } from "./day.ts";
import { drawFaults, type Fault } from "./fault.ts";
import type { Mistake } from "./mistakes.ts";
import { type Played, play } from "./play.ts";

export interface SeedOptions {
  readonly mistakes?: readonly Mistake[] | undefined;
  readonly trace?: ((line: string) => void) | undefined;
}

export interface Verdict {
  readonly seed: number;
  readonly faults: readonly Fault[];
  /** Why the seed fails; empty when all is well. */
  readonly findings: readonly string[];
}

/** Plays the day of a seed calmly and with its faults, and compares. */
export async function trySeed(seed: number, options: SeedOptions = {}): Promise<Verdict> {
  const day = drawDay(seed);
  const calm = await play(day, []);
  if (calm.troubles.length > 0) return { seed, faults: [], findings: calm.troubles.map((line) => `calm run: ${line}`) };
  const faults = drawFaults(day);
  return { seed, faults, findings: await tryFaults(day, calm, faults, options) };
}

/** What a day with these faults has that it should not have, or lacks. */
export async function tryFaults(
  day: Day,
  calm: Played,
  faults: readonly Fault[],
  options: SeedOptions = {},
): Promise<string[]> {
  const run = await play(day, faults, options);
  const same = run.left.length === 0 ? calm : await play(without(day, run.left), []);
  const all = differences(same.state, run.state);
  const left = unexplained(all, { day, faults, delays: run.delays });
  return [
    ...run.troubles,
    ...left.map(({ section, side, line }) => `${section}: ${side} ${line}`),
    ...mistimed(same.state, run.state, (key) => allowedDelayMs(key, { faults, delays: run.delays })),
  ];
}

/** The day as it is when nobody does what could not be done. */
const without = (day: Day, left: readonly Act[]): Day => ({
  ...day,
  acts: day.acts.filter((act) => !left.includes(act)),
});
