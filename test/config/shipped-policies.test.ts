import { describe, expect, it } from "vitest";
import { type Due, dueText, SHIPPED_POLICIES, shippedPolicy } from "../../src/config/index.ts";

const DEFAULT = shippedPolicy("default");

const row = (...dues: Due[]) => dues.map(dueText);

describe("shipped policies", () => {
  it.each(SHIPPED_POLICIES)("%s validates [RANK-4]", (name) => {
    expect(shippedPolicy(name).severities.length).toBeGreaterThan(3);
  });

  it("default has the five levels with the numbers of the table, most severe first [RANK-4]", () => {
    const table = DEFAULT.severities.map((severity) => [
      severity.label,
      severity.name,
      ...row(severity.respondWithin, severity.acknowledgeWithin, severity.updateEvery),
      ...row(severity.resolveTarget.automatic, severity.resolveTarget.people, severity.escalateAfter),
      severity.postmortem.need,
      dueText(severity.postmortem.dueWithin),
      severity.watchPeriodMs / 60_000,
    ]);
    expect(table).toEqual([
      ["SEV-1", "critical", "5 min", "5 min", "15 min", "5 min", "1 h", "30 min", "required", "3 d", 15],
      ["SEV-2", "major", "15 min", "15 min", "30 min", "15 min", "4 h", "1 h", "required", "3 d", 15],
      ["SEV-3", "moderate", "1 h", "1 h", "2 h", "1 h", "8 h", "next business day", "optional", "never", 5],
      ["SEV-4", "low", "4 h", "4 h", "1 d", "4 h", "3 d", "never", "none", "never", 5],
      ["SEV-5", "info", "next business day", "next business day", "1 w", "never", "never", "never", "none", "never", 5],
    ]);
  });

  it("default tells the stakeholders of each severity [RANK-4]", () => {
    const labels = new Map(DEFAULT.audiences.map(({ id, label }) => [id, label.toLowerCase()]));
    const told = DEFAULT.severities.map(({ stakeholders }) => stakeholders.map((id) => labels.get(id)).join(", "));
    expect(told).toEqual([
      "executives, affected customers, all engineering, support leads",
      "engineering leadership, team leads, support",
      "team lead, product manager",
      "owning team",
      "owning team",
    ]);
  });

  it("default asks for verification from SEV-1 to SEV-3 and is quiet at night for SEV-4 and SEV-5 [LIFE-3] [UPD-4]", () => {
    expect(DEFAULT.severities.map((severity) => severity.verificationRequired)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(DEFAULT.severities.map((severity) => severity.honoursQuietHours)).toEqual([false, false, false, true, true]);
  });

  it("p0-p4 has its times to respond, to update and to resolve [RANK-4]", () => {
    const table = shippedPolicy("p0-p4").severities.map((severity) => [
      severity.label,
      ...row(severity.respondWithin, severity.updateEvery, severity.resolveTarget.people),
    ]);
    expect(table).toEqual([
      ["P0", "1 min", "15 min", "5 min"],
      ["P1", "5 min", "30 min", "15 min"],
      ["P2", "15 min", "1 h", "1 h"],
      ["P3", "1 h", "end of day", "4 h"],
      ["P4", "never", "never", "never"],
    ]);
  });

  it("sev1-sev4 has its times to acknowledge, respond, escalate and write up, and its word on the status page [RANK-4]", () => {
    const table = shippedPolicy("sev1-sev4").severities.map((severity) => [
      severity.label,
      ...row(severity.acknowledgeWithin, severity.respondWithin, severity.escalateAfter),
      severity.postmortem.need,
      dueText(severity.postmortem.dueWithin),
      severity.statusPage?.audience,
      severity.statusPage?.within && dueText(severity.statusPage.within),
    ]);
    expect(table).toEqual([
      ["SEV-1", "5 min", "15 min", "30 min", "required", "2 d", "public", "at once"],
      ["SEV-2", "15 min", "30 min", "2 h", "required", "1 w", "public", "30 min"],
      ["SEV-3", "1 h", "4 h", "next business day", "optional", "never", "internal", undefined],
      ["SEV-4", "never", "never", "never", "none", "never", "none", undefined],
    ]);
  });

  it("knows the eight categories, security alone private [RANK-3] [INC-4]", () => {
    expect(DEFAULT.categories.map(({ id }) => id)).toEqual([
      "infrastructure",
      "application",
      "database",
      "security",
      "network",
      "third-party",
      "capacity",
      "data",
    ]);
    expect(DEFAULT.categories.filter((category) => category.private).map(({ id }) => id)).toEqual(["security"]);
  });

  it("gives each of the six roles a duty of one line and a longer brief [ROLE-1]", () => {
    expect(DEFAULT.roles.map(({ id }) => id)).toEqual([
      "commander",
      "tech_lead",
      "communications_lead",
      "scribe",
      "operations_lead",
      "product_owner",
    ]);
    for (const role of DEFAULT.roles) {
      expect(role.duty).not.toContain("\n");
      expect(role.brief.length).toBeGreaterThan(role.duty.length * 3);
      expect(role.brief.length).toBeLessThan(3_000);
    }
  });

  it("marks by the ten reactions, thumbs also by the names that Slack sends [TL-3]", () => {
    expect(DEFAULT.reactions).toEqual({
      pushpin: "key_event",
      mag: "finding",
      bulb: "root_cause",
      wrench: "action_taken",
      white_check_mark: "fix_confirmed",
      warning: "impact",
      fast_forward: "follow_up",
      thumbsup: "went_well",
      "+1": "went_well",
      thumbsdown: "went_poorly",
      "-1": "went_poorly",
      rotating_light: "escalation_asked",
    });
    expect(Object.keys(DEFAULT.reactions)).not.toContain(DEFAULT.confirmReaction);
  });

  it("goes through the eight stages with the public words, each with exit criteria [LIFE-1]", () => {
    expect(DEFAULT.stages.map(({ id, status }) => `${id}: ${status}`)).toEqual([
      "detection: investigating",
      "triage: investigating",
      "assignment: investigating",
      "investigation: investigating",
      "remediation: identified",
      "verification: monitoring",
      "resolution: resolved",
      "postmortem: resolved",
    ]);
    expect(DEFAULT.stages.filter(({ exit }) => exit.length === 0)).toEqual([]);
  });

  it("has the numbers of reminders, channel and second thoughts [UPD-2] [UPD-3] [ROLE-3] [INC-10] [INC-11]", () => {
    const { reminders, channel, undoWithinMs } = DEFAULT;
    const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000];
    expect(reminders).toEqual({
      update: { enabled: true, earlyMs: 5 * minuteMs, nextLevelAfterIntervals: 1 },
      noCommander: { enabled: true, afterMs: 5 * minuteMs, severities: ["sev1", "sev2"] },
      unclaimedRoles: { enabled: true, afterMs: 10 * minuteMs },
      unset: { enabled: true, afterMs: 15 * minuteMs },
      unacknowledged: { enabled: true },
      unpaged: { enabled: true, afterMs: 10 * minuteMs, severities: ["sev1", "sev2", "sev3"] },
      silent: { enabled: true, afterIntervals: 2, againEveryMs: 86_400_000 },
      monitoring: { enabled: true },
      customersUntold: { enabled: true, overAfterMs: 15 * minuteMs },
      postmortem: { enabled: true, earlyMs: 24 * hourMs, lateEveryMs: dayMs },
      actionItem: { enabled: true, earlyMs: 2 * dayMs, lateEveryMs: 7 * dayMs },
      archive: { enabled: true },
      snoozeMinutes: [10, 30],
      quietHours: { fromMinute: 22 * 60, toMinute: 8 * 60 },
    });
    expect(channel).toEqual({
      nameTemplate: "inc-{number}-{slug}",
      archiveAfterMs: 7 * dayMs,
      archiveMergedAfterMs: 10 * minuteMs,
      archiveWarningMs: dayMs,
      defaultVerbosity: "full",
    });
    expect(undoWithinMs).toBe(5 * minuteMs);
  });
});
