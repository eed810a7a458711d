import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sitrep } from "../support/command-line.ts";
import { temporaryFolder } from "../support/temporary-store.ts";

describe("sitrep validate [OPS-8]", () => {
  it("says what a sound policy holds, and takes CONFIG_DIR when no folder is named", async () => {
    const dir = temporaryFolder();
    writeFileSync(join(dir, "policy.yml"), "extends: p0-p4\n");
    const named = await sitrep(["validate", dir]);
    expect(named).toMatchObject({ code: 0, output: expect.stringContaining("severities P0, P1, P2, P3, P4") });
    expect((await sitrep(["validate"], { CONFIG_DIR: dir })).output).toBe(named.output);
    expect((await sitrep(["validate"], { CONFIG_DIR: "" })).output).toContain(
      "The shipped policy is sound: severities SEV-1",
    );
  });

  it("names the folder that was typed, not a variable that nobody set [OPS-5]", async () => {
    const run = await sitrep(["validate", "/no/such/dir"], { CONFIG_DIR: "" });
    expect(run).toMatchObject({
      code: 1,
      output: expect.stringContaining("/no/such/dir\n  the configuration does not exist"),
    });
  });

  it("counts what each file of the folder holds [SVC-1]", async () => {
    const dir = temporaryFolder();
    writeFileSync(
      join(dir, "services.yml"),
      "checkout: { name: Checkout, tier: 1, dependsOn: [payments] }\npayments: { name: Payments, tier: 0 }\n",
    );
    expect(await sitrep(["validate", dir])).toMatchObject({
      code: 0,
      output: expect.stringMatching(/; 2 services; 0 rotations; \d+ templates\.\n$/),
    });
  });

  it("tells the mistakes of all files at once, those of YAML too [OPS-5]", async () => {
    const dir = temporaryFolder();
    writeFileSync(
      join(dir, "services.yml"),
      "a: { name: A, tier: 1, dependsOn: [b] }\nb: { name: B, tier: 1, dependsOn: [a] }\n",
    );
    writeFileSync(join(dir, "policy.yml"), "undoWithin: soon\n");
    const { code, output } = await sitrep(["validate", dir]);
    expect(code).toBe(1);
    expect(output).toContain(`${join(dir, "policy.yml")}:1:1`);
    expect(output).toContain(`${join(dir, "services.yml")}:2:36`);
    expect(output).toContain("a → b → a");
    writeFileSync(join(dir, "services.yml"), "a: [\n");
    writeFileSync(join(dir, "rotations.yml"), "b: {\n");
    const broken = await sitrep(["validate", dir]);
    expect(broken.output).toContain(join(dir, "services.yml"));
    expect(broken.output).toContain(join(dir, "rotations.yml"));
  });

  it("ends with 1 and names file, line, what and how to mend it [OPS-5]", async () => {
    const dir = temporaryFolder();
    writeFileSync(join(dir, "policy.yml"), "extends: default\nseverities:\n  sev1:\n    updateEvry: 10 min\n");
    const { code, output } = await sitrep(["validate", dir]);
    expect(code).toBe(1);
    expect(output).toContain(`${join(dir, "policy.yml")}:4:5`);
    expect(output).toContain("updateEvery");
    expect(output).toMatch(/^These files have one problem\.\n\n/);
    expect(output).not.toContain("cannot start");
    expect((await sitrep(["validate", join(dir, "nowhere")])).output).toContain("does not exist");
  });
});
