import { describe, expect, it } from "vitest";
import {
  acknowledgeHandoff,
  editHandoff,
  type Handoff,
  sendHandoff,
  setOverride,
  startHandoff,
} from "../../../src/core/oncall/index.ts";
import { day, House, kinds, POLICY } from "./house.ts";

const NOW = day(12, 14);
const CHANGE = day(16, 9);

const payments = POLICY.rotations.slice(0, 1);

/** A house that watches payments since Thursday. */
function watching(rotations = payments): House {
  const house = new House({ ...POLICY, rotations });
  house.passUntil(NOW);
  return house;
}

function only(house: House): Handoff {
  const [handoff, ...others] = Object.values(house.record.oncall.handoffs);
  if (!handoff || others.length > 0) throw new Error(`there are ${others.length + (handoff ? 1 : 0)} handoffs`);
  return handoff;
}

const delivered = (house: House, at: number) =>
  house.decide(
    () => [
      {
        kind: "handoff_delivered",
        by: "sitrep",
        data: { id: only(house).id, text: "All quiet.", channelId: "D1", ts: "1" },
      },
    ],
    at,
  );

const covered = (userId: string, from: number, to: number, id = "o1") =>
  setOverride({ by: "LEAD", id, rotation: "payments", level: "primary", userId, from, to });

describe("the handoff of a shift", () => {
  it("is drafted half an hour before the change and sent at the change [ESC-6]", () => {
    const house = watching();
    expect(house.passUntil(CHANGE - 30 * 60_000 - 1)).toEqual([]);
    expect(house.passUntil(CHANGE - 30 * 60_000)).toEqual(["handoff_drafted"]);
    expect(only(house)).toMatchObject({ leaver: "BEN", arriver: "CLEO", since: day(9, 9), changeAt: CHANGE });
    expect(house.passUntil(CHANGE - 1)).toEqual([]);
    expect(house.passUntil(CHANGE)).toEqual(["handoff_sent"]);
    expect(house.passUntil(CHANGE + 3_600_000)).toEqual([]);
  });

  it("does not look back before the bot first saw the rotation [ESC-6]", () => {
    const house = new House({ ...POLICY, rotations: payments });
    expect(house.passUntil(CHANGE + 1)).toEqual(["rota_watched"]);
    expect(house.passUntil(CHANGE + 3_600_000)).toEqual([]);
  });

  it("is made up for after a short absence, and not after a long one [ESC-6]", () => {
    const short = watching();
    short.decide(() => [{ kind: "handoff_neglected", by: "sitrep", data: { id: "none" } }], NOW);
    const due = short.timers(CHANGE + 3_600_000).filter(({ kind }) => kind === "handoff_draft");
    expect(due.map(({ at }) => at)).toEqual([CHANGE - 30 * 60_000]);
    const late = watching()
      .timers(CHANGE + 2 * 86_400_000)
      .filter(({ kind }) => kind === "handoff_draft");
    expect(late.map(({ at }) => at)).toEqual([day(23, 9) - 30 * 60_000]);
  });

  it("is not needed where people follow themselves [ESC-6]", () => {
    const alone = payments.map((rotation) => ({ ...rotation, people: ["BEN"] }) as typeof rotation);
    expect(watching(alone).timers(NOW)).toEqual([]);
  });

  it("spans the night and the weekend, when nobody is on call [ESC-6]", () => {
    const hours: (typeof payments)[number] = {
      id: "desk",
      name: "Desk",
      kind: "business_hours",
      timeZone: "UTC",
      people: ["ANA", "BEN"],
      startsOn: "2026-03-02",
      days: ["mon", "tue", "wed", "thu", "fri"],
      from: 9 * 60,
      to: 17 * 60,
      turns: "weekly",
      secondary: "none",
    };
    const house = watching([hours]);
    expect(house.passUntil(day(13, 16, 30))).toEqual(["handoff_drafted"]);
    expect(only(house)).toMatchObject({ leaver: "BEN", arriver: "ANA", leavesAt: day(13, 17), changeAt: CHANGE });
    expect(house.passUntil(CHANGE - 1)).toEqual([]);
    expect(house.passUntil(CHANGE)).toEqual(["handoff_sent"]);
  });

  it("goes both ways around a cover [ESC-6]", () => {
    const house = watching();
    house.decide(covered("CLEO", day(12, 18), day(12, 22)), NOW);
    expect(house.passUntil(day(12, 18))).toEqual(["handoff_drafted", "handoff_sent"]);
    expect(house.passUntil(day(12, 22))).toEqual(["handoff_drafted", "handoff_sent"]);
    const told = Object.values(house.record.oncall.handoffs).map(({ leaver, arriver }) => `${leaver} to ${arriver}`);
    expect(told).toEqual(["BEN to CLEO", "CLEO to BEN"]);
  });

  it("is dropped and drafted anew when somebody else comes on call than it was written for [ESC-6]", () => {
    const house = watching();
    house.passUntil(CHANGE - 20 * 60_000);
    house.decide(editHandoff({ userId: "BEN", id: only(house).id, text: "For Cleo." }), CHANGE - 20 * 60_000);
    house.decide(covered("ANA", CHANGE, CHANGE + 3_600_000), CHANGE - 10 * 60_000);
    expect(house.passUntil(CHANGE - 10 * 60_000)).toEqual(["handoff_dropped", "handoff_drafted"]);
    expect(house.passUntil(CHANGE)).toEqual(["handoff_sent"]);
    const [first, second] = Object.values(house.record.oncall.handoffs);
    expect([first?.isDropped, first?.arriver, second?.arriver, second?.text]).toEqual([true, "CLEO", "ANA", undefined]);
  });

  it("is edited and sent by the leaver alone, and not after it went [ESC-6]", () => {
    const house = watching();
    house.passUntil(CHANGE - 30 * 60_000);
    const { id } = only(house);
    const at = CHANGE - 60_000;
    expect(() => house.decide(editHandoff({ userId: "CLEO", id, text: "x" }), at)).toThrow(
      /Only whoever goes off call/,
    );
    expect(() => house.decide(editHandoff({ userId: "BEN", id, text: "  " }), at)).toThrow(/Write what/);
    house.decide(editHandoff({ userId: "BEN", id, text: "Watch the pool. Key AKIAIOSFODNN7EXAMPLE" }), at);
    expect(only(house).text).not.toContain("AKIAIOSFODNN7EXAMPLE");
    expect(kinds(house.decide(sendHandoff({ userId: "BEN", id }), at))).toEqual(["handoff_sent"]);
    expect(house.decide(sendHandoff({ userId: "BEN", id }), at)).toEqual([]);
    expect(() => house.decide(editHandoff({ userId: "BEN", id, text: "x" }), at)).toThrow(/sent already/);
    expect(house.passUntil(CHANGE)).toEqual([]);
  });

  it("is acknowledged by the arriver alone; else the others hear of it, once [ESC-6]", () => {
    const house = watching();
    house.passUntil(CHANGE);
    delivered(house, CHANGE);
    const { id } = only(house);
    expect(() => house.decide(acknowledgeHandoff({ userId: "BEN", id }), CHANGE)).toThrow(/Only whoever comes on call/);
    expect(house.passUntil(CHANGE + 3_600_000 - 1)).toEqual([]);
    expect(house.passUntil(CHANGE + 3_600_000)).toEqual(["handoff_neglected"]);
    expect(kinds(house.decide(acknowledgeHandoff({ userId: "CLEO", id }), CHANGE))).toEqual(["handoff_acknowledged"]);
    expect(house.decide(acknowledgeHandoff({ userId: "CLEO", id }), CHANGE)).toEqual([]);
  });

  it("asked for by hand comes at once; who is not on call has none [ESC-6]", () => {
    const house = watching();
    expect(kinds(house.decide(startHandoff({ userId: "BEN" }), NOW))).toEqual(["handoff_drafted"]);
    expect(house.decide(startHandoff({ userId: "BEN" }), NOW + 1)).toEqual([]);
    expect(() => house.decide(startHandoff({ userId: "CLEO" }), NOW)).toThrow(/not on call now/);
    expect(house.passUntil(CHANGE)).toEqual(["handoff_sent"]);
  });

  it("is off where the policy says so [ESC-6]", () => {
    const { handoff } = POLICY.onCall;
    const house = new House({ ...POLICY, onCall: { ...POLICY.onCall, handoff: { ...handoff, enabled: false } } });
    expect(house.timers(NOW)).toEqual([]);
  });
});
