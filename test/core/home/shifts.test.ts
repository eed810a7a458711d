import { describe, expect, it } from "vitest";
import { home } from "../../../src/core/home/index.ts";
import type { NewEntry } from "../../../src/core/ledger/index.ts";
import { product } from "../../../src/core/product.ts";
import { day, House, POLICY } from "../oncall/house.ts";

const policy = {
  ...POLICY,
  rotations: POLICY.rotations.map((each) =>
    each.id === "search" ? { ...each, secondary: { rotation: "payments" } } : each,
  ),
};

const held = { id: "o1", rotation: "search", level: "primary", from: day(12, 9), to: day(12, 10) };

function homesAfter(...entries: NewEntry[]): string[] {
  const house = new House(policy);
  house.decide(() => entries.slice(0, -1), day(12));
  const before = house.record;
  house.decide(() => entries.slice(-1), day(12));
  return (home.onChange?.(before, house.record, house.world(day(12))) ?? []).map(({ key }) => key);
}

const entry = (kind: string, data: object): NewEntry => ({ kind, by: "sitrep", data });

describe("whose Home a change of shifts concerns", () => {
  const set = entry("override_set", { ...held, userId: "EVE", source: "set" });
  it.each<[string, NewEntry[], string[]]>([
    ["an override: the rotation's people and who stands in", [set], ["ANA", "DORA", "EVE"]],
    ["one taken back", [set, entry("override_removed", { ...held, userId: "EVE" })], ["ANA", "DORA", "EVE"]],
    [
      "a change of shift: also those of a rotation that falls back on this one",
      [entry("shift_changed", { rotation: "payments", primary: "BEN" })],
      ["ANA", "BEN", "CLEO", "DORA"],
    ],
    ["what is only asked: nobody", [entry("cover_asked", { ...held, userId: "ANA", asked: ["DORA"] })], []],
  ])("after %s [ESC-4]", (_what, entries, people) => {
    expect(homesAfter(...entries)).toEqual(people.map((userId) => `home/${userId}`));
  });
});

describe("a change of shift", () => {
  const due = (house: House, now: number) =>
    product.timers(house.record, house.world(now)).filter(({ kind }) => kind === "shift_change");

  it("is put on the record when it is due, once, and the next one is waited for [ESC-4]", () => {
    const house = new House();
    expect(due(house, day(12)).map(({ key, at }) => [key, at])).toEqual([
      ["shift_change/payments", day(16, 9)],
      ["shift_change/search", day(16, 9)],
    ]);
    const [timer] = due(house, day(12));
    if (!timer) throw new Error("nothing is due");
    const [written] = house.decide(product.onTimer(timer), day(16, 9));
    expect(written?.data).toEqual({ rotation: "payments", primary: "CLEO", secondary: "ANA" });
    expect(house.decide(product.onTimer(timer), day(16, 9))).toEqual([]);
    expect(due(house, day(16, 9, 1)).find(({ key }) => key.endsWith("payments"))?.at).toBe(day(23, 9));
  });

  it("that was missed is made up for at once [ESC-4]", () => {
    const house = new House();
    house.decide(() => [entry("shift_changed", { rotation: "payments", primary: "BEN" })], day(9, 9));
    expect(due(house, day(20))[0]?.at).toBe(day(16, 9));
  });

  it("is none where one person follows themselves [ESC-4]", () => {
    const house = new House({ ...POLICY, rotations: POLICY.rotations.map((each) => ({ ...each, people: ["ANA"] })) });
    expect(due(house, day(12))).toEqual([]);
  });
});
