import type { Circumstances, Difference } from "./allowed/allowed.ts";
import { ALLOWED } from "./allowed-differences.ts";
import { SECOND } from "./day.ts";
import type { EndState } from "./end-state.ts";

/** Everything in which two end states differ. */
export function differences(calm: EndState, run: EndState): Difference[] {
  const names = new Set([...Object.keys(calm.sections), ...Object.keys(run.sections)]);
  return [...names].sort().flatMap((section) => [
    ...without(calm.sections[section], run.sections[section]).map((line) => ({
      section,
      side: "missing" as const,
      line,
    })),
    ...without(run.sections[section], calm.sections[section]).map((line) => ({
      section,
      side: "extra" as const,
      line,
    })),
  ]);
}

/** Those that no allowance covers. */
export function unexplained(all: readonly Difference[], circumstances: Omit<Circumstances, "all">): Difference[] {
  return all.filter((one) => !ALLOWED.some(({ allows }) => allows(one, { ...circumstances, all })));
}

/** Timers that both runs have but for another time than is allowed. */
export function mistimed(calm: EndState, run: EndState, allowedMs: (key: string) => number): string[] {
  return [...calm.timers].flatMap(([key, at]) => {
    const other = run.timers.get(key);
    if (other === undefined || Math.abs(other - at) <= allowedMs(key)) return [];
    return [`${key} is due ${Math.round((other - at) / SECOND)} s from when it should be`];
  });
}

/** The lines that the other list has fewer of. */
function without(lines: readonly string[] = [], others: readonly string[] = []): string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}
