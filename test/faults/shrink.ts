import { drawDay } from "./day.ts";
import { drawFaults, type Fault } from "./fault.ts";
import { play } from "./play.ts";
import { type SeedOptions, tryFaults, type Verdict } from "./seed.ts";

/** The fewest and smallest faults with which the day of a seed still fails. */
export async function shrink(seed: number, options: SeedOptions = {}): Promise<Verdict> {
  const day = drawDay(seed);
  const calm = await play(day, []);
  let faults = drawFaults(day);
  let findings = await tryFaults(day, calm, faults, options);
  if (findings.length === 0) return { seed, faults, findings };
  for (let next: readonly Fault[][] = smaller(faults); next.length > 0; ) {
    const [candidate = [], ...others] = next;
    const found = await tryFaults(day, calm, candidate, options);
    if (found.length === 0) {
      next = others;
      continue;
    }
    [faults, findings] = [candidate, found];
    next = smaller(faults);
  }
  return { seed, faults, findings };
}

/** One fault fewer, or one of them milder. */
function smaller(faults: readonly Fault[]): Fault[][] {
  const fewer = faults.length > 1 ? faults.map((fault) => faults.filter((other) => other !== fault)) : [];
  const milder = faults.flatMap((fault) =>
    milderThan(fault).map((mild) => faults.map((other) => (other === fault ? mild : other))),
  );
  return [...fewer, ...milder];
}

function milderThan(fault: Fault): Fault[] {
  switch (fault.kind) {
    case "broken":
    case "slow":
    case "lost":
    case "deaf":
      return fault.times > 1 ? [{ ...fault, times: fault.times - 1 }] : [];
    case "muddled":
      return [
        ...(fault.copies > 0 ? [{ ...fault, copies: 0 }] : []),
        ...(fault.delayMs > 0 ? [{ ...fault, delayMs: 0 }] : []),
      ];
    default:
      return [];
  }
}
