import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const readme = readFileSync(`${ROOT}/README.md`, "utf8");
const { scripts } = JSON.parse(readFileSync(`${ROOT}/package.json`, "utf8"));

describe("the README", () => {
  it("names only paths that exist", () => {
    const named = [
      ...readme.matchAll(/`((?:src|test|scripts|migrations)\/[\w./-]+|[\w.]+\.(?:yml|sample|ts)|LICENSE)`/g),
    ];
    const theirs = ["policy.yml", "services.yml", "rotations.yml"];
    const paths = named.flatMap(([, path]) => path ?? []).filter((path) => !theirs.includes(path));
    expect(paths.length).toBeGreaterThan(5);
    expect(paths.filter((path) => !existsSync(`${ROOT}/${path}`))).toEqual([]);
  });

  it("draws a tree that stands", () => {
    const [, tree = ""] = /## The tree\n\n```\n([\s\S]*?)```/.exec(readme) ?? [];
    const named = tree.split("\n").flatMap((line) => /^(\s*)([\w./]+\/|[\w.]+\.ts)\s/.exec(line) ?? []);
    expect(named.length).toBeGreaterThan(10);
    const paths = tree.split("\n").flatMap((line) => {
      const [, margin, path] = /^(\s*)([\w./]+(?:\/|\.ts))\s/.exec(line) ?? [];
      return path ? [margin ? `src/${path}` : path] : [];
    });
    expect(paths.filter((path) => !existsSync(`${ROOT}/${path}`))).toEqual([]);
  });

  it("names only scripts that package.json has", () => {
    const named = [...readme.matchAll(/npm run ([\w:]+)/g)].flatMap(([, name]) => name ?? []);
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it("links to the app's manifest as it is", () => {
    const link = execFileSync(process.execPath, [`${ROOT}/scripts/manifest-link.mjs`], { encoding: "utf8" }).trim();
    expect(readme).toContain(`[create]: ${link}`);
  });
});
