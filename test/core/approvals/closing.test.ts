import { describe, expect, it } from "vitest";
import { closeOrRequest, decideApproval, withdrawApproval } from "../../../src/core/approvals/index.ts";
import { knownFacts } from "../../../src/core/known-facts.ts";
import { person } from "../../../src/core/ledger/index.ts";
import { DANA, MINUTE, takes, type VirtualDay } from "../reminders/virtual-day.ts";
import {
  carryOut,
  closingBy,
  joins,
  KIM,
  kindsOf,
  LEE,
  latest,
  leaves,
  overDay,
  resolved,
  SAM,
  shipped,
} from "./asked.ts";

const close = (day: VirtualDay, userId = KIM, isSkipping = true) =>
  kindsOf(day.decide(closeOrRequest({ userId, known: knownFacts, isSkipping })));

const decide = (day: VirtualDay, userId: string, verdict: "approved" | "declined" = "approved", why?: string) =>
  kindsOf(day.decide(decideApproval({ id: latest(day).id, userId, verdict, why, carryOut })));

describe("closing", () => {
  it.each([
    ["sev1", ["approval_requested"]],
    ["sev2", ["approval_requested"]],
    ["sev3", ["approval_requested"]],
    ["sev4", ["closed"]],
    ["sev5", ["closed"]],
  ])("of a %s leads to %j [AUTH-1] [AUTH-2]", (severity, kinds) => {
    expect(close(overDay({ severity }))).toEqual(kinds);
  });

  it("says what will be left open, and does with a yes what was asked, in the name of whoever asked [AUTH-2]", () => {
    const day = overDay({ severity: "sev1" });
    close(day);
    expect(latest(day)).toMatchObject({
      step: "close",
      what: "Close #12 Checkout errors (SEV-1), leaving open: The post-mortem is published; Its action items are recorded",
      requestedBy: person(KIM),
      expiresAt: day.now + 30 * MINUTE,
    });
    expect(decide(day, DANA)).toEqual(["approval_decided", "closed"]);
    expect(day.entries.at(-1)?.by).toBe(person(KIM));
    expect(day.incident.facts.isClosed).toBe(true);
    expect(latest(day).ending).toMatchObject({ how: "approved", by: person(DANA), isOwn: false });
  });

  it("is asked for once at a time", () => {
    const day = overDay();
    close(day);
    expect(() => close(day, DANA)).toThrow("That waits for approval already");
  });

  it("never happens without verification, whatever was approved [AUTH-3]", () => {
    const day = overDay({ severity: "sev4" });
    day.write({ kind: "reopened", by: person(KIM), data: { text: "again" } }, resolved(KIM, false));
    day.write({ kind: "severity_changed", by: person(KIM), data: { before: "sev4", severity: "sev2" } });
    expect(() => close(day)).toThrow(
      "A SEV-2 is closed only once it is verified. Not confirmed when it was resolved: “Service restored”",
    );
    const asked = overDay({ severity: "sev2" });
    close(asked);
    asked.write({
      kind: "resolved",
      by: person(KIM),
      data: {
        fix: "x",
        impact: "",
        isRestored: true,
        areMetricsNormal: false,
        doUsersConfirm: true,
        followUps: [],
        skipped: [],
      },
    });
    expect(decide(asked, DANA)).toEqual(["approval_decided"]);
    expect(latest(asked).ending).toMatchObject({
      how: "approved",
      couldNot: expect.stringContaining("“Metrics normal”"),
    });
    expect(asked.incident.facts.isClosed).toBe(false);
  });

  it("of what the bot itself could wish has no way at all: nothing closes without a person [AUTH-3]", () => {
    const day = overDay({ severity: "sev4" });
    const written = day.pass(30 * 24 * 60 * MINUTE);
    expect(kindsOf(written)).not.toContain("closed");
  });
});

describe("who may say yes to closing", () => {
  it("is whoever is in the incident, but not whoever asked [AUTH-2]", () => {
    const day = overDay({ severity: "sev2" });
    day.write(joins(SAM));
    close(day);
    expect(() => decide(day, KIM)).toThrow("You asked for this yourself, and closing it needs a second person's yes.");
    expect(() => decide(day, LEE)).toThrow(
      "Closing it can be approved by the incident commander, the tech lead, the communications lead or whoever is in its channel.",
    );
    expect(decide(day, SAM)).toEqual(["approval_decided", "closed"]);
  });

  it("is only whom the policy names and who holds its roles, where it names anybody [AUTH-2] [OPS-6]", () => {
    const day = overDay({ severity: "sev2", policy: closingBy({ people: [LEE] }) });
    day.write(joins(SAM), takes(SAM, "scribe"));
    close(day);
    expect(() => decide(day, SAM)).toThrow("or whom the policy names for it");
    expect(decide(day, LEE)).toEqual(["approval_decided", "closed"]);
  });

  it("is who was found in the user groups of the policy, once Slack said who that is [AUTH-2] [OPS-6]", () => {
    const day = overDay({ severity: "sev2", policy: closingBy({ userGroups: ["S0LEADERS1"] }) });
    close(day);
    expect(() => decide(day, LEE)).toThrow("whom the policy names for it");
    day.write({ kind: "approvers_found", by: "sitrep", data: { id: latest(day).id, userIds: [LEE] } });
    expect(decide(day, LEE)).toEqual(["approval_decided", "closed"]);
  });

  it("is nobody who is outside a private incident, named or not [AUTH-2] [AUTH-3] [INC-4]", () => {
    const day = overDay({
      severity: "sev2",
      declared: { isPrivate: true },
      policy: closingBy({ people: [LEE, DANA] }),
    });
    close(day);
    expect(() => decide(day, LEE)).toThrow("Closing it can be approved by");
    expect(decide(day, DANA)).toEqual(["approval_decided", "closed"]);
  });

  it("is no longer who left, or gave the role back [AUTH-2]", () => {
    const day = overDay({ severity: "sev2" });
    day.write(joins(SAM), takes(SAM, "tech_lead"));
    close(day);
    day.write(leaves(SAM), { kind: "role_released", by: person(SAM), data: { role: "tech_lead", userId: SAM } });
    expect(() => decide(day, SAM)).toThrow("can be approved by");
  });
});

describe("alone at three in the morning", () => {
  const alone = (severity: string, policy = shipped) => {
    const day = overDay({ severity, policy });
    day.write(leaves(DANA));
    close(day);
    return day;
  };

  it("a SEV-3 may be closed by the only one there, and the record says so [AUTH-2]", () => {
    const day = alone("sev3");
    expect(decide(day, KIM)).toEqual(["approval_decided", "closed"]);
    expect(latest(day).ending).toMatchObject({ how: "approved", isOwn: true });
  });

  it("a SEV-2 waits for a second person, and a strict policy lets nobody close a SEV-3 alone [AUTH-2]", () => {
    expect(() => decide(alone("sev2"), KIM)).toThrow("needs a second person's yes");
    expect(() => decide(alone("sev3", closingBy({ alone: [] })), KIM)).toThrow("needs a second person's yes");
  });

  it("is not while nobody knows yet who is in the user groups of the policy [AUTH-2]", () => {
    const found = (day: VirtualDay, userIds: string[]) =>
      day.write({ kind: "approvers_found", by: "sitrep", data: { id: latest(day).id, userIds } });
    const policy = closingBy({ userGroups: ["S0LEADERS1"] });
    const day = alone("sev3", policy);
    expect(() => decide(day, KIM)).toThrow("needs a second person's yes");
    found(day, [SAM]);
    expect(() => decide(day, KIM)).toThrow("needs a second person's yes");
    const empty = alone("sev3", policy);
    found(empty, []);
    expect(decide(empty, KIM)).toEqual(["approval_decided", "closed"]);
  });

  it("is over when somebody comes", () => {
    const day = alone("sev3");
    day.write(joins(SAM));
    expect(() => decide(day, KIM)).toThrow("needs a second person's yes");
  });

  it("is also when the others did not answer: what expired and is asked again may be approved alone [AUTH-2]", () => {
    const day = overDay({ severity: "sev3" });
    close(day);
    expect(() => decide(day, KIM)).toThrow("needs a second person's yes");
    day.pass(30 * MINUTE);
    expect(latest(day).ending?.how).toBe("expired");
    close(day);
    expect(latest(day).again).toBe("close-1");
    expect(decide(day, KIM)).toEqual(["approval_decided", "closed"]);
  });
});

describe("what was asked for", () => {
  it("expires by itself, and is then too late to approve [AUTH-2]", () => {
    const day = overDay();
    close(day);
    expect(kindsOf(day.pass(30 * MINUTE - 1))).not.toContain("approval_expired");
    expect(kindsOf(day.pass(1))).toContain("approval_expired");
    expect(() => decide(day, DANA)).toThrow("Nobody answered in time, so it has expired.");
  });

  it.each(["approved", "declined"] as const)(
    "cannot be %s from the instant on at which it expires, though the timer has not run yet [AUTH-2]",
    (verdict) => {
      const day = overDay({ severity: "sev2" });
      close(day);
      day.now = latest(day).expiresAt;
      expect(() => decide(day, DANA, verdict)).toThrow("The time for an answer has just run out.");
      expect(day.incident.facts.isClosed).toBe(false);
      expect(latest(day).ending).toBeUndefined();
      day.now -= 1;
      expect(decide(day, DANA, verdict)).toContain("approval_decided");
    },
  );

  it("is decided once [AUTH-2]", () => {
    const day = overDay({ severity: "sev2" });
    close(day);
    expect(decide(day, DANA, "declined", "Wait for the vendor")).toEqual(["approval_decided"]);
    expect(latest(day).ending).toMatchObject({ how: "declined", why: "Wait for the vendor" });
    expect(() => decide(day, DANA)).toThrow("It was declined already.");
    expect(day.incident.facts.isClosed).toBe(false);
  });

  it("may be withdrawn by whoever asked, and declined by them too", () => {
    const day = overDay({ severity: "sev2" });
    close(day);
    const { id } = latest(day);
    expect(() => day.decide(withdrawApproval({ id, userId: DANA }))).toThrow("Only whoever asked can withdraw it.");
    day.decide(withdrawApproval({ id, userId: KIM }));
    expect(() => decide(day, DANA)).toThrow("Whoever asked has withdrawn it");
    expect(day.decide(withdrawApproval({ id, userId: KIM }))).toEqual([]);
  });

  it("is over when the incident is reopened meanwhile: there is nothing left to close", () => {
    const day = overDay({ severity: "sev2" });
    close(day);
    day.write({ kind: "reopened", by: person(DANA), data: { text: "It is back" } });
    expect(() => decide(day, DANA)).toThrow(
      "There is nothing left to approve: somebody reopened the incident meanwhile.",
    );
  });

  it("is not carried out with more left open than was said; the approver reads why [AUTH-2]", () => {
    const day = overDay({ severity: "sev3" });
    close(day);
    day.write({ kind: "severity_changed", by: person(KIM), data: { before: "sev3", severity: "sev1" } });
    expect(decide(day, DANA)).toEqual(["approval_decided"]);
    expect(latest(day).ending).toMatchObject({
      couldNot:
        "Open since it was asked for: The post-mortem is published; Its action items are recorded. Ask again with that known.",
    });
  });
});
