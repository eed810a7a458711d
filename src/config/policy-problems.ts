import type { z } from "zod";
import { didYouMean } from "./nearest.ts";
import { knownKeys } from "./policy-keys.ts";
import { type Problem, whatAndMend } from "./problem.ts";
import type { Path, YamlSource } from "./yaml-source.ts";

type Issue = z.core.$ZodIssue;

/** Says of each issue of the schema where it stands in the file, what is wrong and how to mend it. */
export function policyProblems(issues: readonly Issue[], data: unknown, source: YamlSource): Problem[] {
  const isMissing = (issue: Issue) => valueAt(data, issue.path) === undefined;
  const present = issues.filter((issue) => issue.code === "unrecognized_keys" || !isMissing(issue));
  const missing = issues.filter((issue) => !present.includes(issue));
  return [
    ...present.flatMap((issue) => problemsOf(issue, valueAt(data, issue.path), source)),
    ...missingKeys(missing, source),
  ];
}

function problemsOf(issue: Issue, value: unknown, source: YamlSource): Problem[] {
  const where = source.where(issue.path);
  const name = pathText(issue.path);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({
        where: source.where([...issue.path, key]),
        what: `${pathText([...issue.path, key])}: unknown key "${key}"`,
        mend: didYouMean(key, knownKeys(issue.path)),
      }));
    case "invalid_value":
      return [
        {
          where,
          what: `${name}: ${show(value)} is not known here`,
          mend: didYouMean(String(value), issue.values.map(String)),
        },
      ];
    case "invalid_type":
      return [
        {
          where,
          what: `${name}: ${show(value)} is ${kindOf(value)}, not ${article(issue.expected)}`,
          mend: mendType(issue),
        },
      ];
    case "invalid_key": {
      const { what, mend } = whatAndMend(issue.issues[0]?.message ?? issue.message);
      return [{ where, what: `${name}: ${what}`, mend }];
    }
    default: {
      const { what, mend } = whatAndMend(issue.message);
      return [{ where, what: `${name}: ${what}`, mend }];
    }
  }
}

/** A thing without most of its keys is one problem, not a dozen. */
function missingKeys(issues: Issue[], source: YamlSource): Problem[] {
  const byParent = new Map<string, { parent: Path; keys: string[] }>();
  for (const { path } of issues) {
    const parent = path.slice(0, -1);
    const entry = byParent.get(pathText(parent)) ?? { parent, keys: [] };
    entry.keys.push(String(path.at(-1)));
    byParent.set(pathText(parent), entry);
  }
  return [...byParent.values()].map(({ parent, keys }) => ({
    where: source.where([...parent, ...keys.slice(0, 1)]),
    what: `${pathText(parent)}: ${keys.map((key) => `"${key}"`).join(", ")} ${keys.length > 1 ? "are" : "is"} missing`,
    mend: "Add what is missing, as in the shipped default.yml; if you meant to change something that exists, check its key.",
  }));
}

function mendType(issue: Issue & { code: "invalid_type" }): string {
  if (!issue.message.startsWith("Invalid input")) return whatAndMend(`; ${issue.message}`).mend;
  return issue.expected === "string" ? "Write a text, in quotes." : `Write ${article(issue.expected)}.`;
}

const KINDS: Record<string, string> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list: [one, two]",
  object: "a map of keys",
  record: "a map of keys",
};

function article(expected: string): string {
  return KINDS[expected] ?? expected;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  return article(typeof value);
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function pathText(path: Path): string {
  return path.map(String).join(".") || "the file";
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => {
    if (typeof value !== "object" || value === null) return undefined;
    return Object.entries(value).find(([key]) => key === String(step))?.[1];
  }, data);
}
