import { didYouMean } from "./nearest.ts";
import { isTree, type Tree } from "./overlay.ts";
import { ladderProblems } from "./policy-ladder.ts";
import { rotationProblems } from "./policy-rotations.ts";
import { serviceProblems } from "./policy-services.ts";
import type { Problem } from "./problem.ts";
import type { YamlSource } from "./yaml-source.ts";

/** Lists, and single words, in a policy that name things which must exist elsewhere in it. `*` is each key. */
const REFERENCES: { list: string[]; isSingle?: true; names: string; thing: string }[] = [
  { list: ["severities", "*", "stakeholders"], names: "audiences", thing: "an audience" },
  { list: ["roles", "*", "neededFor"], names: "severities", thing: "a severity" },
  { list: ["reminders", "noCommander", "severities"], names: "severities", thing: "a severity" },
  { list: ["approvals", "*", "severities"], names: "severities", thing: "a severity" },
  { list: ["approvals", "*", "alone"], names: "severities", thing: "a severity" },
  { list: ["approvals", "*", "roles"], names: "roles", thing: "a role" },
  { list: ["reminders", "unpaged", "severities"], names: "severities", thing: "a severity" },
  { list: ["escalation", "pageOnDeclare"], names: "severities", thing: "a severity" },
  { list: ["escalation", "rotation"], isSingle: true, names: "rotations", thing: "a rotation" },
  { list: ["escalation", "ladder", "*", "who", "rotation"], isSingle: true, names: "rotations", thing: "a rotation" },
  { list: ["escalation", "triggers", "vendorFailure", "categories"], names: "categories", thing: "a category" },
  { list: ["escalation", "triggers", "dataLoss", "to", "rotations"], names: "rotations", thing: "a rotation" },
  { list: ["services", "*", "dependsOn"], names: "services", thing: "a service" },
  { list: ["services", "*", "rotation"], isSingle: true, names: "rotations", thing: "a rotation" },
  { list: ["rotations", "*", "secondary", "rotation"], isSingle: true, names: "rotations", thing: "a rotation" },
];

/** Roles that the product itself turns to. */
const NEEDED_ROLES = ["commander", "communications_lead"];

/** Names that lead nowhere or to two things. Works on the raw data, so that it speaks also when the schema has failed. */
export function nameProblems(policy: Tree, source: YamlSource): Problem[] {
  return [
    ...REFERENCES.flatMap((reference) => danglingNames(policy, reference, source)),
    ...["severities", "roles", "rotations"].flatMap((section) => sharedWords(policy, section, source)),
    ...neededThings(policy, source),
    ...keysOfNoRotation(policy, source),
    ...serviceProblems(policy, source),
    ...rotationProblems(policy, source),
    ...ladderProblems(policy, source),
  ];
}

function danglingNames(
  policy: Tree,
  { list, isSingle, names, thing }: (typeof REFERENCES)[number],
  source: YamlSource,
): Problem[] {
  if (!isTree(policy[names])) return [];
  const known = Object.keys(policy[names]);
  return expand(policy, list).flatMap(({ path, value }) => {
    const isWord = isSingle && typeof value === "string";
    const words: unknown[] = Array.isArray(value) ? value : [];
    const items = isWord ? [{ item: value, at: path }] : words.map((item, index) => ({ item, at: [...path, index] }));
    return items.flatMap(({ item, at }) => {
      if (typeof item !== "string" || known.includes(item)) return [];
      const what = `${path.join(".")}: "${item}" is not ${thing} of this policy`;
      return [{ where: source.where(at), what, mend: didYouMean(item, known) }];
    });
  });
}

/** A word that a person types must mean one thing. */
function sharedWords(policy: Tree, section: string, source: YamlSource): Problem[] {
  const owners = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [id, body] of Object.entries(treeIn(policy, section))) {
    for (const word of wordsOf(id, body)) {
      const owner = owners.get(word) ?? id;
      owners.set(word, owner);
      if (owner === id) continue;
      const what = `${section}.${id}: "${word}" already means ${owner}`;
      problems.push({ where: source.where([section, id, "aliases"]), what, mend: "Give one of the two another word." });
    }
  }
  return problems;
}

function wordsOf(id: string, body: unknown): Set<string> {
  const { aliases, name, label } = isTree(body) ? body : {};
  const words = [id, name, label, ...(Array.isArray(aliases) ? aliases : [])];
  return new Set(words.filter((word) => typeof word === "string").map((word) => word.toLowerCase()));
}

/** A key of a rotation that nobody is on would never be used. */
function keysOfNoRotation(policy: Tree, source: YamlSource): Problem[] {
  const path = ["paging", "pagerduty", "routingKeys"];
  const known = Object.keys(treeIn(policy, "rotations"));
  const keys = expand(policy, path).flatMap(({ value }) => (isTree(value) ? Object.keys(value) : []));
  return keys
    .filter((key) => !known.includes(key))
    .map((key) => {
      const what = `${path.join(".")}: "${key}" is not a rotation of this policy`;
      return { where: source.where([...path, key]), what, mend: didYouMean(key, known) };
    });
}

/** A section that is no map at all is for the schema to say. */
function neededThings(policy: Tree, source: YamlSource): Problem[] {
  const { roles } = policy;
  const problems = NEEDED_ROLES.filter((role) => isTree(roles) && !Object.hasOwn(roles, role)).map((role) => ({
    where: source.where(["roles", role]),
    what: `roles: "${role}" is missing, and the reminders turn to it`,
    mend: "Keep its key; label, aliases and texts are yours to change.",
  }));
  for (const section of ["severities", "categories"]) {
    if (!isTree(policy[section]) || Object.keys(policy[section]).length > 0) continue;
    problems.push({ where: source.where([section]), what: `${section}: none is left`, mend: "Keep at least one." });
  }
  return problems;
}

function treeIn(policy: Tree, section: string): Tree {
  const tree = policy[section];
  return isTree(tree) ? tree : {};
}

function expand(value: unknown, path: string[]): { path: string[]; value: unknown }[] {
  const [step, ...rest] = path;
  if (step === undefined) return [{ path: [], value }];
  if (!isTree(value)) return [];
  const keys = step === "*" ? Object.keys(value) : [step];
  return keys.flatMap((key) =>
    expand(value[key], rest).map((found) => ({ path: [key, ...found.path], value: found.value })),
  );
}
