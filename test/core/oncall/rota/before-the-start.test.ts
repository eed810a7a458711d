import { describe, expect, it } from "vitest";
import { onCall, shiftsBetween } from "../../../../src/core/oncall/index.ts";
import { day, POLICY } from "../house.ts";

const KINDS = [
  { kind: "daily", handoverAt: 540, everyDays: 2 },
  { kind: "weekly", handoverAt: 540, everyWeeks: 1 },
  { kind: "business_hours", days: ["mon", "tue", "wed", "thu", "fri"], from: 540, to: 1020, turns: "daily" },
] as const;

describe.each(KINDS)("before the first day of a rotation of kind $kind", (times) => {
  const rotation = {
    ...{ id: "payments", name: "Payments", timeZone: "UTC", people: ["ANA", "BEN"], secondary: "next" as const },
    ...{ startsOn: "2026-03-23", ...times },
  };
  const policy = {
    ...POLICY,
    rotations: [rotation.kind === "business_hours" ? { ...rotation, days: [...rotation.days] } : rotation],
  };
  const override = { rotation: "payments", level: "primary" as const, userId: "EVE", from: day(3), to: day(20) };

  it("nobody is on call but by override, and that is one shift [ESC-4]", () => {
    const world = { policy, overrides: [override] };
    expect(onCall({ policy }, "payments", day(12, 12))).toEqual({ primary: undefined, secondary: undefined });
    expect(shiftsBetween(world, "payments", day(1), day(23, 9))).toEqual([
      { rotation: "payments", level: "primary", userId: "EVE", isOverride: true, startAt: day(3), endAt: day(20) },
    ]);
    expect(onCall(world, "payments", day(23, 9)).primary).toBe("ANA");
  });
});
