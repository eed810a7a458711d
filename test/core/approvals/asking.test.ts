import { describe, expect, it } from "vitest";
import { askAgain, closeOrRequest, decideApproval, proposeSeverity } from "../../../src/core/approvals/index.ts";
import { knownFacts } from "../../../src/core/known-facts.ts";
import { person } from "../../../src/core/ledger/index.ts";
import { dayWith, policyWith, says } from "../escalation/triggers/watched.ts";
import { DANA, MINUTE, takes, VirtualDay } from "../reminders/virtual-day.ts";
import { carryOut, closingBy, joins, KIM, kindsOf, LEE, latest, overDay, SAM, shipped } from "./asked.ts";

const close = (day: VirtualDay, userId = KIM) =>
  day.decide(closeOrRequest({ userId, known: knownFacts, isSkipping: true }));

/** Who is asked at which minute: "0: U1 and the channel". */
function asked(day: VirtualDay, ms = 40 * MINUTE): string[] {
  const from = day.now;
  return day.pass(ms).flatMap(({ kind, at, data }) => {
    const { rule, to } = data as { rule?: string; to?: { userIds: string[]; also?: string } };
    if (kind !== "reminder_sent" || rule !== "approval" || !to) return [];
    return [`${Math.round((at - from) / MINUTE)}: ${[...to.userIds, ...(to.also ? ["the channel"] : [])].join(", ")}`];
  });
}

describe("who is asked", () => {
  it("is the commander at once and once more, and the channel [AUTH-2]", () => {
    const day = overDay();
    close(day, DANA);
    expect(asked(day)).toEqual([`0: ${KIM}, the channel`, `10: ${KIM}, the channel`]);
  });

  it("is the tech lead when the commander asked, and the channel alone when there is none [AUTH-2]", () => {
    const day = overDay();
    day.write(takes(SAM, "tech_lead"));
    close(day);
    expect(asked(day, MINUTE)).toEqual([`0: ${SAM}, the channel`]);
    const bare = overDay();
    close(bare);
    expect(asked(bare, MINUTE)).toEqual(["0: the channel"]);
  });

  it("is everybody whom the policy names, but not whoever asked and nobody outside a private incident [AUTH-2] [INC-4]", () => {
    const policy = closingBy({ people: [LEE, SAM, KIM] });
    const day = overDay({ policy });
    close(day);
    expect(asked(day, MINUTE)).toEqual([`0: ${LEE}, ${SAM}, the channel`]);
    const secret = overDay({ policy, declared: { isPrivate: true } });
    secret.write(joins(SAM));
    close(secret);
    expect(asked(secret, MINUTE)).toEqual([`0: ${SAM}, the channel`]);
  });

  it("waits until it is known who is in the user groups of the policy [AUTH-2]", () => {
    const day = overDay({ policy: closingBy({ userGroups: ["S0LEADERS1"] }) });
    close(day);
    expect(day.effects.map(({ kind }) => kind)).toContain("find_approvers");
    expect(asked(day, MINUTE)).toEqual([]);
    day.write({ kind: "approvers_found", by: "sitrep", data: { id: latest(day).id, userIds: [LEE] } });
    expect(asked(day, MINUTE)).toEqual([`0: ${LEE}, the channel`]);
  });

  it("is nobody any more once it was decided [AUTH-2]", () => {
    const day = overDay();
    close(day);
    day.pass(MINUTE);
    day.decide(decideApproval({ id: latest(day).id, userId: DANA, verdict: "declined", carryOut }));
    expect(asked(day)).toEqual([]);
    expect(
      Object.values(day.incident.reminders.sent).filter(({ rule, ending }) => rule === "approval" && !ending),
    ).toEqual([]);
  });

  it("is asked of a retrospective incident too, for closing is not paging", () => {
    const day = overDay({ declared: { isRetrospective: true } });
    close(day);
    expect(asked(day, MINUTE)).toHaveLength(1);
  });
});

describe("whoever asked", () => {
  const told = (day: VirtualDay) => day.effects.filter(({ kind }) => kind === "tell_requester").map(({ data }) => data);

  it("is told what came of it, but not what they did themselves [AUTH-2]", () => {
    const day = overDay();
    close(day);
    day.pass(30 * MINUTE);
    expect(told(day)).toEqual([{ id: "close-1", userId: KIM }]);
  });

  it("can ask again for what nobody answered, in the same words; nothing else [AUTH-2]", () => {
    const day = overDay();
    close(day);
    expect(() => day.decide(askAgain({ id: "close-1", userId: KIM }))).toThrow("It still waits for an answer");
    day.pass(30 * MINUTE);
    expect(() => day.decide(askAgain({ id: "close-1", userId: SAM }))).toThrow("Only whoever asked");
    expect(kindsOf(day.decide(askAgain({ id: "close-1", userId: KIM })))).toEqual(["approval_requested"]);
    expect(latest(day)).toMatchObject({
      id: "close-2",
      again: "close-1",
      what: day.incident.approvals.asked["close-1"]?.what,
    });
    expect(() => day.decide(askAgain({ id: "close-9", userId: KIM }))).toThrow("Nothing like that was ever asked for");
  });
});

describe("a severity that the bot proposes", () => {
  const day = (severity = "sev4") => {
    const open = new VirtualDay({ policy: shipped, declared: { severity } });
    open.write(takes(KIM, "commander"), joins(KIM));
    return open;
  };
  const propose = (on: VirtualDay, severity: string) =>
    kindsOf(on.decide(proposeSeverity({ severity, why: "5 % of checkouts fail" })));

  it.each([
    ["sev3", "sev4", ["severity_changed"]],
    ["sev2", "sev4", ["approval_requested"]],
    ["sev1", "sev2", ["approval_requested"]],
    ["sev4", "sev4", []],
    ["sev5", "sev3", []],
    ["sev9", "sev3", []],
  ])("of %s on a %s leads to %j [AUTH-1] [AUTH-2] [RANK-2]", (to, from, kinds) => {
    expect(propose(day(from), to)).toEqual(kinds);
  });

  it("holds once the commander approved, with its reason on the record [AUTH-2]", () => {
    const open = day();
    propose(open, "sev2");
    expect(asked(open, MINUTE)).toEqual([`0: ${KIM}, the channel`]);
    const decided = open.decide(decideApproval({ id: latest(open).id, userId: KIM, verdict: "approved", carryOut }));
    expect(kindsOf(decided)).toEqual(["approval_decided", "severity_changed"]);
    expect(decided[1]).toMatchObject({
      by: "sitrep",
      data: { before: "sev4", severity: "sev2", text: "5 % of checkouts fail" },
    });
  });

  it("is the gravest where a description speaks of lost data, but not where somebody only says the word [RANK-2] [ESC-1]", () => {
    const watched = dayWith(policyWith(), { declared: { severity: "sev4" } });
    watched.write(says(KIM, "do we have data loss?"));
    watched.pass(2 * MINUTE);
    expect(Object.values(watched.incident.approvals.asked)).toEqual([]);
    watched.write({ kind: "impact_changed", by: person(DANA), data: { text: "Orders of today: suspected data loss" } });
    watched.pass(2 * MINUTE);
    expect(latest(watched)).toMatchObject({
      step: "set_severity",
      what: "Raise #12 Checkout errors from SEV-4 to SEV-1",
      why: expect.stringContaining("data loss"),
      requestedBy: "sitrep",
    });
  });

  it("is asked once: not again while it waits, nor after a no, until somebody changed the severity [AUTH-2]", () => {
    const open = day();
    propose(open, "sev2");
    expect(propose(open, "sev2")).toEqual([]);
    open.decide(decideApproval({ id: latest(open).id, userId: KIM, verdict: "declined", carryOut }));
    expect(propose(open, "sev2")).toEqual([]);
    expect(propose(open, "sev1")).toEqual(["approval_requested"]);
    open.pass(MINUTE);
    open.write({ kind: "severity_changed", by: person(KIM), data: { before: "sev4", severity: "sev3" } });
    expect(latest(open).ending).toMatchObject({ how: "overtaken", what: "changed the severity" });
    expect(propose(open, "sev2")).toEqual(["approval_requested"]);
  });
});
