import { didYouMean } from "./nearest.ts";
import { chosenIssues, type Issue, wordingOf } from "./policy-issue.ts";
import { knownKeys } from "./policy-keys.ts";
import type { Problem } from "./problem.ts";
import type { Path, YamlSource } from "./yaml-source.ts";

/** Says of each issue of the schema where it stands in the file, what is wrong and how to mend it. */
export function policyProblems(found: readonly Issue[], data: unknown, source: YamlSource): Problem[] {
  const issues = found
    .filter((issue) => !isAfterthought(issue, found))
    .flatMap((issue) => chosenIssues(issue, valueAt(data, issue.path)));
  const isMissing = (issue: Issue) => valueAt(data, issue.path) === undefined;
  const present = issues.filter((issue) => issue.code === "unrecognized_keys" || !isMissing(issue));
  const missing = issues.filter((issue) => !present.includes(issue));
  return [
    ...present.flatMap((issue) => problemsOf(issue, valueAt(data, issue.path), source)),
    ...missingKeys(missing, source),
  ];
}

/** What is no list is not too long a list as well. */
const isAfterthought = ({ code, path }: Issue, all: readonly Issue[]): boolean =>
  (code === "too_small" || code === "too_big") &&
  all.some((other) => other.code === "invalid_type" && pathText(other.path) === pathText(path));

function problemsOf(issue: Issue, value: unknown, source: YamlSource): Problem[] {
  const where = source.where(issue.path);
  const name = pathText(issue.path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      where: source.where([...issue.path, key]),
      what: `${pathText([...issue.path, key])}: unknown key "${key}"`,
      mend: didYouMean(key, knownKeys(issue.path)),
    }));
  }
  const { what, mend } = wordingOf(issue, value);
  return [{ where, what: `${name}: ${what}`, mend }];
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

function pathText(path: Path): string {
  return path.map(String).join(".") || "the file";
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => {
    if (typeof value !== "object" || value === null) return undefined;
    return Object.entries(value).find(([key]) => key === String(step))?.[1];
  }, data);
}
