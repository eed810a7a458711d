import { describe, expect, it } from "vitest";
import {
  acceptSwap,
  askCover,
  declineCover,
  declineSwap,
  offerSwap,
  onCall,
  overridesOf,
  removeOverride,
  setOverride,
  takeCover,
  withdrawCover,
  withdrawSwap,
} from "../../../src/core/oncall/index.ts";
import { day, House, kinds } from "./house.ts";

const NOW = day(12, 14);

const primaryAt = (house: House, at: number) => onCall(house.world(at), "payments", at).primary;

const cover = (from: number, to: number, more: object = {}) =>
  askCover({ userId: "BEN", id: "c1", from, to, unable: [], timeZone: "UTC", ...more });

const override = (more: object = {}) =>
  setOverride({
    by: "LEAD",
    id: "o1",
    rotation: "payments",
    level: "primary",
    userId: "CLEO",
    from: NOW,
    to: day(12, 18),
    ...more,
  });

describe("an override", () => {
  it("puts somebody on call at once and to the millisecond, and is taken back [ESC-4]", () => {
    const house = new House();
    expect(kinds(house.decide(override(), NOW))).toEqual(["override_set"]);
    expect([NOW - 1, NOW, day(12, 18) - 1, day(12, 18)].map((at) => primaryAt(house, at))).toEqual([
      "BEN",
      "CLEO",
      "CLEO",
      "BEN",
    ]);
    house.decide(removeOverride({ userId: "OTHER", id: "o1", mayLead: true }), NOW + 1);
    expect(primaryAt(house, NOW + 1)).toBe("BEN");
    expect(overridesOf(house.record)).toEqual([]);
  });

  it.each([
    ["backwards", { from: day(12, 18), to: day(12, 17) }, /ends before it begins/],
    ["in the past", { from: day(12, 10), to: day(12, 12) }, /over already/],
    ["for a year", { to: day(12, 18) + 365 * 86_400_000 }, /longer than three months/],
    ["of a rotation that there is not", { rotation: "billing" }, /no rotation “billing”.*`payments`/],
    ["of who is on call anyway", { userId: "BEN" }, /on call then already/],
  ])("%s is refused in words [ESC-4]", (_name, more, sentence) => {
    expect(() => new House().decide(override(more), NOW)).toThrow(sentence);
  });

  it("is taken back by who set it or may lead, and not once it is over [ESC-4]", () => {
    const house = new House();
    house.decide(override(), NOW);
    const remove = (userId: string, mayLead: boolean) => removeOverride({ userId, id: "o1", mayLead });
    expect(() => house.decide(remove("OTHER", false), NOW)).toThrow(/Only whoever set this/);
    expect(() => house.decide(remove("LEAD", false), day(13))).toThrow(/stays on record/);
    expect(kinds(house.decide(remove("LEAD", false), NOW))).toEqual(["override_removed"]);
    expect(() => house.decide(remove("LEAD", false), NOW)).toThrow(/taken back already/);
  });
});

describe("cover for a part of a shift", () => {
  it("is asked of all others who can be, and taken by the first [ESC-4]", () => {
    const house = new House();
    const [asked] = house.decide(cover(day(12, 18), day(12, 22)), NOW);
    expect(asked?.data).toMatchObject({ asked: ["ANA", "CLEO"], from: day(12, 18), to: day(12, 22), level: "primary" });
    expect(kinds(house.decide(takeCover({ userId: "CLEO", id: "c1" }), NOW))).toEqual(["cover_taken", "override_set"]);
    expect(() => house.decide(takeCover({ userId: "ANA", id: "c1" }), NOW)).toThrow(/taken by somebody else/);
    expect(house.decide(takeCover({ userId: "CLEO", id: "c1" }), NOW)).toEqual([]);
    expect([day(12, 18) - 1, day(12, 18), day(12, 22)].map((at) => primaryAt(house, at))).toEqual([
      "BEN",
      "CLEO",
      "BEN",
    ]);
  });

  it("leaves out who cannot be on call, and says so when nobody is left [ESC-4]", () => {
    const house = new House();
    const [asked] = house.decide(cover(day(12, 18), day(12, 22), { unable: ["ANA"] }), NOW);
    expect(asked?.data).toMatchObject({ asked: ["CLEO"] });
    const alone = cover(day(13, 18), day(13, 22), { id: "c2", unable: ["ANA", "CLEO"] });
    expect(() => house.decide(alone, NOW)).toThrow(/Nobody else in this rotation/);
  });

  it("is cut to one's own shift, and begins now when its time has begun [ESC-4]", () => {
    const house = new House();
    const [asked] = house.decide(cover(day(12, 10), day(20)), NOW);
    expect(asked?.data).toMatchObject({ from: NOW, to: day(16, 9) });
  });

  it.each([
    ["when one is not on call", day(17), day(18), /not on call then.*next shift is Mon 23 Mar/],
    ["in the past", day(10), day(11), /over already/],
    ["backwards", day(14), day(13), /ends before/],
  ])("%s is refused in words [ESC-4]", (_name, from, to, sentence) => {
    expect(() => new House().decide(cover(from, to), NOW)).toThrow(sentence);
  });

  it("is not asked twice, and names the rotation when there are several [ESC-4]", () => {
    const house = new House();
    house.decide(cover(day(12, 18), day(12, 22)), NOW);
    expect(() => house.decide(cover(day(12, 20), day(12, 23), { id: "c2" }), NOW)).toThrow(/asked for cover of that/);
    const ana = (more: object) => cover(day(3, 18), day(3, 20), { userId: "ANA", ...more });
    expect(() => new House().decide(ana({}), day(3))).toThrow(/several rotations.*cover payments.*cover search/);
    expect(kinds(new House().decide(ana({ rotation: "search" }), day(3)))).toEqual(["cover_asked"]);
  });

  it("is answered by those asked only, and taken back by the asker only [ESC-4]", () => {
    const house = new House();
    house.decide(cover(day(12, 18), day(12, 22)), NOW);
    expect(() => house.decide(takeCover({ userId: "DORA", id: "c1" }), NOW)).toThrow(/others in the rotation/);
    expect(() => house.decide(withdrawCover({ userId: "ANA", id: "c1" }), NOW)).toThrow(/Only whoever asked/);
    expect(kinds(house.decide(declineCover({ userId: "ANA", id: "c1" }), NOW))).toEqual(["cover_declined_by"]);
    expect(kinds(house.decide(withdrawCover({ userId: "BEN", id: "c1" }), NOW))).toEqual(["cover_withdrawn"]);
    expect(() => house.decide(takeCover({ userId: "CLEO", id: "c1" }), NOW)).toThrow(/not needed any more/);
  });

  it("cannot be taken once the shift is somebody else's [ESC-4]", () => {
    const house = new House();
    house.decide(cover(day(12, 18), day(12, 22)), NOW);
    house.decide(override({ from: day(12, 19), to: day(12, 20) }), NOW);
    expect(() => house.decide(takeCover({ userId: "ANA", id: "c1" }), NOW)).toThrow(/changed hands/);
  });

  it("expires the moment its time begins [ESC-4]", () => {
    const house = new House();
    house.decide(cover(day(12, 18), day(12, 22)), NOW);
    expect(house.passUntil(day(12, 18) - 1)).not.toContain("cover_expired");
    expect(() => house.decide(takeCover({ userId: "ANA", id: "c1" }), day(12, 18))).toThrow(/has begun/);
    expect(house.passUntil(day(12, 18))).toContain("cover_expired");
  });
});

describe("a swap", () => {
  const gives = { rotation: "payments", level: "primary" as const, from: day(30, 9), to: day(37, 9) };
  const takes = { rotation: "payments", level: "primary" as const, from: day(16, 9), to: day(23, 9) };
  const offer = (more: object = {}) => offerSwap({ userId: "BEN", other: "CLEO", gives, takes, id: "s1", ...more });

  it("changes both shifts, each to the millisecond, and nothing beside them [ESC-4]", () => {
    const house = new House();
    house.decide(offer(), NOW);
    const accepted = house.decide(acceptSwap({ userId: "CLEO", id: "s1" }), NOW);
    expect(kinds(accepted)).toEqual(["swap_accepted", "override_set", "override_set"]);
    const around = ({ from, to }: { from: number; to: number }) => [from - 1, from, to - 1, to];
    expect(around(takes).map((at) => primaryAt(house, at))).toEqual(["BEN", "BEN", "BEN", "ANA"]);
    expect(around(gives).map((at) => primaryAt(house, at))).toEqual(["ANA", "CLEO", "CLEO", "CLEO"]);
  });

  it("is taken back as a whole [ESC-4]", () => {
    const house = new House();
    house.decide(offer(), NOW);
    house.decide(acceptSwap({ userId: "CLEO", id: "s1" }), NOW);
    const removed = house.decide(removeOverride({ userId: "LEAD", id: "swap-s1-given", mayLead: true }), NOW);
    expect(kinds(removed)).toEqual(["override_removed", "override_removed"]);
    expect([primaryAt(house, takes.from), primaryAt(house, gives.from)]).toEqual(["CLEO", "BEN"]);
  });

  it.each([
    ["with oneself", { other: "BEN" }, /That is you/],
    ["between rotations", { takes: { ...takes, rotation: "search" } }, /different rotations/],
    ["of a shift that has begun", { gives: { ...gives, from: day(9, 9), to: day(16, 9) } }, /has begun/],
    ["of shifts that overlap", { gives: { ...takes } }, /overlap/],
    ["of a shift that is not one's own", { gives: { ...gives, from: day(23, 9), to: day(30, 9) } }, /changed hands/],
  ])("%s is refused in words [ESC-4]", (_name, more, sentence) => {
    expect(() => new House().decide(offer(more), NOW)).toThrow(sentence);
  });

  it("is answered by the other, taken back by who offered, and over when the first shift begins [ESC-4]", () => {
    const house = new House();
    house.decide(offer(), NOW);
    expect(() => house.decide(acceptSwap({ userId: "ANA", id: "s1" }), NOW)).toThrow(/offered to somebody else/);
    expect(() => house.decide(withdrawSwap({ userId: "CLEO", id: "s1" }), NOW)).toThrow(/Only whoever offered/);
    expect(() => house.decide(acceptSwap({ userId: "CLEO", id: "s1" }), takes.from)).toThrow(/has begun/);
    expect(house.passUntil(takes.from)).toContain("swap_expired");
    house.decide(offer({ id: "s2", takes: { ...takes, from: day(37, 9), to: day(44, 9) } }), day(16, 10));
    expect(kinds(house.decide(declineSwap({ userId: "CLEO", id: "s2" }), day(16, 10)))).toEqual(["swap_declined"]);
  });

  it("cannot be accepted when a shift changed hands meanwhile [ESC-4]", () => {
    const house = new House();
    house.decide(offer(), NOW);
    house.decide(override({ userId: "ANA", from: takes.from, to: takes.from + 1 }), NOW);
    expect(() => house.decide(acceptSwap({ userId: "CLEO", id: "s1" }), NOW)).toThrow(/wanted shift has changed hands/);
  });
});
