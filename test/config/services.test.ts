import { describe, expect, it } from "vitest";
import { loadPolicy } from "../../src/config/index.ts";
import { ConfigProblems, type Problem } from "../../src/config/problem.ts";
import { filesWith } from "./fake-files.ts";

function problemsOf(files: Record<string, string>): readonly Problem[] {
  try {
    loadPolicy("/conf", filesWith(files));
  } catch (error) {
    if (error instanceof ConfigProblems) return error.problems;
    throw error;
  }
  return [];
}

const yaml = (...lines: string[]) => lines.join("\n");

describe("services.yml", () => {
  it("becomes the catalog, in the order of the file [SVC-1]", () => {
    const policy = loadPolicy(
      "/conf",
      filesWith({
        "services.yml": yaml(
          "checkout:",
          "  name: Checkout",
          "  tier: 1",
          "  aliases: [basket]",
          "  owners: { people: [U0DANA0001], userGroups: [S0PAYMENT1] }",
          "  dependsOn: [payments]",
          '  channel: "#team-checkout"',
          "  rotation: primary",
          '  runbooks: [{ title: Drain a node, url: "https://runbooks.example/drain" }]',
          '  objectives: ["99.95 % of requests a month"]',
          "payments: { name: Payments, tier: 0 }",
        ),
        "rotations.yml": yaml(
          "primary:",
          "  name: Primary",
          "  kind: weekly",
          "  timeZone: Europe/Berlin",
          "  people: [U0DANA0001]",
          '  startsOn: "2026-01-05"',
          '  handoverAt: "09:00"',
        ),
      }),
    );
    expect(policy.services.map(({ id, name, tier, dependsOn }) => ({ id, name, tier, dependsOn }))).toEqual([
      { id: "checkout", name: "Checkout", tier: 1, dependsOn: ["payments"] },
      { id: "payments", name: "Payments", tier: 0, dependsOn: [] },
    ]);
    expect(policy.services[0]).toMatchObject({ channel: "team-checkout", rotation: "primary", aliases: ["basket"] });
  });

  it.each<[string, Record<string, string>, Problem[]]>([
    [
      "an unknown dependency",
      {
        "services.yml": yaml(
          "checkout:",
          "  name: Checkout",
          "  tier: 1",
          "  dependsOn: [paymnets]",
          "payments: { name: P, tier: 0 }",
        ),
      },
      [
        {
          where: "/conf/services.yml:4:15",
          what: 'services.checkout.dependsOn: "paymnets" is not a service of this policy',
          mend: 'Did you mean "payments"?',
        },
      ],
    ],
    [
      "an unknown rotation",
      { "services.yml": yaml("checkout:", "  name: Checkout", "  tier: 1", "  rotation: primry") },
      [
        {
          where: "/conf/services.yml:4:3",
          what: 'services.checkout.rotation: "primry" is not a rotation of this policy',
          mend: "Take it away.",
        },
      ],
    ],
    [
      "a circle, once, as a path",
      {
        "services.yml": yaml(
          "checkout: { name: Checkout, tier: 1, dependsOn: [payments] }",
          "payments: { name: Payments, tier: 0, dependsOn: [ledger] }",
          "ledger: { name: Ledger, tier: 0, dependsOn: [checkout] }",
        ),
      },
      [
        {
          where: "/conf/services.yml:3:46",
          what: "services: these depend on each other in a circle: checkout → payments → ledger → checkout",
          mend: 'Take "checkout" away from the dependsOn of ledger, or whichever of these can be done without.',
        },
      ],
    ],
    [
      "a service that depends on itself",
      { "services.yml": yaml("checkout:", "  name: Checkout", "  tier: 1", "  dependsOn: [checkout]") },
      [
        {
          where: "/conf/services.yml:4:15",
          what: "services: checkout depends on itself",
          mend: 'Take "checkout" away from the dependsOn of checkout, or whichever of these can be done without.',
        },
      ],
    ],
    [
      "an alias that means two services, however it is written",
      {
        "services.yml": yaml(
          "check-out: { name: Checkout, tier: 1 }",
          'payments: { name: Payments, tier: 0, aliases: [pay, "Check Out"] }',
        ),
      },
      [
        {
          where: "/conf/services.yml:2:53",
          what: 'services.payments: "Check Out" already means check-out',
          mend: "Give one of the two another word.",
        },
      ],
    ],
    [
      "a tier that there is not",
      { "services.yml": yaml("checkout:", "  name: Checkout", "  tier: 7") },
      [
        {
          where: "/conf/services.yml:3:3",
          what: "services.checkout.tier: this is not a tier",
          mend: "Write 0 (foundation), 1 (core), 2 (feature) or 3 (auxiliary).",
        },
      ],
    ],
  ])("is refused for %s, with file, line, what and how to mend it [SVC-1] [OPS-5]", (_what, files, expected) => {
    expect(problemsOf(files)).toEqual(expected);
  });

  it("tells the problems of all files at once [OPS-8]", () => {
    const problems = problemsOf({
      "policy.yml": yaml("severities:", "  sev1: { updateEvery: soon }"),
      "services.yml": yaml("checkout: { name: Checkout, tier: 1, dependsOn: [nothing] }"),
      "rotations.yml": yaml("primary: { name: Primary }"),
    });
    expect(problems.map(({ where }) => where.split(":")[0])).toEqual([
      "/conf/policy.yml",
      "/conf/rotations.yml",
      "/conf/services.yml",
    ]);
  });

  it("may go through one service on several ways without a circle [SVC-1]", () => {
    const services = yaml(
      "a: { name: A, tier: 2, dependsOn: [b, c] }",
      "b: { name: B, tier: 1, dependsOn: [d] }",
      "c: { name: C, tier: 1, dependsOn: [d] }",
      "d: { name: D, tier: 0 }",
    );
    expect(problemsOf({ "services.yml": services })).toEqual([]);
  });
});
