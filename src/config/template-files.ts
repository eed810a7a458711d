import { join } from "node:path";
import { type Files, whyUnreadable } from "./files.ts";
import { didYouMean } from "./nearest.ts";
import { isTree, type Tree } from "./overlay.ts";
import type { Problem } from "./problem.ts";
import { PLACEHOLDER_NAMES } from "./templates.ts";
import { type Path, readYaml } from "./yaml-source.ts";

/** Templates as the part of a policy that they are, each still knowing where it stands. */
export interface TemplatesPart {
  /** By the name of its file, front matter and `text`. */
  readonly tree: Tree;
  readonly problems: readonly Problem[];
  /** `file:line:column` of a path that begins with the name of a template. */
  where(path: Path): string | undefined;
}

interface TemplateFile {
  readonly id: string;
  readonly data: Tree;
  readonly problems: readonly Problem[];
  where(path: Path): string;
}

/** Reads every `.md` file of these directories; one of a later directory takes the place of its namesake. */
export function readTemplates(directories: readonly string[], files: Files): TemplatesPart {
  const found = directories.flatMap((directory) => inDirectory(directory, files));
  const read = new Map(found.flatMap((each) => ("id" in each ? [[each.id, each] as const] : [])));
  const templates = [...read.values()];
  return {
    tree: Object.fromEntries(templates.flatMap(({ id, data, problems }) => (problems.length > 0 ? [] : [[id, data]]))),
    problems: [...templates.flatMap(({ problems }) => problems), ...found.filter((each) => "what" in each)],
    where: ([id, ...rest]) => read.get(String(id))?.where(rest),
  };
}

function inDirectory(directory: string, files: Files): (TemplateFile | Problem)[] {
  try {
    const names = files.list(directory).filter((name) => !name.startsWith("."));
    return names.sort().map((name) => templateFile(join(directory, name), name, files));
  } catch (error) {
    const mend = "Make it a directory that the bot may read, with one file for each template.";
    return [{ where: directory, what: `the templates: this ${whyUnreadable(error)}`, mend }];
  }
}

const FRONT_MATTER = /^---[ \t]*\r?\n([\s\S]*?)^---[ \t]*(?:\r?\n|$)/m;

const SHAPE = 'Begin it with a line "---", then title, audience and approval, another line "---", and the text.';

function templateFile(file: string, name: string, files: Files): TemplateFile | Problem {
  if (!name.endsWith(".md")) {
    return {
      where: file,
      what: "this is not read as a template",
      mend: "Give it a name that ends in .md, or move it.",
    };
  }
  let text: string;
  try {
    text = files.read(file);
  } catch (error) {
    return {
      where: file,
      what: `the template ${whyUnreadable(error)}`,
      mend: "Put a file there that the bot may read.",
    };
  }
  const match = text.startsWith("---") ? FRONT_MATTER.exec(text) : null;
  if (!match) return { where: `${file}:1:1`, what: "this template has no front matter", mend: SHAPE };
  return parsedTemplate({ file, id: name.slice(0, -".md".length), text, frontMatter: match[1] ?? "", head: match[0] });
}

interface Raw {
  readonly file: string;
  readonly id: string;
  readonly text: string;
  readonly frontMatter: string;
  /** Everything above the words. */
  readonly head: string;
}

function parsedTemplate({ file, id, text, frontMatter, head }: Raw): TemplateFile {
  // An empty line stands for the fence, so that the lines count as in the file.
  const source = readYaml(file, `\n${frontMatter}`);
  const front = source.data ?? {};
  const words = text.slice(head.length);
  const firstLine = head.split("\n").length;
  const shapeless: Problem[] = isTree(front)
    ? []
    : [{ where: `${file}:2:1`, what: "this is not a map of keys", mend: SHAPE }];
  const hasText = isTree(front) && Object.hasOwn(front, "text");
  const twice = {
    where: source.where(["text"]),
    what: "text: it stands below the front matter",
    mend: "Take it away here.",
  };
  return {
    id,
    data: { ...(isTree(front) ? front : {}), text: words.trim() },
    problems: [...source.problems, ...shapeless, ...(hasText ? [twice] : []), ...placeholderProblems(file, text)],
    where: (path) => (path[0] === "text" ? `${file}:${firstLine}:1` : source.where(path)),
  };
}

function placeholderProblems(file: string, text: string): Problem[] {
  return [...text.matchAll(/\{([^{}\n]*)\}/g)].flatMap(({ 0: placeholder, 1: name = "", index }) => {
    if (PLACEHOLDER_NAMES.includes(name)) return [];
    const before = text.slice(0, index).split("\n");
    const where = `${file}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
    const what = `${placeholder} stands for nothing in a template`;
    return [{ where, what, mend: didYouMean(name, PLACEHOLDER_NAMES) }];
  });
}
