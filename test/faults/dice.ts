import { createHash } from "node:crypto";

/** Chance that is the same for the same seed and purpose. */
export interface Dice {
  /** In [0, 1). */
  next(): number;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  pick<T>(of: readonly T[]): T;
  isLucky(share: number): boolean;
}

/** Dice of their own for each purpose, so that one more throw here changes nothing there. */
export function dice(seed: number, purpose: string): Dice {
  let state = createHash("sha256").update(`${seed}/${purpose}`).digest().readUInt32BE(0);
  // mulberry32: small, fast and even enough. https://github.com/bryc/code/blob/master/jshash/PRNGs.md
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    pick(of) {
      const picked = of[between(0, of.length - 1)];
      if (picked === undefined) throw new Error("nothing to pick from");
      return picked;
    },
    isLucky: (share) => next() < share,
  };
}
