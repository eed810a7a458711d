import { describe, expect, it } from "vitest";
import type { Policy } from "../../../../src/config/index.ts";
import { answerTriggers } from "../../../../src/core/escalation/index.ts";
import { type NewEntry, person } from "../../../../src/core/ledger/index.ts";
import { product } from "../../../../src/core/product.ts";
import { DANA, ELI, HOUR, MIA, MINUTE, takes, type VirtualDay } from "../../reminders/virtual-day.ts";
import {
  acknowledges,
  assesses,
  dayWith,
  firedIn,
  impact,
  marks,
  notes,
  ON_CALL,
  only,
  policyWith,
  says,
} from "./watched.ts";

const resolved: NewEntry = {
  kind: "resolved",
  by: person(DANA),
  data: { fix: "rollback", impact: "", isRestored: true, areMetricsNormal: true, doUsersConfirm: true, followUps: [] },
};
const reopened: NewEntry = { kind: "reopened", by: person(MIA), data: { text: "errors again" } };

const pagedIn = (day: VirtualDay) =>
  day.entries.filter(({ kind }) => kind === "paged").map(({ data }) => data as { userIds: string[]; label: string });

const tellings = (day: VirtualDay, kind: string) =>
  day.entries.filter((entry) => entry.kind === kind).map((entry) => product.tell(entry)?.text);

const whenSaid = (policy: Policy, does: "page" | "nothing"): Policy =>
  policyWith({ ...policy.escalation.triggers, exposure: { ...policy.escalation.triggers.exposure, whenSaid: does } });

describe("a trigger that pages", () => {
  it("says on the timeline why, and calls who is on call [ESC-1]", () => {
    const day = dayWith(only("openLong"));
    day.write(acknowledges(ELI));
    day.pass(2 * HOUR);
    expect(tellings(day, "escalation_raised")).toEqual(["Escalated by rule “open long”: Open for 2 h"]);
    expect(pagedIn(day)).toMatchObject([{ userIds: [ON_CALL] }]);
  });

  it("adds its evidence to an escalation that is under way and pages nobody again [ESC-1]", () => {
    const day = dayWith(only("manyUsers", "impactGrew"));
    day.write(impact("1,200 users cannot pay"));
    day.pass(MINUTE);
    day.write(impact("5,000 users cannot pay", "1,200 users cannot pay"));
    day.pass(MINUTE);
    expect(firedIn(day).map(({ evidence }) => evidence)).toEqual([
      "1,200 users are hit (more than 1,000)",
      "the impact grew from 1,200 to 5,000 users",
    ]);
    expect(pagedIn(day)).toHaveLength(1);
    const [escalation] = Object.values(day.incident.escalation.raised);
    expect(escalation?.reasons).toHaveLength(2);
  });

  it("fires again only for another cause: another silence, another opening [ESC-1]", () => {
    const day = dayWith(only("openLong"));
    day.pass(5 * HOUR);
    day.write(resolved, reopened);
    day.pass(5 * HOUR);
    expect(firedIn(day).map(({ minute }) => minute)).toEqual([120, 420]);
  });

  it("holds a reopening for a fix that failed, but not that of a false alarm [ESC-1]", () => {
    const failed = dayWith(only("fixFailed"));
    failed.write(resolved, reopened);
    failed.pass(5 * MINUTE);
    expect(firedIn(failed)).toMatchObject([{ minute: 2, evidence: "the fix did not hold: it was reopened" }]);
    const mistake = dayWith(only("fixFailed"));
    mistake.write({ kind: "cancelled", by: person(DANA), data: { text: "false alarm" } }, reopened);
    mistake.pass(5 * MINUTE);
    expect(firedIn(mistake)).toEqual([]);
  });

  it("is silenced by a commander who answers, also a request for an update [ESC-1]", () => {
    const asks: NewEntry = { kind: "update_requested", by: person(MIA), data: {} };
    const day = dayWith(only("ownerSilent"));
    day.write(takes(DANA, "commander"), asks);
    day.pass(9 * MINUTE);
    day.write(notes(DANA, "on it"));
    day.pass(HOUR);
    expect(firedIn(day)).toEqual([]);
    day.write(says(ELI, `@{${DANA}} shall we fail over?`));
    day.pass(HOUR);
    expect(firedIn(day)).toMatchObject([{ minute: 79 }]);
  });

  it("does not hold a question that was deleted against anybody [ESC-1]", () => {
    const day = dayWith(only("ownerSilent"));
    const question = says(ELI, `@{${DANA}} lunch?`);
    day.write(takes(DANA, "commander"), question);
    day.write({
      kind: "message_deleted",
      by: person(ELI),
      about: question.key ?? "",
      data: { ts: "1773324000.000001" },
    });
    day.pass(HOUR);
    expect(firedIn(day)).toEqual([]);
  });

  it("calls whom the policy names for data loss at once, beside the ladder [ESC-1]", () => {
    const { dataLoss } = only("dataLoss").escalation.triggers;
    const to = { people: ["U0DBLEAD1"], rotations: ["primary"] };
    const policy = policyWith({ ...only("dataLoss").escalation.triggers, dataLoss: { ...dataLoss, to } });
    const day = dayWith(policy);
    day.write(assesses({ data: { isLossSuspected: true } }));
    day.pass(0);
    expect(pagedIn(day)).toMatchObject([{ label: "Data and security leads", userIds: ["U0DBLEAD1", ON_CALL] }]);
    day.write(says(ELI, "so we lost data"));
    day.pass(MINUTE);
    expect(pagedIn(day)).toHaveLength(1);
  });

  it("tells growth of a share apart from a better guess [ESC-1]", () => {
    const day = dayWith(only("impactGrew"));
    day.write(assesses({ users: { share: "most", count: 1_000 } }));
    day.write(assesses({ users: { share: "some", count: 900 } }));
    day.pass(MINUTE);
    expect(firedIn(day)).toEqual([]);
    day.write(assesses({ users: { share: "all" } }));
    day.pass(MINUTE);
    expect(firedIn(day)).toMatchObject([{ evidence: "the impact grew: all users are hit" }]);
  });

  it("rests where the severity never escalates: time calls nobody, the rest only asks [ESC-1]", () => {
    const day = dayWith(policyWith(), { declared: { severity: "sev4" } });
    day.pass(30 * HOUR);
    expect(firedIn(day)).toEqual([]);
    day.write(impact("3k users see a wrong icon"));
    day.pass(MINUTE);
    expect(firedIn(day)).toMatchObject([{ trigger: "manyUsers", act: "ask" }]);
    expect(pagedIn(day)).toEqual([]);
  });

  it("does nothing while nobody stands on the ladder [ESC-1]", () => {
    const day = dayWith({ ...policyWith(), rotations: [] });
    day.write(says(ELI, "data loss!"));
    day.pass(5 * HOUR);
    expect(firedIn(day)).toEqual([]);
  });
});

describe("words", () => {
  it("that are only said ask, and page once somebody marks the message [ESC-1]", () => {
    const day = dayWith(only("exposure"));
    const message = says(ELI, "was that a data breach??");
    day.write(message);
    day.pass(MINUTE);
    expect(firedIn(day)).toMatchObject([{ act: "ask" }]);
    expect(pagedIn(day)).toEqual([]);
    day.write(marks(MIA, message.key ?? "", "finding"));
    day.pass(MINUTE);
    expect(firedIn(day).at(-1)).toMatchObject({ act: "page", minute: 1 });
    expect(pagedIn(day)).toHaveLength(1);
  });

  it("do as the policy says [ESC-1]", () => {
    const bold = dayWith(whenSaid(only("exposure"), "page"));
    const deaf = dayWith(whenSaid(only("exposure"), "nothing"));
    for (const day of [bold, deaf]) {
      day.write(says(ELI, "looks like a data breach"));
      day.pass(MINUTE);
    }
    expect(firedIn(bold)).toMatchObject([{ act: "page" }]);
    expect(firedIn(deaf)).toEqual([]);
  });

  it("are those of the policy, and no others; several are told as several [ESC-1]", () => {
    const policy = only("customerAsks");
    const { triggers } = policy.escalation;
    const own = { ...triggers.customerAsks, words: ["klant klaagt", "lek*"] };
    const day = dayWith({
      ...policy,
      escalation: { ...policy.escalation, triggers: { ...triggers, customerAsks: own } },
    });
    day.write(says(ELI, "customers complained"));
    day.pass(MINUTE);
    expect(firedIn(day)).toEqual([]);
    day.write(says(ELI, "Een klant klaagt over een lekkage"));
    day.pass(MINUTE);
    const evidence = "“klant klaagt” and “lek” were said, which may mean a customer who asks";
    expect(firedIn(day)).toMatchObject([{ trigger: "customerAsks", evidence }]);
  });

  it("are kept without the message that they stood in [ESC-1]", () => {
    const day = dayWith(only("exposure"));
    day.write(says(ELI, "ACME's Jane Doe saw the data breach first"));
    day.pass(MINUTE);
    const [sign] = day.entries.filter(({ kind }) => kind === "sign_seen");
    expect(sign?.data).toEqual({ trigger: "exposure", words: ["data breach*"], isStated: false });
    expect(JSON.stringify(firedIn(day))).not.toContain("Jane");
  });

  it("that were taken back are none: edited, deleted [ESC-1]", () => {
    const day = dayWith(only("reputation"));
    const edited = says(ELI, "the press will love this");
    const deleted = says(MIA, "so will social media");
    day.write(edited, deleted);
    day.write({
      kind: "message_edited",
      by: person(ELI),
      about: edited.key ?? "",
      data: { editedTs: "1773324300.000100", text: "hm" },
    });
    day.write({
      kind: "message_deleted",
      by: person(MIA),
      about: deleted.key ?? "",
      data: { ts: "1773324000.000002" },
    });
    day.pass(HOUR);
    expect(firedIn(day)).toEqual([]);
  });

  it("of apps and of the bot are not listened to [ESC-1]", () => {
    const day = dayWith(only("exposure", "dataLoss"));
    day.write({ ...says(ELI, "data breach and data loss"), by: "app:Alertbot" });
    day.pass(HOUR);
    expect(firedIn(day)).toEqual([]);
  });
});

describe("the question whether to escalate", () => {
  const asked = (): VirtualDay => {
    const day = dayWith(only("exposure", "customerAsks"));
    day.write(says(ELI, "maybe a data breach"));
    day.pass(MINUTE);
    day.write(says(MIA, "and customers are asking"));
    day.pass(MINUTE);
    return day;
  };

  it("is one, however much comes up [ESC-1]", () => {
    const day = asked();
    expect(day.incident.triggers.question).toMatchObject({
      round: 1,
      reasons: [{ trigger: "exposure" }, { trigger: "customerAsks" }],
    });
    const keys = day.effects.filter(({ kind }) => kind === "ask_to_escalate").map(({ key }) => key);
    expect(new Set(keys)).toEqual(new Set(["12/ask_to_escalate/1"]));
  });

  it("pages when somebody says yes, with all reasons [ESC-1]", () => {
    const day = asked();
    day.decide(answerTriggers({ userId: MIA, round: 1, isYes: true }));
    expect(tellings(day, "trigger_answered")).toEqual([`@{${MIA}} decided to escalate`]);
    expect(pagedIn(day)).toMatchObject([{ userIds: [ON_CALL] }]);
    const [escalation] = Object.values(day.incident.escalation.raised);
    expect(escalation?.reasons[0]?.reason).toContain("which may mean a breach or exposure; ");
  });

  it("leaves everybody asleep when somebody says no, and is not asked again for the same [ESC-1]", () => {
    const day = asked();
    day.decide(answerTriggers({ userId: MIA, round: 1, isYes: false }));
    day.write(says(ELI, "still: data breach?"));
    day.pass(HOUR);
    expect(pagedIn(day)).toEqual([]);
    expect(day.incident.triggers.question?.round).toBe(1);
    expect(() => day.decide(answerTriggers({ userId: ELI, round: 1, isYes: true }))).toThrow("answered already");
  });

  it("is over once people are called for another reason, and the reason joins [ESC-1]", () => {
    const day = dayWith(only("manyUsers", "exposure"));
    day.write(says(ELI, "maybe a data breach"));
    day.pass(0);
    day.write(impact("1,200 users"));
    day.pass(0);
    expect(day.incident.triggers.question?.answer).toMatchObject({ by: "sitrep" });
    expect(pagedIn(day)).toHaveLength(1);
  });
});
