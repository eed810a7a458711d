import type { z } from "zod";
import { didYouMean } from "./nearest.ts";
import { isTree } from "./overlay.ts";
import { type Problem, sentence, whatAndMend } from "./problem.ts";

export type Issue = z.core.$ZodIssue;
type Wording = Pick<Problem, "what" | "mend">;
type Issued<Code extends Issue["code"]> = Extract<Issue, { code: Code }>;

/** What is wrong with a value and how to mend it, in words of our own: those of the schema where it has some. */
export function wordingOf(issue: Issue, value: unknown): Wording {
  const own = whatAndMend(issue.message);
  if (own) return own;
  switch (issue.code) {
    case "invalid_value":
      return { what: `${show(value)} is not known here`, mend: didYouMean(String(value), issue.values.map(String)) };
    case "invalid_type":
      return { what: `${show(value)} is ${kindOf(value)}, not ${article(issue.expected)}`, mend: mendType(issue) };
    case "invalid_key":
      return wordingOfKey(issue, value);
    case "too_small":
      return tooSmall(issue, value);
    case "too_big":
      return tooBig(issue, value);
    case "invalid_union":
      return ofNone(issue, value);
    default:
      return { what: `${show(value)} cannot stand here`, mend: "Write it as the shipped default.yml has it." };
  }
}

/** Of a choice whose one way fits the kind of value, what is wrong with that way, each with its whole path. */
export function chosenIssues(issue: Issue, value: unknown): readonly Issue[] {
  if (issue.code !== "invalid_union" || typeof value !== "object" || value === null) return [issue];
  const meant = issue.errors.find((issues) =>
    issues.every(({ path, code }) => path.length > 0 || code === "unrecognized_keys"),
  );
  return meant?.map((each) => ({ ...each, path: [...issue.path, ...each.path] })) ?? [issue];
}

const wordingOfKey = ({ issues }: Issued<"invalid_key">, value: unknown): Wording => {
  const [first] = issues;
  return first ? wordingOf(first, value) : { what: "this cannot be a key", mend: "Give it another name." };
};

function tooSmall({ origin, minimum, inclusive }: Issued<"too_small">, value: unknown): Wording {
  if (origin === "string") return { what: "this is empty", mend: "Write a text or take the line away." };
  if (origin === "array") return { what: "there are too few in it", mend: `Name at least ${minimum}.` };
  const least = inclusive ? `${minimum} or more` : `more than ${minimum}`;
  return { what: `${show(value)} is too small`, mend: `Write a number: ${least}.` };
}

function tooBig({ origin, maximum }: Issued<"too_big">, value: unknown): Wording {
  if (origin === "string") return { what: "this is too long", mend: `Use ${maximum} characters at most.` };
  if (origin === "array") return { what: "there are too many in it", mend: `Name ${maximum} at most.` };
  return { what: `${show(value)} is too large`, mend: `Write a number: ${maximum} or less.` };
}

/** A value that is none of those between which there is a choice. */
function ofNone(issue: Issued<"invalid_union">, value: unknown): Wording {
  const what = `${show(value)} is not known here`;
  const options = "options" in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
  if (options.length > 0) return { what, mend: didYouMean(String(value), options) };
  const ways = issue.errors.flatMap(([first]) => {
    if (first?.code === "invalid_value") return first.values.map((each) => `"${String(each)}"`);
    if (first?.code === "invalid_type" && first.message.startsWith("Invalid input")) return [article(first.expected)];
    const mend = first && (whatAndMend(first.message)?.mend ?? sentence(first.message));
    return mend ? [mend.replace(/^Write /, "").replace(/\.$/, "")] : [];
  });
  return { what, mend: `Write ${[...new Set(ways)].join(" or ")}.` };
}

function mendType({ expected, message }: Issued<"invalid_type">): string {
  if (!message.startsWith("Invalid input")) return sentence(message);
  return expected === "string" ? "Write a text, in quotes." : `Write ${article(expected)}.`;
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

const article = (expected: string): string => KINDS[expected] ?? expected;

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  return isTree(value) ? article("object") : article(typeof value);
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
