import { describe, expect, it } from "vitest";
import { assessFields } from "../../../src/slack/incidents/assess-fields.ts";

describe("numbers as people type them [RANK-2]", () => {
  it.each([
    ["1200", 1_200],
    ["1,200", 1_200],
    ["12 500", 12_500],
    ["1'200", 1_200],
    ["10k", 10_000],
    ["1.5m", 1_500_000],
    ["$ 10,000", 10_000],
    ["10000 USD", 10_000],
    ["about 300", 300],
    ["0", 0],
    ["", undefined],
    ["  ", undefined],
  ])("“%s” is %s", (typed, number) => {
    expect(assessFields({ share: "few", revenue: typed }).business.revenue).toBe(number);
  });

  it.each(["loads", "-5", "1e999", "10-20", "k", "9".repeat(40)])(
    "“%s” is asked for again under its field",
    (typed) => {
      expect(() => assessFields({ share: "few", count: typed })).toThrow(
        expect.objectContaining({ field: "count", message: expect.stringContaining("as a number") }),
      );
    },
  );

  it("takes one answer for enough [RANK-2]", () => {
    expect(assessFields({ share: "some" })).toEqual({
      users: { share: "some", count: undefined, arePaying: false },
      business: { revenue: undefined, isSlaBroken: false, isReputationAtRisk: false, isRegulatoryRisk: false },
      data: { isLossSuspected: false, isIntegrityDoubted: false, isExposureSuspected: false },
      duration: { expected: "unknown", isGettingWorse: false },
      workaround: "unknown",
    });
  });
});
