import { describe, expect, it } from "vitest";
import type { NewEntry } from "../../../src/core/ledger/index.ts";
import { summaryOf } from "../../../src/core/summary/index.ts";
import {
  asEntry,
  DECLARED,
  DECLARED_AT,
  effectsOf,
  incidentAfter,
  NOW,
  OPENED,
  POLICY,
} from "../roles/incident-after.ts";

const open = incidentAfter([DECLARED, OPENED]);
const announced: NewEntry = { kind: "announced", by: "sitrep", data: { channelId: "C0INCIDENTS", ts: "1.1" } };
const running = incidentAfter([announced], open);

const declaredWith = (data: object): NewEntry => ({ ...DECLARED, data: { ...Object(DECLARED.data), ...data } });

const joined = (userId: string, at: number): NewEntry => ({
  kind: "person_joined",
  by: `person:${userId}`,
  at,
  data: { userId },
});

const namesOf = (before: typeof open, entries: readonly NewEntry[]) =>
  effectsOf(before, entries).map(({ kind, priority }) => `${kind}/${priority}`);

describe("what follows from a declaration [INC-2]", () => {
  it("opens the channel first of all", () => {
    const effects = effectsOf(incidentAfter([]), [DECLARED]);
    expect(effects).toMatchObject([
      { kind: "open_channel", priority: 0, data: { name: "inc-12-checkout-errors", isPrivate: false } },
    ]);
  });

  it("announces it next, and then makes the channel a place to work in", () => {
    expect(namesOf(incidentAfter([DECLARED]), [OPENED])).toEqual([
      "invite_people/1",
      "set_topic/4",
      "set_purpose/4",
      "post_checklist/4",
      "offer_roles/4",
      "announce/0",
      "show_card/3",
    ]);
  });

  it("announces a retrospective one without a rush, and gives no first steps [INC-6]", () => {
    const names = namesOf(incidentAfter([declaredWith({ isRetrospective: true })]), [OPENED]);
    expect(names).toContain("announce/4");
    expect(names).not.toContain("post_checklist/4");
    expect(names).not.toContain("offer_roles/4");
  });

  it("goes on without a channel, in the announcement's thread, when Slack opens none", () => {
    const refusal: NewEntry = { kind: "channel_refused", by: "sitrep", data: { reason: "restricted_action" } };
    const before = incidentAfter([DECLARED]);
    expect(namesOf(before, [refusal])).toEqual(["announce/0", "show_card/3"]);
    expect(namesOf(incidentAfter([refusal], before), [announced])).toEqual(["show_announcement/3", "show_card/3"]);
  });

  it("tells nobody but the declarer of a private one that has no private channel [INC-4]", () => {
    const before = incidentAfter([declaredWith({ isPrivate: true })]);
    const refusal: NewEntry = { kind: "channel_refused", by: "sitrep", data: { reason: "missing_scope" } };
    const cancelled: NewEntry = { kind: "cancelled", by: "sitrep", data: { text: "no private channel" } };
    expect(effectsOf(before, [refusal, cancelled])).toMatchObject([
      { kind: "tell_channel_refused", data: { userId: "U0DECLARER", reason: "missing_scope" } },
    ]);
  });

  it("announces a private one to those entitled, never in the incidents channel [INC-4]", () => {
    const before = incidentAfter([declaredWith({ isPrivate: true })]);
    expect(effectsOf(before, [OPENED]).filter(({ kind }) => kind === "announce")).toEqual([]);
    const found: NewEntry = {
      kind: "entitled_found",
      by: "sitrep",
      data: { groupId: "S0GROUP", userIds: ["U0DECLARER", "U0BOSS"] },
    };
    expect(effectsOf(incidentAfter([OPENED], before), [found])).toMatchObject([
      { kind: "announce", key: "12/announce/U0BOSS", data: { to: { kind: "person", userId: "U0BOSS" } } },
    ]);
  });
});

describe("what the card and the announcement follow [INC-3]", () => {
  const by = "person:U0DANA" as const;
  it.each([
    ["title", { kind: "title_changed", by, data: { before: "Checkout errors", title: "Checkout down" } }],
    ["severity", { kind: "severity_changed", by, data: { before: "sev1", severity: "sev2" } }],
    ["status", { kind: "stage_changed", by, data: { before: "detection", stage: "remediation" } }],
    ["roles", { kind: "role_taken", by, data: { role: "scribe", userId: "U0DANA", how: "claimed" } }],
    ["services", { kind: "services_changed", by, data: { before: [], services: ["checkout"] } }],
    ["impact", { kind: "impact_changed", by, data: { text: "Nobody can pay" } }],
    ["latest update", { kind: "update_posted", by, data: { status: "identified", text: "Found it" } }],
    ["end", { kind: "cancelled", by, data: { text: "by mistake" } }],
  ] satisfies [string, NewEntry][])("shows a change of %s on both", (_what, entry) => {
    const kinds = effectsOf(running, [entry]).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(["show_card", "show_announcement"]));
  });

  it("does not follow what is only said", () => {
    const message: NewEntry = {
      kind: "message_said",
      by,
      data: { channelId: "C0CHANNEL", ts: "2.1", text: "looking" },
    };
    const answer: NewEntry = { ...message, data: { channelId: "C0CHANNEL", ts: "2.2", text: "still looking" } };
    expect(effectsOf(incidentAfter([message], running), [answer])).toEqual([]);
  });

  it("asks for one edit of each, whatever the number of changes", () => {
    const changes = [1, 2, 3].map((part): NewEntry => ({ kind: "impact_changed", by, data: { text: `part ${part}` } }));
    const live = effectsOf(running, changes).filter(({ isLive }) => isLive);
    expect(live.map(({ key }) => key)).toEqual(["12/card", "12/announcement"]);
  });
});

describe("catching up on joining [INC-7]", () => {
  const kinds = (before: typeof open, entry: NewEntry) => effectsOf(before, [entry]).map(({ kind }) => kind);

  it("tells whoever joins, but not twice within minutes", () => {
    const first = joined("U0KIM", NOW);
    const once = incidentAfter([first], running);
    expect(kinds(running, first)).toEqual(["catch_up"]);
    expect(kinds(once, joined("U0KIM", NOW + 60_000))).toEqual([]);
    expect(kinds(once, joined("U0KIM", NOW + 3_600_000))).toEqual(["catch_up"]);
  });

  it("does not tell the declarer what they have just declared", () => {
    expect(kinds(running, joined("U0DECLARER", DECLARED_AT + 2_000))).toEqual([]);
    expect(kinds(running, joined("U0DECLARER", DECLARED_AT + 3_600_000))).toEqual(["catch_up"]);
  });
});

describe("the summary of an incident [INC-3]", () => {
  it("says how bad, how far, who and since when", () => {
    expect(summaryOf(running, POLICY, NOW)).toMatchObject({
      id: 12,
      title: "Checkout errors",
      severity: { label: "SEV-1", emoji: "red_circle" },
      stage: { label: "Detection" },
      status: "investigating",
      isOpen: true,
      lastedMs: NOW - DECLARED_AT,
      nextUpdateAt: DECLARED_AT + 15 * 60_000,
      channel: { id: "C0CHANNEL", isArchived: false },
    });
  });

  it("is read with a policy that no longer has its severity", () => {
    const odd = incidentAfter([declaredWith({ severity: "sev9" }), OPENED]);
    expect(summaryOf(odd, POLICY, NOW).severity.label).toBe("SEV9");
  });

  it("is the same after the entries were stored and read back", () => {
    const read = JSON.parse(JSON.stringify(running));
    expect(JSON.stringify(summaryOf(read, POLICY, NOW))).toBe(JSON.stringify(summaryOf(running, POLICY, NOW)));
    expect(asEntry(read, announced).seq).toBe(running.version + 1);
  });
});
