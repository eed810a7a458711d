import { fileURLToPath } from "node:url";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { describe, expect, it } from "vitest";
import { rules } from "./rules.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

async function look(baseDir: string): Promise<ICruiseResult> {
  const { output } = await cruise(
    ["src"],
    {
      baseDir,
      ruleSet: { forbidden: rules },
      validate: true,
      doNotFollow: { path: "node_modules" },
      tsPreCompilationDeps: true,
      tsConfig: { fileName: `${ROOT}/tsconfig.json` },
      enhancedResolveOptions: {
        exportsFields: ["exports"],
        conditionNames: ["import", "node", "types"],
        extensions: [".ts", ".js"],
      },
    },
    undefined,
    { tsConfig: extractTSConfig(`${ROOT}/tsconfig.json`) },
  );
  if (typeof output === "string") throw new Error("dependency-cruiser gave a text where a result was expected");
  return output;
}

const told = ({ summary }: ICruiseResult) =>
  summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);

describe("the architecture", () => {
  it("has no dependency that goes the wrong way", { timeout: 60_000 }, async () => {
    const result = await look(ROOT);
    expect(told(result)).toEqual([]);
    // Blind under a TypeScript that it cannot read, dependency-cruiser would pass: it must have seen the house.
    const own = result.modules.filter(({ source }) => source.startsWith("src/"));
    expect(own.length).toBeGreaterThan(100);
    expect(own.flatMap(({ dependencies }) => dependencies).length).toBeGreaterThan(300);
  });

  it("notices each kind of offence: the rules bite", { timeout: 60_000 }, async () => {
    const result = await look(fileURLToPath(new URL("fixtures/offences", import.meta.url)));
    const broken = [...new Set(result.summary.violations.map(({ rule }) => rule.name))].sort();
    expect(broken).toEqual(
      [
        "bottom-knows-nothing",
        "core-knows-no-edge",
        "core-roles-looks-up",
        "core-through-the-door",
        "doctor-knows-no-edge",
        "doctor-through-the-door",
        "edges-do-not-meet",
        "edges-use-the-door",
        "kit-knows-no-room",
        "lib-has-no-product",
        "no-circles",
        "only-db-speaks-sql",
        "only-edges-speak-slack",
        "rooms-use-the-door",
        "sandbox-is-slack",
        "sandbox-only-in-demo",
        "views-are-data",
      ].sort(),
    );
  });
});
