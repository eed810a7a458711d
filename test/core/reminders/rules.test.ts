import { describe, expect, it } from "vitest";
import { shippedPolicy } from "../../../src/config/index.ts";
import { type NewEntry, person, SITREP } from "../../../src/core/ledger/index.ts";
import { DANA, DAY, ELI, HOUR, MIA, MINUTE, reminderLines, STAFF, START, takes, VirtualDay } from "./virtual-day.ts";

const policy = shippedPolicy();

const resolved = {
  kind: "resolved",
  by: person(DANA),
  data: {
    fix: "Rolled back",
    impact: "2 %",
    isRestored: true,
    areMetricsNormal: true,
    doUsersConfirm: true,
    followUps: [],
  },
} as const;

describe("what else is asked for", () => {
  it("asks for a commander after five minutes, the channel first [UPD-3]", () => {
    const day = new VirtualDay({ policy });
    expect(reminderLines(day.pass(HOUR), ["no_commander"])).toEqual([
      "14:05 no_commander/channel → channel",
      `14:10 no_commander/declarer → ${DANA}`,
    ]);
  });

  it("does not ask for a commander where the policy needs none [UPD-3]", () => {
    const day = new VirtualDay({ policy, declared: { severity: "sev3" } });
    expect(reminderLines(day.pass(HOUR), ["no_commander"])).toEqual([]);
  });

  it("asks again when the commander leaves [UPD-3]", () => {
    const day = new VirtualDay({ policy });
    day.write(takes(DANA, "commander"));
    day.pass(HOUR);
    day.write({ kind: "role_released", by: person(DANA), data: { role: "commander", userId: DANA } });
    expect(reminderLines(day.pass(6 * MINUTE), ["no_commander"])).toEqual(["15:05 no_commander/channel → channel"]);
  });

  it("names roles that nobody holds once [UPD-3]", () => {
    const day = new VirtualDay({ policy });
    day.write(takes(DANA, "commander"));
    expect(reminderLines(day.pass(2 * HOUR), ["unclaimed_roles"])).toEqual(["14:10 unclaimed_roles/nudge → channel"]);
  });

  it("asks whoever leads when the channel is to be compact [UPD-5]", () => {
    const day = new VirtualDay({ policy });
    day.write(takes(ELI, "commander"), { kind: "verbosity_set", by: person(ELI), data: { verbosity: "compact" } });
    expect(reminderLines(day.pass(HOUR), ["unclaimed_roles"])).toEqual([`14:10 unclaimed_roles/nudge → ${ELI}`]);
  });

  it("asks for the category, unless somebody sets it [UPD-3]", () => {
    const unset = { category: undefined };
    const day = new VirtualDay({ policy, declared: unset });
    expect(reminderLines(day.pass(HOUR), ["unset"])).toEqual([`14:15 unset/nudge → ${DANA}`]);
    const other = new VirtualDay({ policy, declared: unset });
    other.pass(10 * MINUTE);
    other.write({ kind: "category_changed", by: person(ELI), data: { category: "database" } });
    expect(reminderLines(other.pass(HOUR), ["unset"])).toEqual([]);
  });

  it.each([
    ["sev1", "14:05"],
    ["sev2", "14:15"],
    ["sev3", "15:00"],
    ["sev4", "18:00"],
  ])("says when nobody acknowledged a %s in its time, at %s [UPD-3]", (severity, time) => {
    const day = new VirtualDay({ policy, declared: { severity } });
    expect(reminderLines(day.pass(6 * HOUR), ["unacknowledged"])).toEqual([`${time} unacknowledged/due → channel`]);
  });

  it("speaks up after twice the interval without a sound, again after each new silence, and once a day while one lasts [UPD-3]", () => {
    const day = new VirtualDay({ policy });
    day.write(...STAFF);
    day.pass(20 * MINUTE);
    const message = { channelId: "C0INC0012", ts: "1.1", text: "Looking.", files: [] };
    day.write({ kind: "message_said", by: person(MIA), data: message });
    expect(reminderLines(day.pass(2 * HOUR), ["silent"])).toEqual([`14:50 silent/due → ${DANA}`]);
    day.write({ kind: "note_added", by: person(MIA), data: { text: "failover" } });
    expect(reminderLines(day.pass(2 * HOUR), ["silent"])).toEqual([`16:50 silent/due → ${DANA}`]);
    expect(reminderLines(day.pass(2 * DAY), ["silent"])).toEqual([
      `16:50 silent/again → ${DANA}`,
      `16:50 silent/again → ${DANA}`,
    ]);
  });

  const lateWord = (minute: number): NewEntry => ({
    kind: "message_said",
    by: person(MIA),
    at: START + minute * MINUTE,
    data: { channelId: "C0INC0012", ts: `${minute}.1`, text: "Looking.", files: [] },
  });

  it.each([
    ["takes a silence back that was broken by words heard late", 25, ["answered"], ["14:55 silent/due"]],
    ["asks once although words heard late moved the silence a little", 5, [undefined], []],
  ])("%s [TL-6]", (_, minute, endings, further) => {
    const day = new VirtualDay({ policy });
    day.write(...STAFF);
    day.sleepThrough(40 * MINUTE);
    day.write(lateWord(minute));
    const silences = Object.values(day.incident.reminders.sent).filter(({ rule }) => rule === "silent");
    expect(silences.map(({ ending }) => ending?.how)).toEqual(endings);
    expect(reminderLines(day.pass(HOUR), ["silent"]).filter((line) => !line.includes("skipped"))).toEqual(
      further.map((line) => `${line} → ${DANA}`),
    );
  });

  it("does not take its own words for a sign of life [UPD-3]", () => {
    const day = new VirtualDay({ policy });
    day.write(...STAFF);
    day.pass(20 * MINUTE);
    day.write({ kind: "people_invited", by: SITREP, data: { userIds: [MIA], failed: [] } });
    expect(reminderLines(day.pass(HOUR), ["silent"])).toEqual([`14:30 silent/due → ${DANA}`]);
  });

  it("proposes to resolve after the watch period [UPD-3]", () => {
    const day = new VirtualDay({ policy });
    day.write(...STAFF);
    day.write({ kind: "stage_changed", by: person(DANA), data: { before: "remediation", stage: "verification" } });
    expect(reminderLines(day.pass(HOUR), ["monitoring"])).toEqual([`14:15 monitoring/due → ${DANA}`]);
  });

  it("asks for the post-mortem a day early, when due and each day after, in waking hours [UPD-3]", () => {
    const day = new VirtualDay({ policy });
    day.write(...STAFF, resolved);
    const lines = day.pass(6 * DAY).filter(({ kind }) => kind === "reminder_sent");
    expect(lines.map(({ at }) => new Date(at).toISOString().slice(5, 16))).toEqual([
      "03-14T14:00",
      "03-15T14:00",
      "03-16T14:00",
      "03-17T14:00",
      "03-18T14:00",
    ]);
    expect(reminderLines(lines, ["postmortem"])).toHaveLength(5);
  });

  it("stops asking for a post-mortem that is published, and never asks for that of a drill [UPD-3]", () => {
    const day = new VirtualDay({ policy });
    day.write(...STAFF, resolved);
    day.pass(3 * DAY);
    day.write({ kind: "postmortem_moved", by: person(DANA), data: { before: "draft", state: "published" } });
    expect(reminderLines(day.pass(5 * DAY))).toEqual([]);
    const drill = new VirtualDay({ policy, declared: { isDrill: true } });
    drill.write(...STAFF, resolved);
    expect(reminderLines(drill.pass(5 * DAY))).toEqual([]);
  });

  it("counts days that were missed as one, and goes on from there [UPD-4]", () => {
    const day = new VirtualDay({ policy });
    day.write(...STAFF, resolved);
    expect(reminderLines(day.sleepThrough(6 * DAY + HOUR))).toEqual([
      "15:00 postmortem/early skipped: overtaken",
      "15:00 postmortem/due skipped: overtaken",
      `15:00 postmortem/late → ${DANA} (away)`,
    ]);
    expect(reminderLines(day.pass(DAY - 2 * HOUR))).toEqual([]);
    expect(reminderLines(day.pass(2 * HOUR))).toEqual([`14:00 postmortem/late → ${DANA}`]);
  });

  it("reminds the owner of an action item two days before, when due, and weekly [UPD-3]", () => {
    const day = new VirtualDay({ policy, declared: { severity: "sev3" } });
    const due = day.now + 5 * DAY;
    day.write(resolved, {
      kind: "action_added",
      by: person(DANA),
      data: { id: "a1", text: "Alert on queue depth", ownerId: MIA, dueAt: due },
    });
    const sent = day.pass(20 * DAY).filter(({ kind }) => kind === "reminder_sent");
    expect(sent.map(({ at }) => (at - due) / DAY)).toEqual([-2, 0, 7, 14]);
    expect(new Set(reminderLines(sent).map((line) => line.split("→ ")[1]))).toEqual(new Set([MIA]));
    day.write({ kind: "action_done", by: person(MIA), data: { id: "a1" } });
    expect(reminderLines(day.pass(20 * DAY))).toEqual([]);
  });

  it("forgets the old date of an action item that was moved [UPD-3]", () => {
    const day = new VirtualDay({ policy, declared: { severity: "sev3" } });
    const action = { id: "a1", text: "Alert on queue depth", ownerId: MIA, dueAt: day.now + 5 * DAY };
    day.write(resolved, { kind: "action_added", by: person(DANA), data: action });
    day.pass(4 * DAY);
    day.write({ kind: "action_changed", by: person(MIA), data: { id: "a1", dueAt: day.now + DAY } });
    expect(reminderLines(day.pass(DAY))).toEqual([`14:00 action_item/due → ${MIA}`]);
  });
});

describe("quiet hours", () => {
  const night = Date.UTC(2026, 2, 12, 0, 0);

  it("hold a SEV-4 reminder back until the person's own morning [UPD-4]", () => {
    const day = new VirtualDay({ policy, startAt: night, declared: { severity: "sev4" } });
    day.write(takes(ELI, "commander"));
    day.write({ kind: "zone_learnt", by: SITREP, data: { userId: ELI, tz: "America/New_York" } });
    // 23:55 UTC is 19:55 in New York. Then a channel on UTC sleeps until 08:00, and who is named in it until noon.
    expect(reminderLines(day.pass(40 * HOUR), ["update"])).toEqual([
      `23:55 update/early → ${ELI}`,
      "12:00 update/due → channel (quiet_hours)",
    ]);
  });

  it("do not hold back a SEV-1 [UPD-4]", () => {
    const day = new VirtualDay({ policy, startAt: night });
    day.write(...STAFF);
    expect(reminderLines(day.pass(16 * MINUTE), ["update"])).toHaveLength(2);
  });

  it("ask for people's clocks only where they matter [UPD-4]", () => {
    const zones = (severity: string) =>
      new VirtualDay({ policy, declared: { severity } }).effects.filter(({ kind }) => kind === "learn_zone");
    expect(zones("sev1")).toEqual([]);
    expect(zones("sev4").map(({ data }) => data)).toContainEqual({ userId: DANA });
  });
});
