import { describe, expect, it } from "vitest";
import type { NewEntry } from "../../../src/core/ledger/index.ts";
import {
  acceptHandover,
  declineHandover,
  offerHandover,
  releaseRole,
  roleNamed,
  takeRole,
} from "../../../src/core/roles/index.ts";
import { DECLARED, effectsOf, incidentAfter, NOW, OPENED, POLICY } from "./incident-after.ts";

const WORLD = { policy: POLICY, now: NOW };
const [DANA, SAM, KIM] = ["U0DANA", "U0SAM", "U0KIM"];

const taken = (userId: string, role = "commander"): NewEntry => ({
  kind: "role_taken",
  by: `person:${userId}`,
  data: { role, userId, how: "claimed" },
});

const offered: NewEntry = {
  kind: "handover_offered",
  by: `person:${DANA}`,
  data: { role: "commander", from: DANA, to: SAM, text: "Rollback runs, watch the queue" },
};

const open = incidentAfter([DECLARED, OPENED]);
const led = incidentAfter([taken(DANA)], open);

describe("taking a role [ROLE-2]", () => {
  it("gives a free role to whoever claims it", () => {
    expect(takeRole({ role: "commander", userId: DANA, by: DANA })(open, WORLD)).toEqual([
      {
        kind: "role_taken",
        by: "person:U0DANA",
        data: { role: "commander", userId: DANA, before: undefined, how: "claimed" },
      },
    ]);
  });

  it("leaves a held role alone unless its holder is named", () => {
    expect(takeRole({ role: "commander", userId: SAM, by: SAM })(led, WORLD)).toEqual([]);
    expect(takeRole({ role: "commander", userId: SAM, by: SAM, replaces: KIM })(led, WORLD)).toEqual([]);
    expect(takeRole({ role: "commander", userId: DANA, by: DANA })(led, WORLD)).toEqual([]);
    const [entry] = takeRole({ role: "commander", userId: SAM, by: SAM, replaces: DANA })(led, WORLD);
    expect(entry?.data).toEqual({ role: "commander", userId: SAM, before: DANA, how: "claimed" });
  });

  it("does not take a role that meanwhile became free from somebody", () => {
    expect(takeRole({ role: "commander", userId: SAM, by: SAM, replaces: DANA })(open, WORLD)).toEqual([]);
  });

  it("names who was given a role by somebody else", () => {
    const [entry] = takeRole({ role: "scribe", userId: KIM, by: DANA })(open, WORLD);
    expect(entry).toMatchObject({ by: "person:U0DANA", data: { userId: KIM, how: "assigned" } });
  });

  it.each([
    ["cancelled", { kind: "cancelled", by: "sitrep", data: { text: "by mistake" } }, /was cancelled/],
    ["closed", { kind: "closed", by: "sitrep", data: {} }, /is closed/],
  ] as const)("changes nothing once the incident is %s", (_state, entry, message) => {
    const over = incidentAfter([entry], led);
    expect(() => takeRole({ role: "scribe", userId: SAM, by: SAM })(over, WORLD)).toThrow(message);
  });

  it("refuses a role that the policy does not have, and lists those it has", () => {
    expect(() => takeRole({ role: "king", userId: SAM, by: SAM })(open, WORLD)).toThrow(
      /The roles are: incident commander, tech lead/,
    );
  });
});

describe("giving a role away [ROLE-2]", () => {
  it("releases only one's own", () => {
    expect(releaseRole({ role: "commander", by: DANA })(led, WORLD)).toEqual([
      { kind: "role_released", by: "person:U0DANA", data: { role: "commander", userId: DANA } },
    ]);
    expect(() => releaseRole({ role: "commander", by: SAM })(led, WORLD)).toThrow(/You are not incident commander/);
  });

  it("asks the new holder, with the leaver's line", () => {
    const offer = { role: "commander", from: DANA, to: SAM, text: " Rollback runs, watch the queue " };
    expect(offerHandover(offer)(led, WORLD)).toEqual([offered]);
    expect(() => offerHandover({ ...offer, text: "  " })(led, WORLD)).toThrow(/one line/);
    expect(() => offerHandover({ ...offer, to: DANA })(led, WORLD)).toThrow(/already/);
    expect(() => offerHandover({ ...offer, from: KIM })(led, WORLD)).toThrow(/nothing of yours/);
  });

  it("keeps no secret in the line [TL-7]", () => {
    const text = "the key is AKIAIOSFODNN7EXAMPLE, rotate it";
    const [entry] = offerHandover({ role: "commander", from: DANA, to: SAM, text })(led, WORLD);
    expect(JSON.stringify(entry?.data)).not.toContain("AKIAIOSFODNN7EXAMPLE");
  });

  it("hands over when the new holder accepts, once", () => {
    const waiting = incidentAfter([offered], led);
    expect(acceptHandover({ role: "commander", userId: SAM })(waiting, WORLD)[0]?.data).toEqual({
      role: "commander",
      userId: SAM,
      before: DANA,
      how: "handed_over",
      text: "Rollback runs, watch the queue",
    });
    expect(() => acceptHandover({ role: "commander", userId: KIM })(waiting, WORLD)).toThrow(/no longer stands/);
    const accepted = incidentAfter([taken(SAM)], waiting);
    expect(() => acceptHandover({ role: "commander", userId: SAM })(accepted, WORLD)).toThrow(/no longer stands/);
  });

  it("leaves the role with its holder when the other declines", () => {
    const waiting = incidentAfter([offered], led);
    const declined = declineHandover({ role: "commander", userId: SAM })(waiting, WORLD);
    expect(declined).toEqual([
      { kind: "handover_declined", by: "person:U0SAM", data: { role: "commander", from: DANA, to: SAM } },
    ]);
    expect(incidentAfter(declined, waiting).roles).toMatchObject({
      offers: {},
      holders: { commander: { userId: DANA } },
    });
  });
});

describe("what follows from a role", () => {
  const kinds = (before = open, entry: NewEntry = taken(DANA)) => effectsOf(before, [entry]).map(({ kind }) => kind);

  it("briefs whoever takes it, says it in the channel, lets them in, and shows it on the card [ROLE-1]", () => {
    expect(kinds()).toEqual(["invite_people", "brief_holder", "tell_role_taken", "show_card", "show_announcement"]);
  });

  it("briefs nobody twice in one incident: the deed has the same key [ROLE-1]", () => {
    const keyOf = (before = open) => effectsOf(before, [taken(DANA)]).find(({ kind }) => kind === "brief_holder")?.key;
    const again = incidentAfter([taken(DANA), taken(SAM)], open);
    expect(keyOf()).toBe(keyOf(again));
  });

  it("says it behind the opening of the channel, and lets them in then, when they were faster", () => {
    const early = incidentAfter([DECLARED]);
    const line = effectsOf(early, [taken(DANA)]).find(({ kind }) => kind === "tell_role_taken");
    expect(line?.lane).toBe(effectsOf(incidentAfter([]), [DECLARED])[0]?.lane);
    const invited = effectsOf(incidentAfter([taken(DANA)], early), [OPENED]).filter(
      ({ kind }) => kind === "invite_people",
    );
    expect(invited.map(({ data }) => data)).toEqual([{ userIds: ["U0DECLARER"] }, { userIds: [DANA] }]);
  });

  it("invites nobody who is there", () => {
    const here = incidentAfter([{ kind: "person_joined", by: `person:${DANA}`, data: { userId: DANA } }], open);
    expect(kinds(here)).not.toContain("invite_people");
  });
});

describe("how people call a role [ROLE-2]", () => {
  it.each([
    ["commander", "commander"],
    ["IC", "commander"],
    ["Incident Commander", "commander"],
    ["tech lead", "tech_lead"],
    ["tech_lead", "tech_lead"],
    ["comms", "communications_lead"],
    ["scri", "scribe"],
    ["op", "operations_lead"],
    ["c", undefined],
    ["king", undefined],
    ["", undefined],
  ])("%j is %s", (words, role) => {
    expect(roleNamed(POLICY, words)?.id).toBe(role);
  });
});
