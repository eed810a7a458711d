import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { diskFiles, type Files, whyUnreadable } from "./files.ts";
import { didYouMean } from "./nearest.ts";
import { isTree, overlay } from "./overlay.ts";
import { Policy } from "./policy.ts";
import { knownKeys } from "./policy-keys.ts";
import { nameProblems } from "./policy-names.ts";
import { policyProblems } from "./policy-problems.ts";
import { ConfigProblems, type Problem } from "./problem.ts";
import { readTemplates } from "./template-files.ts";
import { readYaml, type YamlSource } from "./yaml-source.ts";

/** The policies that ship with the program; a file of one's own builds on one of them. */
export const SHIPPED_POLICIES = ["default", "p0-p4", "sev1-sev4"] as const;
export type ShippedPolicy = (typeof SHIPPED_POLICIES)[number];

const SHIPPED_DIR = fileURLToPath(new URL("../content/policies/", import.meta.url));

const SHIPPED_TEMPLATES = fileURLToPath(new URL("../content/templates/", import.meta.url));

const POLICY_FILE = "policy.yml";
const TEMPLATES_DIR = "templates";

/** Parts of a policy that have a file of their own beside it; what stands in one is that part. */
const PART_FILES: Readonly<Record<string, string>> = { services: "services.yml", rotations: "rotations.yml" };

/** One of the shipped policies; throws a `ConfigError` if it was tampered with. */
export function shippedPolicy(name: ShippedPolicy = "default", files: Files = diskFiles): Policy {
  return policyFrom(join(SHIPPED_DIR, `${name}.yml`), files);
}

/** The policy of a configuration directory, or the default one when it has none; throws a `ConfigError` naming every problem. */
export function loadPolicy(configDir: string | undefined, files: Files = diskFiles): Policy {
  if (configDir === undefined) return shippedPolicy("default", files);
  const names = listed(configDir, files);
  const misnamed = names.flatMap((name) => misnaming(configDir, name));
  if (misnamed.length > 0) throw new ConfigProblems(misnamed);
  const file = names.includes(POLICY_FILE) ? join(configDir, POLICY_FILE) : join(SHIPPED_DIR, "default.yml");
  const parts = Object.entries(PART_FILES).filter(([, name]) => names.includes(name));
  return policyFrom(file, files, {
    parts: parts.map(([part, name]) => [part, join(configDir, name)]),
    templates: names.includes(TEMPLATES_DIR) ? [join(configDir, TEMPLATES_DIR)] : [],
  });
}

const MEANT: readonly [pattern: RegExp, name: string][] = [
  [/^polic(y|ies)\.(ya?ml|json)$/i, POLICY_FILE],
  [/^services?\.(ya?ml|json)$/i, "services.yml"],
  [/^rotations?\.(ya?ml|json)$/i, "rotations.yml"],
  [/^templates?$/i, TEMPLATES_DIR],
];

/** A file that would silently not be read. */
function misnaming(configDir: string, name: string): Problem[] {
  const [, meant] = MEANT.find(([pattern, right]) => pattern.test(name) && name !== right) ?? [];
  if (meant === undefined) return [];
  const what = `this ${meant === TEMPLATES_DIR ? "directory" : "file"} is read only under one name`;
  return [{ where: join(configDir, name), what, mend: `Rename it to ${meant}.` }];
}

function listed(configDir: string, files: Files): string[] {
  try {
    return files.list(configDir);
  } catch (error) {
    const mend =
      "Name a directory that the bot may read, in CONFIG_DIR or after the command; without one the shipped policy is used.";
    throw new ConfigProblems([{ where: configDir, what: `the configuration ${whyUnreadable(error)}`, mend }]);
  }
}

/** What stands beside a policy file. */
interface Beside {
  readonly parts: readonly [part: string, file: string][];
  /** Directories whose templates take the place of the shipped ones. */
  readonly templates: readonly string[];
}

const NOTHING_BESIDE: Beside = { parts: [], templates: [] };

function policyFrom(file: string, files: Files, { parts, templates }: Beside = NOTHING_BESIDE): Policy {
  const broken = parts.flatMap(([, part]) => readYaml(part, readText(part, files)).problems);
  if (broken.length > 0) throw new ConfigProblems([...readYaml(file, readText(file, files)).problems, ...broken]);
  const joined = withParts(resolved(file, files), parts, files);
  const { tree, source, problems } = withTemplates(joined, [SHIPPED_TEMPLATES, ...templates], files);
  const parsed = Policy.safeParse(tree);
  const found = [
    ...problems,
    ...policyProblems(parsed.error?.issues ?? [], tree, source),
    ...nameProblems(tree, source),
  ];
  if (found.length > 0 || !parsed.success) throw new ConfigProblems(found.sort(byPosition));
  return parsed.data;
}

const byPosition = (a: Problem, b: Problem) => a.where.localeCompare(b.where, "en", { numeric: true });

interface Resolved {
  tree: Record<string, unknown>;
  source: YamlSource;
  problems: Problem[];
}

/** The file laid on what it extends. Positions are those of the file: what it builds on is sound. */
function resolved(file: string, files: Files): Resolved {
  const source = readYaml(file, readText(file, files));
  if (source.problems.length > 0) throw new ConfigProblems(source.problems);
  const data = source.data ?? {};
  if (!isTree(data)) {
    const mend = `Begin with one of the keys ${knownKeys([]).join(", ")}.`;
    throw new ConfigProblems([{ where: source.where([]), what: "this is not a map of keys", mend }]);
  }
  const { extends: base = "default", ...own } = data;
  if (file === join(SHIPPED_DIR, "default.yml")) return { tree: own, source, problems: [] };
  const name = SHIPPED_POLICIES.find((shipped) => shipped === base);
  const below = resolved(join(SHIPPED_DIR, `${name ?? "default"}.yml`), files);
  const problems = name ? [] : [unknownBase(base, source)];
  return { tree: overlay(below.tree, own), source, problems };
}

/** Each part in the place that it has in a policy, its positions those of its own file. */
function withParts(policy: Resolved, parts: readonly [part: string, file: string][], files: Files): Resolved {
  return parts.reduce<Resolved>(({ tree, source, problems }, [part, file]) => {
    const own = readYaml(file, readText(file, files));
    const twice = Object.keys(isTree(tree[part]) ? tree[part] : {}).length > 0;
    const where: YamlSource["where"] = (path) => (path[0] === part ? own.where(path.slice(1)) : source.where(path));
    return {
      tree: { ...tree, [part]: own.data ?? {} },
      source: { ...source, where },
      problems: twice ? [...problems, saidTwice(part, file, source)] : problems,
    };
  }, policy);
}

function withTemplates(policy: Resolved, directories: readonly string[], files: Files): Resolved {
  const { tree, source, problems } = policy;
  const templates = readTemplates(directories, files);
  const misplaced = Object.hasOwn(tree, "templates") ? [misplacedTemplates(source)] : [];
  return {
    tree: { ...tree, templates: templates.tree },
    source: {
      ...source,
      where: (path) => (path[0] === "templates" && templates.where(path.slice(1))) || source.where(path),
    },
    problems: [...problems, ...misplaced, ...templates.problems],
  };
}

function misplacedTemplates(source: YamlSource): Problem {
  const what = "templates: each is a file of its own";
  return { where: source.where(["templates"]), what, mend: "Put it into templates/NAME.md beside this file." };
}

function saidTwice(part: string, file: string, source: YamlSource): Problem {
  const what = `${part}: stands here and in ${file}`;
  return { where: source.where([part]), what, mend: "Keep it in one of the two." };
}

function unknownBase(base: unknown, source: YamlSource): Problem {
  const what = `extends: there is no shipped policy "${String(base)}"`;
  return { where: source.where(["extends"]), what, mend: didYouMean(String(base), SHIPPED_POLICIES) };
}

function readText(file: string, files: Files): string {
  try {
    return files.read(file);
  } catch (error) {
    const mend = "Put a file there that the bot may read.";
    throw new ConfigProblems([{ where: file, what: `the policy ${whyUnreadable(error)}`, mend }]);
  }
}
