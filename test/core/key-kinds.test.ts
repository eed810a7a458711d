import { expect, it } from "vitest";
import type { z } from "zod";
import { escalationEntries, pagingEntries, triggerEntries } from "../../src/core/escalation/index.ts";
import { incidentEntries } from "../../src/core/incidents/entries.ts";
import { noticeEntries } from "../../src/core/notices/entries.ts";
import { oncallEntries } from "../../src/core/oncall/entries.ts";
import { postmortemEntries } from "../../src/core/postmortems/entries.ts";
import { KEY_KINDS, product } from "../../src/core/product.ts";
import { relatedEntries } from "../../src/core/related/entries.ts";
import { reminderEntries } from "../../src/core/reminders/entries.ts";
import { roleEntries } from "../../src/core/roles/entries.ts";
import { summaryEntries } from "../../src/core/summary/entries.ts";
import { timelineEntries } from "../../src/core/timeline/entries.ts";
import { updateEntries } from "../../src/core/updates/entries.ts";

const schemas: Readonly<Record<string, z.ZodType>> = {
  ...timelineEntries,
  ...oncallEntries,
  ...incidentEntries,
  ...roleEntries,
  ...updateEntries,
  ...escalationEntries,
  ...triggerEntries,
  ...pagingEntries,
  ...noticeEntries,
  ...relatedEntries,
  ...postmortemEntries,
  ...reminderEntries,
  ...summaryEntries,
};

interface Shape {
  readonly type: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
}

/** zod writes JSON Schema, of which these fields are part. */
const shapeOf = (schema: z.ZodType): Shape => schema.toJSONSchema({ unrepresentable: "any" }) as Shape;

/** Values of this shape: each choice of every field once, with and without those that may be missing. */
function examples(shape: Shape): unknown[] {
  if (shape.const !== undefined) return [shape.const];
  if (shape.enum) return [...shape.enum];
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices) return choices.flatMap(examples);
  switch (shape.type) {
    case "object": {
      const fields = Object.entries(shape.properties ?? {});
      return [...objects(fields), ...objects(fields.filter(([name]) => shape.required?.includes(name)))];
    }
    case "array":
      return [[], shape.items ? [examples(shape.items)[0]] : []];
    case "boolean":
      return [true, false];
    case "string":
      return ["word", ""];
    default:
      return [7];
  }
}

function objects(fields: readonly (readonly [string, Shape])[]): object[] {
  const each = fields.map(([name, shape]) => [name, examples(shape)] as const);
  const most = Math.max(1, ...each.map(([, values]) => values.length));
  return Array.from({ length: most }, (_, turn) =>
    Object.fromEntries(each.map(([name, values]) => [name, values[turn % values.length]])),
  );
}

const told = (kind: string, data: unknown) =>
  product.tell({
    incidentId: 1,
    seq: 1,
    kind,
    at: 0,
    recordedAt: 0,
    by: "person:U1",
    key: "k",
    about: undefined,
    data,
    hash: "",
    isRedacted: false,
  });

it.each(Object.entries(schemas))(
  "reads %s for a short timeline just when it may stand there [TL-5]",
  (kind, schema) => {
    const isKey = examples(shapeOf(schema)).some((data) => told(kind, data)?.isKey);
    expect(KEY_KINDS.includes(kind)).toBe(isKey);
  },
);
