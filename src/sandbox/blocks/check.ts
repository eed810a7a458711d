/** A flaw as Slack reports it: a sentence and where in the JSON it stands. */
export interface Problem {
  readonly at: string;
  readonly message: string;
}

/** Says what is wrong with a value that stands at a JSON pointer; nothing when it is sound. */
export type Check = (value: unknown, at: string) => Problem[];

export type Json = Readonly<Record<string, unknown>>;

export const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const problem = (at: string, message: string): Problem[] => [{ at, message }];

export function text(limits: { min?: number; max?: number; like?: RegExp } = {}): Check {
  const { min = 0, max = Number.POSITIVE_INFINITY, like } = limits;
  return (value, at) => {
    if (typeof value !== "string") return problem(at, "must provide a string");
    if (value.length < min) return problem(at, `must be more than ${min - 1} characters`);
    if (value.length > max) return problem(at, `must be less than ${max + 1} characters`);
    if (like && !like.test(value)) return problem(at, "must be a valid format");
    return [];
  };
}

export const url = (max = 3000): Check => {
  const checkText = text({ min: 1, max });
  return (value, at) => {
    const problems = checkText(value, at);
    if (problems.length > 0) return problems;
    return URL.canParse(String(value)) ? [] : problem(at, "must be a valid URL");
  };
};

export const flag: Check = (value, at) => (typeof value === "boolean" ? [] : problem(at, "must provide a boolean"));

export function whole(min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY): Check {
  return (value, at) => {
    if (typeof value !== "number" || !Number.isInteger(value)) return problem(at, "must provide an integer");
    if (value < min) return problem(at, `must be greater than ${min - 1}`);
    return value > max ? problem(at, `must be less than ${max + 1}`) : [];
  };
}

export const finite: Check = (value, at) =>
  typeof value === "number" && Number.isFinite(value) ? [] : problem(at, "must provide a number");

export function oneOf(...allowed: readonly string[]): Check {
  return (value, at) =>
    typeof value === "string" && allowed.includes(value) ? [] : problem(at, "must be a valid enum value");
}

export function list(item: Check, limits: { min?: number; max?: number } = {}): Check {
  const { min = 0, max = Number.POSITIVE_INFINITY } = limits;
  return (value, at) => {
    if (!Array.isArray(value)) return problem(at, "must provide an array");
    if (value.length < min) return problem(at, `no fewer than ${min} items allowed`);
    if (value.length > max) return problem(at, `no more than ${max} items allowed`);
    return value.flatMap((each: unknown, index) => item(each, `${at}/${index}`));
  };
}

type Fields = Readonly<Record<string, Check>>;

/** An object with these fields and no others. */
export function shape(required: Fields, optional: Fields = {}): Check {
  return (value, at) => {
    if (!isJson(value)) return problem(at, "must provide an object");
    const missing = Object.keys(required).filter((name) => value[name] === undefined);
    const given = Object.entries(value).filter(([, each]) => each !== undefined);
    return [
      ...missing.flatMap((name) => problem(at, `missing required field: ${name}`)),
      ...given.flatMap(([name, each]) => {
        const check = Object.hasOwn(required, name)
          ? required[name]
          : Object.hasOwn(optional, name)
            ? optional[name]
            : undefined;
        return check ? check(each, `${at}/${name}`) : problem(at, `invalid additional property: ${name}`);
      }),
    ];
  };
}

/** An object whose `type` decides what else it has. */
export function kinds(table: Fields): Check {
  return (value, at) => {
    if (!isJson(value)) return problem(at, "must provide an object");
    const { type } = value;
    if (type === undefined) return problem(at, "missing required field: type");
    if (typeof type !== "string" || !Object.hasOwn(table, type))
      return problem(`${at}/type`, `unsupported type: ${type}`);
    return table[type]?.(value, at) ?? [];
  };
}

/** A rule over a whole object that has already been found well formed. */
export function rule(holds: (value: Json) => boolean, message: string): Check {
  return (value, at) => (isJson(value) && !holds(value) ? problem(at, message) : []);
}

/** The first of these checks that finds something. */
export function inTurn(...checks: readonly Check[]): Check {
  return (value, at) => {
    for (const check of checks) {
      const problems = check(value, at);
      if (problems.length > 0) return problems;
    }
    return [];
  };
}

export const pick = (table: Fields, ...names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(table).filter(([name]) => names.includes(name)));
