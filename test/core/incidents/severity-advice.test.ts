import { describe, expect, it } from "vitest";
import { type Policy, type Service, type ShippedPolicy, shippedPolicy } from "../../../src/config/index.ts";
import { type Assessment, adviseSeverity } from "../../../src/core/incidents/index.ts";
import { blastRadius } from "../../../src/core/services/index.ts";
import { service } from "../services/catalog.ts";

const CALM: Assessment = {
  users: { share: "none", arePaying: false },
  business: { isSlaBroken: false, isReputationAtRisk: false, isRegulatoryRisk: false },
  data: { isLossSuspected: false, isIntegrityDoubted: false, isExposureSuspected: false },
  duration: { expected: "unknown", isGettingWorse: false },
  workaround: "unknown",
};

type Parts = { [Part in keyof Assessment]?: Partial<Assessment[Part]> | Assessment[Part] };

/** A calm assessment but for what is told. */
const answers = ({
  users,
  business,
  data,
  duration,
  workaround,
}: Omit<Parts, "workaround"> & { workaround?: Assessment["workaround"] }): Assessment => ({
  users: { ...CALM.users, ...users },
  business: { ...CALM.business, ...business },
  data: { ...CALM.data, ...data },
  duration: { ...CALM.duration, ...duration },
  workaround: workaround ?? CALM.workaround,
});

const services: readonly Service[] = [
  service({ id: "ledger", name: "Ledger", tier: 0 }),
  service({ id: "mail", name: "Mail", tier: 2 }),
  service({ id: "fonts", name: "Fonts", tier: 3 }),
  service({ id: "web", name: "Web shop", tier: 1, dependsOn: ["mail"] }),
];

const advised = (assessment: Assessment, hit: readonly string[] = [], policy: Policy = shippedPolicy()) =>
  adviseSeverity(assessment, blastRadius(services, hit), policy);

describe("the advice on severity", () => {
  it.each([
    ["all", "sev1"],
    ["most", "sev2"],
    ["some", "sev3"],
    ["few", "sev4"],
    ["none", "sev5"],
  ] as const)("is for %s of the users %s [RANK-2]", (share, severity) => {
    expect(advised(answers({ users: { share } })).severity.id).toBe(severity);
  });

  it.each([
    ["loss", { isLossSuspected: true }, "data may be lost"],
    ["doubted integrity", { isIntegrityDoubted: true }, "data may be wrong"],
    ["exposure", { isExposureSuspected: true }, "data may be exposed"],
  ])("is SEV-1 for any suspected %s of data, whoever is hit [RANK-2]", (_what, data, reason) => {
    const { severity, reasons } = advised(answers({ users: { share: "none" }, data }));
    expect(severity.id).toBe("sev1");
    expect(reasons).toEqual([reason]);
  });

  it.each<[string, Parameters<typeof answers>[0], string, string[]]>([
    ["paying customers", { users: { share: "few", arePaying: true } }, "sev3", ["paying customers are among them"]],
    ["much revenue", { business: { revenue: 12_500 } }, "sev2", ["12,500 USD are lost so far"]],
    ["some revenue", { business: { revenue: 10_000 } }, "sev3", ["10,000 USD are lost so far"]],
    [
      "a broken promise",
      { business: { isSlaBroken: true } },
      "sev2",
      ["a promise to customers is broken or about to be"],
    ],
    ["a regulator", { business: { isRegulatoryRisk: true } }, "sev2", ["a regulator may have to be told"]],
    ["reputation", { business: { isReputationAtRisk: true } }, "sev3", ["customers or the press talk about it"]],
    ["days ahead", { duration: { expected: "days" } }, "sev3", ["it may last for days"]],
    ["no way around", { users: { share: "few" }, workaround: "none" }, "sev3", ["there is no way around it"]],
    [
      "an easy way around",
      { users: { share: "few" }, workaround: "easy" },
      "sev4",
      ["under a tenth of the users is hit"],
    ],
    ["no revenue lost", { business: { revenue: 0 } }, "sev5", ["no user is hit yet"]],
  ])("hears %s [RANK-2]", (_what, parts, severity, reasons) => {
    const found = advised(answers(parts));
    expect([found.severity.id, found.reasons]).toEqual([severity, reasons]);
  });

  it("follows the most severe answer and names each that says the same [RANK-2]", () => {
    const found = advised(
      answers({
        users: { share: "most", count: 40_000, arePaying: true },
        business: { isSlaBroken: true, revenue: 3 },
      }),
    );
    expect(found.severity.id).toBe("sev2");
    expect(found.reasons).toEqual([
      "over half of the users are hit (40,000)",
      "a promise to customers is broken or about to be",
    ]);
  });

  it.each([
    ["ledger", "sev2", "Ledger (tier 0) is hit, which makes it one level worse"],
    ["mail", "sev2", "Web shop (tier 1) is hit, which makes it one level worse"],
    ["fonts", "sev3", undefined],
    ["no such service", "sev3", undefined],
  ])(
    "is a level worse when %s is hit through which tier 0 or 1 is reached: %s [SVC-2] [RANK-2]",
    (hit, severity, reason) => {
      const found = advised(answers({ users: { share: "some" } }), [hit]);
      expect(found.severity.id).toBe(severity);
      expect(found.reasons.slice(1)).toEqual(reason === undefined ? [] : [reason]);
    },
  );

  it("is one level worse at most, and never worse than the worst [RANK-2]", () => {
    const worse = { duration: { isGettingWorse: true } };
    const found = advised(answers({ users: { share: "few" }, ...worse }), ["ledger"]);
    expect(found.severity.id).toBe("sev3");
    expect(found.reasons.at(-1)).toBe("Ledger (tier 0) is hit and it is getting worse, which makes it one level worse");
    expect(advised(answers({ users: { share: "all" }, ...worse }), ["ledger"]).severity.id).toBe("sev1");
  });

  it.each<[ShippedPolicy, readonly string[]]>([
    ["default", ["sev1", "sev2", "sev3", "sev4", "sev5"]],
    ["p0-p4", ["p0", "p1", "p2", "p3", "p4"]],
    ["sev1-sev4", ["sev1", "sev2", "sev3", "sev4", "sev4"]],
  ])("speaks in the severities of %s [RANK-2] [RANK-4]", (name, severities) => {
    const policy = shippedPolicy(name);
    const shares = ["all", "most", "some", "few", "none"] as const;
    expect(shares.map((share) => advised(answers({ users: { share } }), [], policy).severity.id)).toEqual(severities);
  });
});
