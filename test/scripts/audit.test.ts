import { spawnSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../support/temporary-store.ts";

const counted = (found: object, counts: object) => ({ vulnerabilities: found, metadata: { vulnerabilities: counts } });

const hole = (severity: string) => ({
  "left-pad": {
    name: "left-pad",
    severity,
    range: "<1.3.0",
    via: [{ title: "Pads what it should not", url: "https://example.com/advisory" }, "right-pad"],
  },
});

/** The script beside an npm that answers this. */
function audit(answer: string, { code = 0, complaint = "" } = {}) {
  const folder = temporaryFolder();
  const npm = join(folder, "npm");
  writeFileSync(join(folder, "answer"), answer);
  writeFileSync(npm, `#!/bin/sh\ncat "${folder}/answer"\necho "${complaint}" >&2\nexit ${code}\n`);
  chmodSync(npm, 0o755);
  const env = { PATH: `${folder}:/bin:/usr/bin` };
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/audit.mjs"], { encoding: "utf8", env });
  return { status, said: stdout + stderr };
}

describe("the audit of dependencies [OPS-6]", () => {
  it.each(["high", "critical"])("fails on a %s hole, and names package, versions and advisory", (severity) => {
    const { status, said } = audit(JSON.stringify(counted(hole(severity), { total: 1 })), { code: 1 });
    expect(status).toBe(1);
    expect(said).toContain(`left-pad <1.3.0 (${severity}): Pads what it should not https://example.com/advisory`);
  });

  it.each([
    ["nothing", counted({}, { total: 0 }), 0],
    ["lesser holes", counted(hole("moderate"), { total: 1 }), 1],
  ])("passes with %s", (_what, report, code) => {
    const { status, said } = audit(JSON.stringify(report), { code });
    expect(said).toContain("no high or critical hole");
    expect(status).toBe(0);
  });

  it.each([
    ["a registry without an audit", { message: "405 Method Not Allowed", statusCode: 405, error: { summary: "" } }],
    [
      "no network",
      { message: "request to https://registry.example failed, reason: getaddrinfo ENOTFOUND registry.example" },
    ],
    ["a registry that refuses", { error: { code: "ECONNREFUSED", summary: "connect ECONNREFUSED 127.0.0.1:1" } }],
  ])("passes with a word where there is %s", (_what, report) => {
    const { status, said } = audit(JSON.stringify(report), { code: 1 });
    expect(said).toMatch(/no registry answered \(.+\), so dependencies were not audited/);
    expect(status).toBe(0);
  });

  it.each([
    [
      "a missing lock file",
      JSON.stringify({ error: { code: "ENOLOCK", summary: "This command requires a lockfile." } }),
    ],
    ["an answer that is no report", "Segmentation fault"],
  ])("fails on %s: nothing was audited, and that is not the network's doing", (_what, answer) => {
    const { status, said } = audit(answer, { code: 1 });
    expect(said).toContain("npm audit failed");
    expect(status).toBe(1);
  });
});
