import { randomUUID } from "node:crypto";

/** Where fresh identifiers come from; tests bring a counted one. */
export interface Ids {
  next(): string;
}

export const randomIds: Ids = { next: () => randomUUID() };

/** Identifiers that are the same in every run: `prefix-1`, `prefix-2`, … */
export function countedIds(prefix = "id"): Ids {
  let count = 0;
  return { next: () => `${prefix}-${++count}` };
}
