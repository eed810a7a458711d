import { describe, expect, it } from "vitest";
import type { Policy } from "../../../src/config/index.ts";
import { decideApproval } from "../../../src/core/approvals/index.ts";
import { CARRY_OUT } from "../../../src/core/carry-out.ts";
import { person } from "../../../src/core/ledger/index.ts";
import {
  handoffMeant,
  type NoticeInput,
  offeredAt,
  pastOf,
  sendNotice,
  templateMeant,
} from "../../../src/core/notices/index.ts";
import { DANA, ELI, MIA, MINUTE, STAFF, VirtualDay } from "../reminders/virtual-day.ts";
import { POLICY } from "./record.ts";

const REACHED: Policy = {
  ...POLICY,
  audiences: POLICY.audiences.map((audience) =>
    ["executives", "affected_customers"].includes(audience.id)
      ? { ...audience, channels: [`for-${audience.id.replace("_", "-")}`] }
      : audience,
  ),
};

const PLAIN = "Since 14:00 UTC, some of you cannot pay by card.";

function started(declared: object = {}): VirtualDay {
  const day = new VirtualDay({ policy: REACHED, declared: { services: ["checkout-api", "ledger-db"], ...declared } });
  day.write(...STAFF);
  day.effects.length = 0;
  return day;
}

const written = (more: Partial<NoticeInput> = {}): NoticeInput => ({
  userId: ELI,
  template: "customers-investigating",
  headline: "Problems with paying",
  text: PLAIN,
  audiences: ["affected_customers"],
  people: [],
  overruled: [],
  nameOf: (userId) => userId,
  ...more,
});

/** Somebody says yes to one of the requests, in the order in which they were made. */
const approves = (day: VirtualDay, userId: string, nth = 0) => {
  const id = Object.keys(day.incident.approvals.asked)[nth] ?? "none";
  return day.decide(decideApproval({ id, userId, verdict: "approved", carryOut: CARRY_OUT }));
};

const places = (day: VirtualDay) =>
  day.effects
    .filter(({ kind }) => /notice$/.test(kind) && kind !== "push_notice")
    .map(({ kind, lane }) => `${kind} in ${lane}`);

describe("a notice", () => {
  it("to customers waits for a second person, then goes as it was written, with the services that they know [COMM-2] [AUTH-2]", () => {
    const day = started();
    const entries = day.decide(sendNotice(written()));
    expect(entries.map(({ kind }) => kind)).toEqual(["approval_requested"]);
    expect(entries[0]?.data).toMatchObject({ step: "customer_message", what: expect.stringContaining(PLAIN) });
    expect(() => approves(day, ELI)).toThrow(/needs a second person's yes/);
    const sent = approves(day, DANA).find(({ kind }) => kind === "notice_sent");
    expect(sent?.by).toBe(person(ELI));
    expect(sent?.data).toEqual({
      template: "customers-investigating",
      title: "Customer notice: investigating",
      audience: "customers",
      status: "investigating",
      headline: "Problems with paying",
      text: PLAIN,
      services: ["checkout-api"],
      channels: ["for-affected-customers"],
      people: [],
      userGroups: [],
      overruled: [],
      isApproved: true,
    });
    expect(places(day)).toEqual(["post_notice in 12/channel", "share_notice in share/for-affected-customers"]);
  });

  it("to those inside goes at once [COMM-1]", () => {
    const day = started();
    day.decide(sendNotice(written({ template: "update", audiences: ["executives"], people: [MIA] })));
    expect(places(day)).toEqual([
      "post_notice in 12/channel",
      "share_notice in share/for-executives",
      `send_notice in dm/${MIA}`,
    ]);
  });

  it("that is edited takes the place of the one that waits; the old one can no longer be approved [COMM-2]", () => {
    const day = started();
    day.decide(sendNotice(written()));
    day.decide(sendNotice(written({ text: `${PLAIN} Bank transfer works.` })));
    expect(() => approves(day, DANA, 0)).toThrow(/withdrawn/);
    const [, sent] = approves(day, DANA, 1);
    expect(sent?.data).toMatchObject({ text: `${PLAIN} Bank transfer works.` });
  });

  it("of another writer is not passed over [COMM-2]", () => {
    const day = started();
    day.decide(sendNotice(written()));
    expect(() => day.decide(sendNotice(written({ userId: MIA })))).toThrow(/waits for approval already/);
  });

  it("is not sent when customers heard something newer while it waited [COMM-2]", () => {
    const day = started();
    day.decide(sendNotice(written()));
    day.pass(MINUTE);
    day.decide(sendNotice(written({ template: "customers-identified", text: "We know why." })));
    approves(day, DANA, 1);
    const [decided, ...rest] = approves(day, DANA, 0);
    expect(decided?.data).toMatchObject({ couldNot: expect.stringContaining("something newer") });
    expect(rest).toEqual([]);
    expect(day.incident.notices.customers?.status).toBe("identified");
  });

  it.each<[claim: string, input: Partial<NoticeInput>, sentence: RegExp]>([
    ["without words", { text: "  " }, /nothing to send/],
    ["without a headline", { headline: " " }, /what it is about/],
    ["with a secret, though overruled", { text: "AKIAIOSFODNN7EXAMPLE", overruled: ["secret/aws key"] }, /AWS key/],
    ["with a blank, though overruled", { text: "[what]", overruled: ["blank/[what]"] }, /fill in/],
    ["with what nobody overruled", { text: "High latency." }, /latency/],
    ["with a template that is gone", { template: "gone" }, /no longer there/],
  ])("is refused %s, in a sentence [COMM-2]", (_claim, input, sentence) => {
    expect(() => started().decide(sendNotice(written(input)))).toThrow(sentence);
  });

  it("records what the writer kept against the check [COMM-2]", () => {
    const day = started();
    day.decide(sendNotice(written({ text: "High latency.", overruled: ["jargon/latency"] })));
    const [, sent] = approves(day, DANA);
    expect(sent?.data).toMatchObject({ overruled: [{ check: "jargon", words: "latency" }] });
  });

  it("of a private incident goes to those entitled and in it, never to customers [AUTH-3]", () => {
    const entitled = { people: ["U0ENTITLED"], userGroups: [], channels: ["ciso"] };
    const day = new VirtualDay({ policy: { ...REACHED, privacy: { entitled } }, declared: { isPrivate: true } });
    expect(() => day.decide(sendNotice(written()))).toThrow(/nothing of it goes to customers/);
    const inside = { template: "update", audiences: ["executives", "entitled"] };
    expect(() => day.decide(sendNotice(written({ ...inside, people: [MIA] })))).toThrow(/may not know of it/);
    const [sent] = day.decide(sendNotice(written({ ...inside, people: [DANA] })));
    expect(sent?.data).toMatchObject({ channels: ["ciso"], people: ["U0ENTITLED", DANA] });
  });

  it("carries no characters that show other words than were approved [COMM-2]", () => {
    const day = started();
    day.decide(
      sendNotice(
        written({ headline: "Problems\nwith \u202epaying\u0007", text: "Since\u2066 14:00 UTC,\u0000 it is slow." }),
      ),
    );
    approves(day, DANA);
    expect(day.incident.notices.customers?.headline).toBe("Problems with paying");
  });

  it("of a drill was told to nobody, also when the drill turns out to be real [COMM-2]", () => {
    const day = started({ isDrill: true });
    day.decide(sendNotice(written()));
    expect(day.incident.notices.customers?.status).toBe("investigating");
    day.write({ kind: "made_real", by: person(DANA), data: { text: "it is real" } });
    expect(day.incident.notices).toMatchObject({ customers: undefined, sent: [] });
  });

  it("of a drill waits for nobody and goes nowhere [COMM-1]", () => {
    const day = started({ isDrill: true });
    const [sent] = day.decide(sendNotice(written()));
    expect(sent?.data).toMatchObject({ channels: [], people: [], userGroups: [] });
    expect(places(day)).toEqual(["post_notice in 12/channel"]);
  });
});

describe("the template that is meant", () => {
  it.each([
    ["", "first-notification"],
    ["customers", "customers-investigating"],
    ["leadership", "handoff-leadership"],
    ["engineering", "handoff-engineering"],
    ["Internal update", "update"],
    ["escal", "escalation"],
    ["Customer notice: resolved", "customers-resolved"],
  ])("by “%s” while it is looked into is %s [COMM-1]", (words, id) => {
    expect(templateMeant(started().incident, REACHED, words).id).toBe(id);
  });

  it("follows the incident: an update after the first word, how it ended when it is over [COMM-1]", () => {
    const day = started();
    day.decide(sendNotice(written({ template: "first-notification", audiences: ["executives"] })));
    expect(templateMeant(day.incident, REACHED, "").id).toBe("update");
    day.write({ kind: "stage_changed", by: person(MIA), data: { before: "detection", stage: "remediation" } });
    expect(templateMeant(day.incident, REACHED, "customers").id).toBe("customers-identified");
  });

  it("is asked for where the words mean none, and is none of customers in a private incident [COMM-1] [AUTH-3]", () => {
    expect(() => templateMeant(started().incident, REACHED, "nonsense")).toThrow(/`first-notification`/);
    const { incident } = started({ isPrivate: true });
    expect(() => templateMeant(incident, REACHED, "customers")).toThrow(/private/);
    expect(() => handoffMeant(incident, REACHED, "customers")).toThrow(/private/);
    expect(handoffMeant(incident, REACHED, "leaders")?.id).toBe("handoff-leadership");
    expect(handoffMeant(incident, REACHED, "primary")).toBeUndefined();
  });
});

describe("an offer", () => {
  const offered = (day: VirtualDay, moment: "declared" | "resolved") =>
    offeredAt(moment, day.incident, REACHED).map(({ template }) => template.id);

  it("is made where somebody can be reached; not of what is private, a drill, or over already [COMM-1]", () => {
    expect(offered(started(), "declared")).toEqual(["first-notification"]);
    expect(offered(started({ severity: "sev4" }), "declared")).toEqual([]);
    for (const kind of ["isPrivate", "isDrill", "isRetrospective"]) {
      expect(offered(started({ [kind]: true }), "declared")).toEqual([]);
    }
  });

  it("to customers is only of the end of what they were told [COMM-1]", () => {
    const resolved = (day: VirtualDay) =>
      day.write({
        kind: "resolved",
        by: person(DANA),
        data: { fix: "f", impact: "i", isRestored: true, areMetricsNormal: true, doUsersConfirm: true, followUps: [] },
      });
    const quiet = started();
    resolved(quiet);
    expect(offered(quiet, "resolved")).toEqual([]);
    const spoken = started();
    spoken.decide(sendNotice(written()));
    approves(spoken, DANA);
    resolved(spoken);
    expect(offered(spoken, "resolved")).toEqual(["customers-resolved"]);
    expect(pastOf("resolved", spoken.incident)).toBeUndefined();
    expect(pastOf("declared", spoken.incident)).toBe("over");
  });

  it.each<[string, object, string[]]>([
    ["nobody whose channel has just read it", { channels: ["for-executives"] }, []],
    ["people to whom no update goes", { people: ["U0BOSS001"] }, ["executives"]],
    [
      "a user group to which no update goes",
      { channels: ["for-executives"], userGroups: ["S0BOSSES1"] },
      ["executives"],
    ],
  ])("of how it ended is for %s [COMM-1] [UPD-5]", (_, where, to) => {
    const audiences = POLICY.audiences.map((one) => (one.id === "executives" ? { ...one, ...where } : one));
    const policy = { ...POLICY, audiences };
    const day = new VirtualDay({ policy });
    day.write(...STAFF, {
      kind: "resolved",
      by: person(DANA),
      data: { fix: "f", impact: "i", isRestored: true, areMetricsNormal: true, doUsersConfirm: true, followUps: [] },
    });
    expect(offeredAt("resolved", day.incident, policy).flatMap((offered) => offered.audiences)).toEqual(to);
  });
});
