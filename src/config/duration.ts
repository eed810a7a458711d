import { z } from "zod";

const UNITS: [name: string, ms: number][] = [
  ["w", 604_800_000],
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1_000],
];

const SPELLINGS: Record<string, string> = {
  second: "s",
  seconds: "s",
  minute: "min",
  minutes: "min",
  hour: "h",
  hours: "h",
  day: "d",
  days: "d",
  week: "w",
  weeks: "w",
};

/** Milliseconds in "90 s", "15 min", "1 h 30 min", "3 d" or "1 week"; undefined for anything else, and for nothing at all. */
export function parseDuration(text: string): number | undefined {
  const parts = [...text.trim().matchAll(/(\d+)\s*([a-z]+)\s*/g)];
  if (parts.map((part) => part[0]).join("") !== text.trim()) return undefined;
  let totalMs = 0;
  for (const [, amount, word = ""] of parts) {
    const [, unitMs] = UNITS.find(([name]) => name === (SPELLINGS[word] ?? word)) ?? [];
    if (unitMs === undefined) return undefined;
    totalMs += Number(amount) * unitMs;
  }
  return totalMs > 0 && Number.isSafeInteger(totalMs) ? totalMs : undefined;
}

/** A length of time in words that `parseDuration` reads back, to the second: "1 h 30 min". */
export function durationText(ms: number): string {
  const words: string[] = [];
  let restMs = ms;
  for (const [name, unitMs] of UNITS) {
    const amount = Math.floor(restMs / unitMs);
    if (amount > 0) words.push(`${amount} ${name}`);
    restMs -= amount * unitMs;
  }
  return words.join(" ") || "0 s";
}

const EXAMPLES = '"30 s", "15 min", "1 h" or "3 d"';

/** A length of time in a policy file; milliseconds once read. */
export const Duration = z
  .string(`write a length of time with its unit, such as ${EXAMPLES}`)
  .transform((text, context) => {
    const ms = parseDuration(text);
    if (ms !== undefined) return ms;
    context.addIssue(`"${text}" is not a length of time; write one with its unit, such as ${EXAMPLES}`);
    return z.NEVER;
  });
