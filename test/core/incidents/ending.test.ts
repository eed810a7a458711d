import { describe, expect, it } from "vitest";
import { ARCHIVE, ARCHIVE_WARNING, archiveTimers } from "../../../src/core/incidents/archive.ts";
import {
  archiveAt,
  cancel,
  close,
  moveStage,
  objectToArchive,
  type ResolveInput,
  reopen,
  resolve,
  tickCriterion,
  type WithFacts,
} from "../../../src/core/incidents/index.ts";
import { DAY, declaredIncident, MINUTE, nothingKnown, POLICY, product, START, type Told } from "./told.ts";

const VERIFIED = { isRestored: true, areMetricsNormal: true, doUsersConfirm: true };

const resolving = (input: Partial<ResolveInput<WithFacts>> = {}) =>
  resolve<WithFacts>({ userId: "UDANA", fix: "rolled back", ...VERIFIED, known: nothingKnown, ...input });

function resolved(input: Partial<ResolveInput<WithFacts>> = {}, now = START + 60 * MINUTE): Told {
  const told = declaredIncident();
  told.step(resolving(input), now);
  return told;
}

describe("resolving", () => {
  it("records how it ended and what was skipped, and keeps the stated impact [LIFE-3]", () => {
    const told = declaredIncident({ category: "database" });
    told.step(tickCriterion("UDANA", "alert_validated", true));
    const [, entry] = told.step(
      resolving({ rootCause: "bad deploy", impact: "1,200 orders", followUps: ["add a test", "  ", "alert earlier"] }),
      START + 60 * MINUTE,
    );
    expect(entry?.data).toEqual({
      fix: "rolled back",
      rootCause: "bad deploy",
      impact: "1,200 orders",
      ...VERIFIED,
      followUps: ["add a test", "alert earlier"],
      skipped: ["owner_active", "watch_period"],
    });
    expect(told.incident.facts).toMatchObject({
      stage: "resolution",
      isOpen: false,
      impact: "1,200 orders",
      times: { resolved: START + 60 * MINUTE, mitigated: START + 60 * MINUTE },
    });
  });

  it.each([
    ["sev1", { isRestored: false }, "restored"],
    ["sev2", { areMetricsNormal: false }, "metrics"],
    ["sev3", { doUsersConfirm: false }, "users"],
    ["sev3", { isRestored: false, areMetricsNormal: false, doUsersConfirm: false }, "restored"],
  ])("of a %s without %j is refused, and says why [LIFE-3]", (severity, missing, field) => {
    const told = declaredIncident({ severity });
    expect(() => told.step(resolving(missing))).toThrow(
      expect.objectContaining({ field, message: expect.stringMatching(/only once it is verified.*Not confirmed: “/) }),
    );
  });

  it.each(["sev4", "sev5"])("of a %s needs no verification [LIFE-3]", (severity) => {
    const told = declaredIncident({ severity });
    told.step(resolving({ isRestored: false, areMetricsNormal: false, doUsersConfirm: false }));
    expect(told.incident.facts.isOpen).toBe(false);
  });

  it("needs to know what fixed it, and happens once [LIFE-3]", () => {
    const told = declaredIncident();
    expect(() => told.step(resolving({ fix: " " }))).toThrow(expect.objectContaining({ field: "fix" }));
    told.step(resolving());
    expect(() => told.step(resolving())).toThrow(/resolved already/);
  });

  it("of what was over before takes its own end [INC-6]", () => {
    const startedAt = START - 5 * 60 * MINUTE;
    const told = declaredIncident({ isRetrospective: true, startedAt });
    expect(() => told.step(resolving({ resolvedAt: startedAt - 1 }))).toThrow(/before it started/);
    expect(() => told.step(resolving({ resolvedAt: START + 1 }))).toThrow(/not happened yet/);
    told.step(resolving({ resolvedAt: startedAt + 60 * MINUTE }));
    expect(told.incident.facts.times.resolved).toBe(startedAt + 60 * MINUTE);
  });
});

describe("after the end", () => {
  it("reopening brings it back to investigation and undoes what was measured [INC-6]", () => {
    const told = resolved();
    told.step(reopen("UALEX", "errors are back"), START + 90 * MINUTE);
    const { facts } = told.incident;
    expect(facts).toMatchObject({ isOpen: true, stage: "investigation", resolution: undefined, ticked: {} });
    expect([facts.times.resolved, facts.times.mitigated]).toEqual([undefined, undefined]);
    expect(() => told.step(reopen("UALEX", "again"))).toThrow(/nothing to reopen/);
  });

  it("cancelling is for mistakes only, and reopening brings it back to where it was [INC-6]", () => {
    const told = declaredIncident();
    told.step(moveStage({ userId: "UDANA", to: "triage", known: nothingKnown, isSkipping: true }));
    expect(() => told.step(cancel("UDANA", undefined))).toThrow(expect.objectContaining({ field: "why" }));
    told.step(cancel("UDANA", "wrong workspace"));
    expect(told.incident.facts).toMatchObject({ isCancelled: true, isOpen: false });
    expect(() => told.step(cancel("UDANA", "twice"))).toThrow(/cancelled already/);
    told.step(reopen("UDANA", "no, it is real"));
    expect(told.incident.facts).toMatchObject({ isCancelled: false, isOpen: true, stage: "triage" });
    expect(() => resolved().step(cancel("UDANA", "late"))).toThrow(/no mistake/);
  });

  const closing = (isSkipping: boolean, known = nothingKnown) => close({ userId: "UDANA", known, isSkipping });

  it("closing asks once for the post-mortem that the severity owes, and records what was skipped [LIFE-2]", () => {
    const told = resolved();
    expect(() => told.step(closing(false))).toThrow(/Still open: The post-mortem is published/);
    expect(told.step(closing(true))[0]?.data).toEqual({ skipped: ["postmortem_published", "action_items"] });
    expect(told.incident.facts.isClosed).toBe(true);
    expect(() => told.step(closing(true))).toThrow(/closed already/);
  });

  it("closing asks nothing where no post-mortem is owed, and nothing before it is resolved [LIFE-2]", () => {
    const told = declaredIncident({ severity: "sev4" });
    expect(() => told.step(closing(true))).toThrow(/Resolve it first/);
    told.step(resolving());
    expect(told.step(closing(false))[0]?.data).toEqual({ skipped: [] });
  });
});

describe("archiving the channel", () => {
  const open = (told: Told) =>
    told.step(() => [{ kind: "channel_opened", by: "sitrep", data: { channelId: "C1", name: "inc-1" } }]);
  const timers = (told: Told) => archiveTimers(told.incident, { policy: POLICY, now: START });
  const fire = (told: Told, kind: string, at: number) => told.step(product.onTimer({ key: kind, kind, at }), at);

  function finished(): Told {
    const told = declaredIncident();
    open(told);
    told.step(resolving());
    return told;
  }

  it("plans nothing while it is open, or without a channel [INC-11]", () => {
    const told = declaredIncident();
    open(told);
    expect(timers(told)).toEqual([]);
    expect(timers(resolved())).toEqual([]);
  });

  it("warns one day before, archives after seven days [INC-11]", () => {
    const told = finished();
    expect(timers(told)).toEqual([{ key: ARCHIVE_WARNING, kind: ARCHIVE_WARNING, at: START + 6 * DAY }]);
    expect(fire(told, ARCHIVE_WARNING, START + 6 * DAY)[0]).toMatchObject({
      kind: "archive_warned",
      data: { archiveAt: START + 7 * DAY },
    });
    expect(timers(told)).toEqual([{ key: ARCHIVE, kind: ARCHIVE, at: START + 7 * DAY }]);
    expect(fire(told, ARCHIVE, START + 7 * DAY).map(({ kind }) => kind)).toEqual(["archive_due"]);
    expect(timers(told)).toEqual([]);
  });

  it("gives the whole day to object when the warning comes late [INC-11]", () => {
    const told = finished();
    fire(told, ARCHIVE_WARNING, START + 20 * DAY);
    expect(timers(told)).toEqual([{ key: ARCHIVE, kind: ARCHIVE, at: START + 21 * DAY }]);
    expect(fire(told, ARCHIVE, START + 20.5 * DAY)).toEqual([]);
  });

  it("an objection keeps the channel for another delay, and the second one is told [INC-11]", () => {
    const told = finished();
    fire(told, ARCHIVE_WARNING, START + 6 * DAY);
    told.step(objectToArchive("UALEX"), START + 6.5 * DAY);
    expect(fire(told, ARCHIVE, START + 7 * DAY)).toEqual([]);
    expect(archiveAt(told.incident.facts, POLICY)).toBe(START + 13.5 * DAY);
    expect(() => told.step(objectToArchive("UDANA"))).toThrow(/said so already/);
  });

  it("reopening stops it, and a channel brought back by hand gets a new delay [INC-11]", () => {
    const told = finished();
    fire(told, ARCHIVE_WARNING, START + 6 * DAY);
    fire(told, ARCHIVE, START + 7 * DAY);
    told.step(() => [{ kind: "channel_archived", by: "sitrep", data: { byHand: false } }]);
    expect(() => told.step(objectToArchive("UDANA"))).toThrow(/archived already/);
    told.step(() => [{ kind: "channel_unarchived", by: "sitrep", data: {} }], START + 8 * DAY);
    expect(archiveAt(told.incident.facts, POLICY)).toBe(START + 15 * DAY);
    told.step(reopen("UDANA", "it is back"), START + 9 * DAY);
    expect(timers(told)).toEqual([]);
  });

  it("goes without a warning where the policy wants none [INC-11]", () => {
    const policy = { ...POLICY, reminders: { ...POLICY.reminders, archive: { enabled: false } } };
    expect(archiveTimers(finished().incident, { policy, now: START })).toEqual([
      { key: ARCHIVE, kind: ARCHIVE, at: START + 7 * DAY },
    ]);
  });
});
