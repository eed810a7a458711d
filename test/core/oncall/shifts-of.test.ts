import { describe, expect, it } from "vitest";
import type { Override, Rotation } from "../../../src/config/index.ts";
import { shiftsOf } from "../../../src/core/oncall/index.ts";
import { day, POLICY } from "./house.ts";

const WEEK = { from: day(9), to: day(16) };
const [payments, search] = POLICY.rotations;

const named = (userId: string, rotations: readonly (Rotation | undefined)[], overrides: readonly Override[] = []) => {
  const policy = { rotations: rotations.filter((rotation) => rotation !== undefined) };
  return shiftsOf({ policy, overrides }, userId, WEEK).map(({ rotation, level }) => `${rotation} ${level}`);
};

describe("a person's shifts [ESC-4]", () => {
  it("are those of the rotations in which they take turns", () => {
    expect(named("DORA", [payments, search])).toEqual(["search secondary", "search primary"]);
  });

  it("are also those that they took over where they take no turns", () => {
    const taken: Override = { rotation: "payments", level: "primary", userId: "DORA", from: day(10), to: day(11) };
    expect(named("DORA", [payments], [taken])).toEqual(["payments primary"]);
  });

  it("are also those behind a rotation whose second is whoever is first in theirs", () => {
    const behind = payments && { ...payments, secondary: { rotation: "search" } };
    expect(named("DORA", [behind, search])).toContain("payments secondary");
  });

  it("are none where nobody names them", () => {
    expect(named("EVE", [payments, search])).toEqual([]);
  });
});
