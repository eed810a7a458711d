import { describe, expect, it } from "vitest";
import { MISTAKES } from "./mistakes.ts";
import { trySeed } from "./seed.ts";
import { shrink } from "./shrink.ts";

/** A small dose; `npm run faults -- --seeds 1000` takes the large one. */
const DOSE = Array.from({ length: 10 }, (_, index) => index + 1);
/** Days on which each of the mistakes shows, in the one or the other. */
const TELLING = [5, 44];
const PATIENCE_MS = 120_000;

describe("a day on which things go wrong [OPS-2]", () => {
  it("ends as the calm day does, for each of the first ten seeds", { timeout: PATIENCE_MS }, async () => {
    for (const seed of DOSE) expect({ seed, findings: (await trySeed(seed)).findings }).toEqual({ seed, findings: [] });
  });

  it("goes wrong in exactly the same way again", { timeout: PATIENCE_MS }, async () => {
    const [first, second]: [string[], string[]] = [[], []];
    await trySeed(23, { trace: (line) => first.push(line) });
    await trySeed(23, { trace: (line) => second.push(line) });
    expect(first.length).toBeGreaterThan(100);
    expect(second).toEqual(first);
  });
});

describe("the simulation can catch", () => {
  it.each(MISTAKES)("a bot that %s", { timeout: PATIENCE_MS }, async (mistake) => {
    const findings: string[] = [];
    for (const seed of TELLING) findings.push(...(await trySeed(seed, { mistakes: [mistake] })).findings);
    expect(findings).not.toEqual([]);
  });

  it("a bot that posts twice, and names the one fault that matters", { timeout: PATIENCE_MS }, async () => {
    const { faults, findings } = await shrink(44, { mistakes: ["no_deed_key"] });
    expect(faults).toMatchObject([{ kind: "lost", what: "answer" }]);
    expect(findings.join("\n")).toContain("done twice: ");
  });
});
