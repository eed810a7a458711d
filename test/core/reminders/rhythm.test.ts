import { describe, expect, it } from "vitest";
import { shippedPolicy } from "../../../src/config/index.ts";
import { person, SITREP } from "../../../src/core/ledger/index.ts";
import { snoozeReminder, switchReminders } from "../../../src/core/reminders/index.ts";
import { nextUpdateDueAt, postNothingNew, postUpdate, setVerbosity } from "../../../src/core/updates/index.ts";
import { DANA, ELI, HOUR, MIA, MINUTE, reminderLines, STAFF, START, VirtualDay } from "./virtual-day.ts";

const policy = shippedPolicy();

function staffed(declared: object = {}): VirtualDay {
  const day = new VirtualDay({ policy, declared });
  day.write(...STAFF);
  return day;
}

const idOf = (day: VirtualDay, rung: string): string => {
  const found = Object.values(day.incident.reminders.sent).find((reminder) => reminder.rung === rung);
  if (!found) throw new Error(`no reminder ${rung}`);
  return found.id;
};

describe("the rhythm of updates", () => {
  it("asks the communications lead early, the channel when due, the commander one interval late [UPD-2]", () => {
    const day = staffed();
    expect(reminderLines(day.pass(HOUR), ["update"])).toEqual([
      `14:10 update/early → ${ELI}`,
      "14:15 update/due → channel",
      `14:30 update/late → ${DANA}`,
    ]);
  });

  it("asks the commander when nobody leads communications, then the tech lead [UPD-2]", () => {
    const day = new VirtualDay({ policy });
    day.write(...STAFF.filter(({ data }) => !JSON.stringify(data).includes("communications_lead")));
    expect(reminderLines(day.pass(HOUR), ["update"])).toEqual([
      `14:10 update/early → ${DANA}`,
      "14:15 update/due → channel",
      `14:30 update/late → ${MIA}`,
    ]);
  });

  it("asks the declarer when nobody has taken a role, and the channel by name when late [UPD-2]", () => {
    const day = new VirtualDay({ policy });
    expect(reminderLines(day.pass(31 * MINUTE), ["update"])).toEqual([
      `14:10 update/early → ${DANA}`,
      "14:15 update/due → channel",
      "14:30 update/late → channel",
    ]);
    const late = day.entries.find(
      ({ kind, data }) => kind === "reminder_sent" && JSON.stringify(data).includes('"late"'),
    );
    expect(late?.data).toMatchObject({ to: { kind: "channel", userIds: [DANA] } });
  });

  it("starts anew with each update [UPD-5]", () => {
    const day = staffed();
    day.pass(12 * MINUTE);
    day.decide(postUpdate({ userId: ELI, situation: "Rolling back." }));
    expect(nextUpdateDueAt(day.incident, policy)).toBe(START + 27 * MINUTE);
    expect(reminderLines(day.pass(16 * MINUTE), ["update"])).toEqual([
      `14:22 update/early → ${ELI}`,
      "14:27 update/due → channel",
    ]);
  });

  it("keeps a promise that differs from the rhythm [UPD-1]", () => {
    const day = staffed();
    day.decide(postUpdate({ userId: ELI, situation: "Waiting for the vendor.", nextUpdateAt: START + 50 * MINUTE }));
    expect(reminderLines(day.pass(51 * MINUTE), ["update"])).toEqual([
      `14:45 update/early → ${ELI}`,
      "14:50 update/due → channel",
    ]);
  });

  it("takes nothing new for an answer, and keeps what was said last [UPD-2]", () => {
    const day = staffed();
    day.decide(postUpdate({ userId: ELI, situation: "Rolling back.", nextSteps: "Verify" }));
    day.pass(10 * MINUTE);
    const [posted] = day.decide(postNothingNew({ userId: ELI }));
    expect(posted?.data).toEqual({
      status: "investigating",
      text: "Still investigating",
      nextUpdateAt: START + 25 * MINUTE,
      isNothingNew: true,
    });
    expect(day.incident.updates.last).toMatchObject({ situation: "Rolling back.", nextSteps: "Verify" });
    expect(reminderLines(day.pass(10 * MINUTE), ["update"])).toEqual([`14:20 update/early → ${ELI}`]);
  });

  it("is re-timed by a change of severity [RANK-1]", () => {
    const day = staffed({ severity: "sev3" });
    day.pass(30 * MINUTE);
    day.write({ kind: "severity_changed", by: person(DANA), data: { before: "sev3", severity: "sev1" } });
    expect(reminderLines(day.pass(16 * MINUTE), ["update"])).toEqual([
      `14:40 update/early → ${ELI}`,
      "14:45 update/due → channel",
    ]);
  });

  it("comes again to whoever snoozed, and the channel waits with them [UPD-4]", () => {
    const day = staffed();
    day.pass(11 * MINUTE);
    day.decide(snoozeReminder({ userId: ELI, id: idOf(day, "early"), minutes: 10 }));
    expect(reminderLines(day.pass(25 * MINUTE), ["update"])).toEqual([
      "14:21 update/due → channel (snooze)",
      `14:21 update/snoozed → ${ELI} (snooze)`,
      `14:30 update/late → ${DANA}`,
    ]);
  });

  it("can be snoozed again, each time once [UPD-4]", () => {
    const day = staffed();
    day.pass(11 * MINUTE);
    const id = idOf(day, "early");
    const place = { channelId: "D0ELI0001", ts: "1.1", items: [{ incidentId: 12, id }] };
    day.write({ kind: "reminder_delivered", by: SITREP, data: { id, ...place } });
    day.pass(5 * MINUTE);
    day.decide(snoozeReminder({ userId: ELI, id, minutes: 10 }));
    expect(reminderLines(day.pass(10 * MINUTE), ["update"])).toEqual([`14:26 update/snoozed → ${ELI} (snooze)`]);
    day.decide(snoozeReminder({ userId: ELI, id: idOf(day, "snoozed"), minutes: 30 }));
    expect(reminderLines(day.pass(60 * MINUTE), ["update"])).toEqual([
      `14:30 update/late → ${DANA}`,
      `14:56 update/snoozed → ${ELI} (snooze)`,
    ]);
  });

  it("does not say early what Slack did not take before it was due [UPD-4]", () => {
    const day = staffed();
    day.pass(16 * MINUTE);
    const early = Object.values(day.incident.reminders.sent).find(({ rung }) => rung === "early");
    expect(early?.ending?.how).toBe("overtaken");
  });

  it("refuses to snooze what is over", () => {
    const day = staffed();
    day.pass(11 * MINUTE);
    const id = idOf(day, "early");
    day.decide(postUpdate({ userId: DANA, situation: "Found it." }));
    expect(() => day.decide(snoozeReminder({ userId: ELI, id, minutes: 10 }))).toThrow("nothing to snooze");
  });

  it("says once what came due in its absence, and that it is late [UPD-4]", () => {
    const day = staffed();
    const missed = reminderLines(day.sleepThrough(40 * MINUTE), ["update"]);
    expect(missed).toEqual([
      "14:40 update/early skipped: overtaken",
      "14:40 update/due skipped: overtaken",
      `14:40 update/late → ${DANA} (away)`,
    ]);
    expect(reminderLines(day.pass(HOUR), ["update"])).toEqual([]);
  });

  it("records that it was switched off instead of speaking [UPD-5]", () => {
    const day = staffed();
    day.decide(switchReminders({ userId: DANA, isOn: false }));
    expect(reminderLines(day.pass(12 * MINUTE), ["update"])).toEqual(["14:10 update/early skipped: switched_off"]);
    day.decide(switchReminders({ userId: DANA, isOn: true }));
    expect(reminderLines(day.pass(5 * MINUTE), ["update"])).toEqual(["14:15 update/due → channel"]);
  });

  it("switches off one kind alone [UPD-5]", () => {
    const day = staffed();
    day.decide(switchReminders({ userId: DANA, rule: "update", isOn: false }));
    const lines = reminderLines(day.pass(31 * MINUTE));
    expect(lines.filter((line) => line.includes("update/") && line.includes("→"))).toEqual([]);
    expect(lines).toContain(`14:30 silent/due → ${DANA}`);
  });

  it("leaves a silent channel in peace and asks people when it is due [UPD-5]", () => {
    const day = staffed();
    day.decide(setVerbosity({ userId: DANA, verbosity: "silent" }));
    expect(reminderLines(day.pass(16 * MINUTE), ["update"])).toEqual([
      "14:10 update/early skipped: silent_channel",
      `14:15 update/due → ${DANA}`,
    ]);
  });

  it.each(["resolved", "cancelled"] as const)("ends when the incident is %s", (kind) => {
    const day = staffed();
    const resolution = { fix: "x", impact: "y", isRestored: true, areMetricsNormal: true, doUsersConfirm: true };
    day.write({ kind, by: person(DANA), data: kind === "resolved" ? { ...resolution, followUps: [] } : { text: "" } });
    expect(reminderLines(day.pass(HOUR))).toEqual([]);
  });

  it("begins anew after a reopening, not with what was due before it [INC-6]", () => {
    const day = staffed();
    day.write({ kind: "cancelled", by: person(DANA), data: { text: "" } });
    day.pass(5 * HOUR);
    day.write({ kind: "reopened", by: person(DANA), data: { text: "It is back." } });
    expect(reminderLines(day.pass(16 * MINUTE), ["update"])).toEqual([
      `19:10 update/early → ${ELI}`,
      "19:15 update/due → channel",
    ]);
  });

  it("is not kept for what was declared after the fact [INC-6]", () => {
    const day = new VirtualDay({ policy, declared: { isRetrospective: true } });
    expect(reminderLines(day.pass(48 * HOUR))).toEqual([]);
  });
});
