import { createHash } from "node:crypto";

/** A number in [0, 1) that depends on the seed and the parts alone, so a run's faults do not depend on its timing. */
export function chance(seed: number, ...parts: (string | number)[]): number {
  const digest = createHash("sha256")
    .update([seed, ...parts].join("\u0000"))
    .digest();
  return digest.readUInt32BE(0) / 2 ** 32;
}
