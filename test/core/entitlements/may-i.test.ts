import { describe, expect, it } from "vitest";
import { type Entitlements, type Grant, type Policy, shippedPolicy } from "../../../src/config/index.ts";
import { type Act, type Family, isForAll, mayI, type Standing, verdict } from "../../../src/core/entitlements/index.ts";
import { type NewEntry, person } from "../../../src/core/ledger/index.ts";
import { DECLARED, incidentAfter as incidentOf } from "../roles/incident-after.ts";

const FAMILIES = ["declare", "respond", "lead", "update", "finish", "publish", "reminders"] as const;
const ACTS: readonly Act[] = ["look", "contribute", ...FAMILIES];

const member = (over: Partial<Standing> = {}): Standing => ({
  userId: "U_MEMBER",
  isGuest: false,
  isOutside: false,
  isDeactivated: false,
  isAdmin: false,
  memberOf: [],
  ...over,
});
const guest = (over: Partial<Standing> = {}) => member({ userId: "U_GUEST", isGuest: true, ...over });

const policy = shippedPolicy();
const keeping = (act: Family, over: Partial<Grant>): Policy => {
  const entitlements: Entitlements = { ...policy.entitlements, [act]: { ...policy.entitlements[act], ...over } };
  return { ...policy, entitlements };
};

const incidentAfter = (...entries: NewEntry[]) => incidentOf([DECLARED, ...entries]);

const joined = (userId: string): NewEntry => ({ kind: "person_joined", by: person(userId), data: { userId } });
const holds = (role: string, userId: string): NewEntry => ({
  kind: "role_taken",
  by: person(userId),
  data: { role, userId, how: "claimed" },
});
const offered = (to: string): NewEntry => ({
  kind: "handover_offered",
  by: person("U_MEMBER"),
  data: { role: "scribe", from: "U_MEMBER", to, text: "yours" },
});

const incident = incidentAfter();

describe("who may do what, as shipped [OPS-6] [INC-9]", () => {
  it.each(ACTS)("%s is for every full member", (act) => {
    expect(verdict(member(), act, incident, policy)).toBe("yes");
    expect(verdict(member(), act, undefined, policy)).toBe("yes");
  });

  it.each<[Act, boolean]>([
    ["look", true],
    ["contribute", true],
    ["declare", true],
    ["respond", false],
    ["lead", false],
    ["update", false],
    ["finish", false],
    ["publish", false],
    ["reminders", false],
  ])("%s by a guest who is not in the incident: %s", (act, isAllowed) => {
    expect(verdict(guest(), act, incident, policy)).toBe(isAllowed ? "yes" : "guest");
    expect(verdict(guest(), act, undefined, policy)).toBe(isAllowed ? "yes" : "guest");
  });

  it.each<[string, NewEntry]>([
    ["is in its channel", joined("U_GUEST")],
    ["holds a role", holds("scribe", "U_GUEST")],
    ["was asked to take a role", offered("U_GUEST")],
    ["was invited", { kind: "people_invited", by: "sitrep", data: { userIds: ["U_GUEST"] } }],
  ])("a guest who %s may do everything there", (_how, entry) => {
    const theirs = incidentAfter(entry);
    expect(ACTS.filter((act) => !mayI(guest(), act, theirs, policy))).toEqual([]);
  });

  it("how the bot itself is doing is for admins, and for whom the policy names as operators [OPS-4]", () => {
    const operators = { people: ["U_NAMED"], userGroups: ["S0000001"] };
    const named = { ...policy, operators };
    const may = (over: Partial<Standing>) => verdict(member(over), "operate", undefined, named);
    expect([may({}), may({ isGuest: true }), may({ memberOf: ["S0000009"] })]).toEqual(Array(3).fill("not_named"));
    expect([may({ isAdmin: true }), may({ userId: "U_NAMED" }), may({ memberOf: ["S0000001"] })]).toEqual(
      Array(3).fill("yes"),
    );
    expect(may({ isAdmin: true, isDeactivated: true })).toBe("deactivated");
    expect(verdict(member({ isAdmin: true }), "operate", undefined, policy)).toBe("yes");
    expect(isForAll("operate", policy)).toBe(false);
  });

  it.each(ACTS)("%s is not for who is deactivated, whatever they were", (act) => {
    const was = { isDeactivated: true, userId: "U_LEAD", memberOf: ["S0000000"] };
    const theirs = incidentAfter(joined("U_LEAD"), holds("commander", "U_LEAD"));
    expect(verdict(member(was), act, theirs, keeping("lead", { people: ["U_LEAD"] }))).toBe("deactivated");
  });
});

describe("who may do what, where the policy names some [OPS-6]", () => {
  const kept = { people: ["U_NAMED"], userGroups: ["S0000001"], channels: ["sre"] };

  it.each(FAMILIES)("%s is for those who are named, and those in a group or channel that is", (act) => {
    const strict = keeping(act, kept);
    expect(verdict(member(), act, incident, strict)).toBe("not_named");
    expect(verdict(member({ memberOf: ["S0000009"] }), act, incident, strict)).toBe("not_named");
    expect(verdict(member({ userId: "U_NAMED" }), act, incident, strict)).toBe("yes");
    expect(verdict(member({ memberOf: ["S0000001"] }), act, incident, strict)).toBe("yes");
    expect(verdict(member({ memberOf: ["sre"] }), act, incident, strict)).toBe("yes");
    const others = FAMILIES.filter((other) => other !== act);
    expect(others.filter((other) => !mayI(member(), other, incident, strict))).toEqual([]);
  });

  it("a guest is let in by name, or by a group as a guest would be", () => {
    const strict = keeping("lead", kept);
    expect(verdict(guest({ userId: "U_NAMED" }), "lead", incident, strict)).toBe("yes");
    expect(verdict(guest({ memberOf: ["sre"] }), "lead", incident, strict)).toBe("guest");
    expect(verdict(guest({ memberOf: ["sre"] }), "lead", incidentAfter(joined("U_GUEST")), strict)).toBe("yes");
    expect(verdict(guest({ memberOf: ["sre"] }), "lead", incident, keeping("lead", { ...kept, guests: true }))).toBe(
      "yes",
    );
  });

  it.each<[string, readonly Act[]]>([
    ["commander", ["lead", "update", "finish", "publish", "reminders"]],
    ["communications_lead", ["update"]],
    ["scribe", []],
  ])("the %s may, whoever they are: %j", (role, expected) => {
    const theirs = incidentAfter(holds(role, "U_MEMBER"));
    const mine = FAMILIES.filter((act) => mayI(member(), act, theirs, keeping(act, kept)));
    expect(mine).toEqual(expected);
  });

  it("only what is for everybody needs no question to Slack", () => {
    expect(ACTS.filter((act) => isForAll(act, policy))).toEqual(["look", "contribute", "declare"]);
    expect(isForAll("declare", keeping("declare", { userGroups: ["S0000001"] }))).toBe(false);
    expect(isForAll("lead", keeping("lead", { guests: true }))).toBe(true);
  });
});
