export type Tree = Record<string, unknown>;

/** Whether a value is a map of keys. */
export function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `base` with the parts of `over` laid on it key by key: lists and values replace, `null` takes a key away. */
export function overlay(base: Tree, over: Tree): Tree {
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const below = merged.get(key);
    if (value === null) merged.delete(key);
    else if (isTree(value)) merged.set(key, overlay(isTree(below) ? below : {}, value));
    else merged.set(key, value);
  }
  return Object.fromEntries(merged);
}
