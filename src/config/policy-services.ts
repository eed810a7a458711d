import { squeezed } from "./nearest.ts";
import { isTree, type Tree } from "./overlay.ts";
import type { Problem } from "./problem.ts";
import type { YamlSource } from "./yaml-source.ts";

/** Services that need each other in a circle, and words that mean two of them. Works on the raw data. */
export const serviceProblems = (policy: Tree, source: YamlSource): Problem[] => {
  const services = isTree(policy.services) ? policy.services : {};
  return [...circles(services, source), ...twoMeanings(services, source)];
};

/** Each circle once, as a path; a service that depends on itself is the smallest. */
function circles(services: Tree, source: YamlSource): Problem[] {
  const done = new Set<string>();
  return Object.keys(services).flatMap((start) => {
    if (done.has(start)) return [];
    const path = circleThrough(start, services);
    if (!path) return [];
    for (const id of path) done.add(id);
    return [circleProblem(path, services, source)];
  });
}

/** The shortest way from a service back to itself, without its end; undefined when there is none. */
function circleThrough(start: string, services: Tree): string[] | undefined {
  const seen = new Set<string>();
  let paths: string[][] = [[start]];
  while (paths.length > 0) {
    const longer: string[][] = [];
    for (const path of paths) {
      for (const id of dependenciesOf(services[path.at(-1) ?? start])) {
        if (id === start) return path;
        if (seen.has(id) || !Object.hasOwn(services, id)) continue;
        seen.add(id);
        longer.push([...path, id]);
      }
    }
    paths = longer;
  }
  return undefined;
}

function circleProblem(path: string[], services: Tree, source: YamlSource): Problem {
  const [start = ""] = path;
  const last = path.at(-1) ?? start;
  const index = dependenciesOf(services[last]).indexOf(start);
  const circle = [...path, start].join(" → ");
  return {
    where: source.where(["services", last, "dependsOn", index]),
    what: `services: ${path.length === 1 ? `${start} depends on itself` : `these depend on each other in a circle: ${circle}`}`,
    mend: `Take "${start}" away from the dependsOn of ${last}, or whichever of these can be done without.`,
  };
}

function dependenciesOf(body: unknown): string[] {
  const list: unknown = isTree(body) ? body.dependsOn : undefined;
  return Array.isArray(list) ? list.map(String) : [];
}

interface Word {
  readonly text: string;
  readonly id: string;
  readonly path: readonly PropertyKey[];
}

/** People type "Check-Out" and "check out" alike, so these may not be two services. */
function twoMeanings(services: Tree, source: YamlSource): Problem[] {
  const owners = new Map<string, Word>();
  return Object.entries(services)
    .flatMap(([id, body]) => wordsOf(id, body))
    .flatMap((word) => {
      const owner = owners.get(squeezed(word.text));
      if (owner === undefined) owners.set(squeezed(word.text), word);
      if (owner === undefined || owner.id === word.id) return [];
      const what = `services.${word.id}: "${word.text}" already means ${owner.id}`;
      return [{ where: source.where(["services", ...word.path]), what, mend: "Give one of the two another word." }];
    });
}

function wordsOf(id: string, body: unknown): Word[] {
  const { name, aliases } = isTree(body) ? body : {};
  const others: unknown[] = Array.isArray(aliases) ? aliases : [];
  return [
    { text: id, id, path: [id] },
    ...(typeof name === "string" ? [{ text: name, id, path: [id, "name"] }] : []),
    ...others.flatMap((text, index) => (typeof text === "string" ? [{ text, id, path: [id, "aliases", index] }] : [])),
  ];
}
