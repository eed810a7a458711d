import { z } from "zod";
import { InvalidInputError } from "../../lib/errors.ts";
import { parsedJson } from "../../lib/json.ts";
import { LIMITS } from "./limits.ts";

/** Builds and parses the ids of one kind of button, so that view and handler cannot disagree. */
export interface ActionId<Params> {
  readonly name: string;
  /** Matches every id of this kind, for `hearing.onClick`. */
  readonly pattern: RegExp;
  build(params: Params): string;
  /** The parameters again; an id that we did not make is an InvalidInputError. */
  parse(actionId: string): Params;
}

/** Declares ids such as "claim_role:12:commander" from a name and a zod shape whose key order is the order of the parts. */
export function actionId<Shape extends z.ZodRawShape>(
  name: string,
  shape: Shape,
): ActionId<z.output<z.ZodObject<Shape>>> {
  const params = z.object(shape);
  const keys = Object.keys(shape);
  return {
    name,
    pattern: new RegExp(`^${escapeRegExp(name)}${keys.length > 0 ? ":" : "$"}`),
    build(values) {
      const given: Record<string, unknown> = params.parse(values);
      const id = [name, ...keys.map((key) => encodeURIComponent(String(given[key] ?? "")))].join(":");
      if (id.length > LIMITS.id) throw new RangeError(`The action id ${name} has ${id.length} characters`);
      return id;
    },
    parse(id) {
      const parts = partsOf(id);
      const values = Object.fromEntries(keys.map((key, index) => [key, parts?.[index + 1]]));
      const parsed = params.safeParse(values);
      const isOurs = parts?.[0] === name && parts.length === keys.length + 1;
      if (!isOurs || !parsed.success) {
        throw unreadable();
      }
      return parsed.data;
    },
  };
}

/** What a button or a choice in it carries; what we did not put there is an InvalidInputError. */
export function readCarried<Schema extends z.ZodType>(schema: Schema, carried: unknown): z.output<Schema> {
  const parsed = schema.safeParse(carried);
  if (!parsed.success) throw unreadable();
  return parsed.data;
}

/** The same for a value that is written as JSON. */
export const readCarriedJson = <Schema extends z.ZodType>(schema: Schema, value = ""): z.output<Schema> =>
  readCarried(schema, parsedJson(value));

const unreadable = () =>
  new InvalidInputError("This button can't be read. Open the message or form again and try once more.");

/** What an id was built of, its name first; undefined for one that we did not make. */
export function partsOf(id: string): string[] | undefined {
  try {
    return id.split(":").map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
