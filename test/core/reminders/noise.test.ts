import { describe, expect, it } from "vitest";
import { shippedPolicy } from "../../../src/config/index.ts";
import { type NewEntry, person, SITREP } from "../../../src/core/ledger/index.ts";
import { postUpdate } from "../../../src/core/updates/index.ts";
import { DANA, ELI, MINUTE, STAFF, START, takes, VirtualDay } from "./virtual-day.ts";

const policy = shippedPolicy();

const delivered = (id: string, ts: string): NewEntry => ({
  kind: "reminder_delivered",
  by: SITREP,
  data: { id, channelId: "D0ELI0001", ts, items: [{ incidentId: 12, id }] },
});

const openTo = (day: VirtualDay, userId: string) =>
  Object.values(day.incident.reminders.sent).filter(
    ({ to, ending }) => !ending && to.kind === "person" && to.userId === userId,
  );

describe("the budget of noise", () => {
  it("edits a reminder that was answered, with who did it [UPD-5]", () => {
    const day = new VirtualDay({ policy });
    day.write(...STAFF);
    day.pass(10 * MINUTE);
    const [early] = openTo(day, ELI);
    day.write(delivered(early?.id ?? "", "100.1"));
    const before = day.effects.length;
    day.decide(postUpdate({ userId: DANA, situation: "Rolled back." }));
    expect(day.incident.reminders.sent[early?.id ?? ""]?.ending).toEqual({
      how: "answered",
      at: START + 10 * MINUTE,
      by: person(DANA),
      what: "posted an update",
    });
    expect(day.effects.slice(before).filter(({ kind }) => kind === "settle_reminder")).toEqual([
      {
        key: "reminder-message/D0ELI0001/100.1",
        kind: "settle_reminder",
        lane: "edit/D0ELI0001",
        priority: 3,
        data: { channelId: "D0ELI0001", ts: "100.1", items: [{ incidentId: 12, id: early?.id }] },
        isLive: true,
      },
    ]);
  });

  it("also edits one whose answer came while it was on its way [UPD-5]", () => {
    const day = new VirtualDay({ policy });
    day.write(...STAFF);
    day.pass(10 * MINUTE);
    const [early] = openTo(day, ELI);
    day.decide(postUpdate({ userId: DANA, situation: "Rolled back." }));
    const before = day.effects.length;
    day.write(delivered(early?.id ?? "", "100.1"));
    expect(day.effects.slice(before).map(({ kind }) => kind)).toContain("settle_reminder");
  });

  it("leaves one open reminder per person: an older one points to the newer [UPD-5]", () => {
    const day = new VirtualDay({ policy });
    day.write(takes(DANA, "commander"));
    day.pass(35 * MINUTE);
    for (const { sentAt } of openTo(day, DANA)) expect(sentAt).toBe(openTo(day, DANA)[0]?.sentAt);
    const endings = Object.values(day.incident.reminders.sent).map(({ ending }) => ending?.how);
    expect(endings).toContain("overtaken");
  });

  it("sends what falls due together as one: neither overtakes the other [UPD-4]", () => {
    const day = new VirtualDay({ policy });
    day.write(...STAFF);
    day.pass(30 * MINUTE);
    expect(openTo(day, DANA).map(({ rule }) => rule)).toEqual(["update", "silent"]);
    const lanes = day.effects.filter(({ kind, lane }) => kind === "remind" && lane === `dm/${DANA}`);
    expect(lanes).toHaveLength(2);
  });

  it("tells the channel when a person cannot be reached [UPD-2]", () => {
    const day = new VirtualDay({ policy });
    day.write(...STAFF);
    day.pass(10 * MINUTE);
    const [early] = openTo(day, ELI);
    const before = day.effects.length;
    day.write({
      kind: "reminder_undelivered",
      by: SITREP,
      data: { id: early?.id, userId: ELI, why: "user_disabled" },
    });
    expect(day.effects.slice(before).map(({ kind, lane }) => [kind, lane])).toEqual([["remind_channel", "12/channel"]]);
  });

  it("remembers few of the many reminders of a long incident", () => {
    const day = new VirtualDay({ policy });
    day.write(...STAFF);
    for (let round = 0; round < 60; round++) {
      day.pass(16 * MINUTE);
      day.decide(postUpdate({ userId: ELI, situation: `Round ${round}` }));
    }
    expect(Object.keys(day.incident.reminders.sent).length).toBeLessThanOrEqual(25);
  });
});
