import { z } from "zod";
import { PolicyShape } from "./policy.ts";
import type { Path } from "./yaml-source.ts";

/** The part of JSON Schema that says which keys a map may have. */
interface KeySchema {
  properties?: Record<string, KeySchema>;
  additionalProperties?: KeySchema | false;
  items?: KeySchema;
}

/** The keys that a policy file may have at a path; none where it is free to name them. */
export function knownKeys(path: Path): string[] {
  let schema: KeySchema | undefined = keySchema();
  for (const step of path) {
    schema = schema?.properties?.[String(step)] ?? schema?.items ?? (schema?.additionalProperties || undefined);
  }
  const keys = Object.keys(schema?.properties ?? {});
  return path.length === 0 ? ["extends", ...keys] : keys;
}

let known: KeySchema | undefined;

/** Always the same, and dear to make. The cast holds: zod writes JSON Schema, of which these three fields are part. */
function keySchema(): KeySchema {
  known ??= z.toJSONSchema(PolicyShape, { io: "input" }) as KeySchema;
  return known;
}
