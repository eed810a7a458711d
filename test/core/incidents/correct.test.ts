import { describe, expect, it } from "vitest";
import { correct, correctTimes, parseCorrection, parseSeverityChange } from "../../../src/core/incidents/index.ts";
import { brief, declaredIncident, MINUTE, POLICY, product, START } from "./told.ts";

describe("correcting details", () => {
  it("writes an entry with the old value for each that differs [INC-5]", () => {
    const told = declaredIncident({ description: "500s" });
    const entries = told.step(
      correct("UALEX", {
        title: "Checkout is down",
        severity: "sev1",
        category: "database",
        services: ["checkout"],
        description: "",
        impact: "all orders",
        startedAt: START - 10 * MINUTE,
      }),
    );
    expect(brief(entries)).toEqual([
      { kind: "title_changed", data: { before: "Checkout errors", title: "Checkout is down" } },
      { kind: "severity_changed", data: { before: "sev2", severity: "sev1" } },
      { kind: "category_changed", data: { before: undefined, category: "database" } },
      { kind: "services_changed", data: { before: [], services: ["checkout"] } },
      { kind: "description_changed", data: { before: "500s", text: "" } },
      { kind: "impact_changed", data: { before: undefined, text: "all orders" } },
      { kind: "time_corrected", data: { moment: "started", before: START, time: START - 10 * MINUTE } },
    ]);
    expect(told.incident.facts).toMatchObject({
      title: "Checkout is down",
      description: undefined,
      impact: "all orders",
    });
  });

  it("writes nothing when nothing differs [INC-5]", () => {
    const told = declaredIncident({ services: ["a", "b"] });
    const same = {
      title: " Checkout  errors",
      severity: "sev2",
      services: ["b", "a"],
      description: "",
      startedAt: START + 5,
    };
    expect(told.step(correct("UALEX", same))).toEqual([]);
  });

  it.each([
    ["title Checkout is down", { title: "Checkout is down" }],
    ["services a, b", { services: ["a", " b"] }],
    ["category third party", { category: "third-party" }],
    ["impact 12 % of users", { impact: "12 % of users" }],
  ])("reads `edit %s` [INC-5]", (words, correction) => {
    expect(parseCorrection(words, POLICY, (text) => text.split(","))).toEqual(correction);
  });

  it.each(["weather is fine", "title"])("answers `edit %s` with the right form [OPS-5]", (words) => {
    expect(() => parseCorrection(words, POLICY, (text) => [text])).toThrow(/`\/incident edit title Checkout is down`/);
  });

  it.each([
    ["sev1 all regions", "sev1", "all regions"],
    ["sev 1: all regions", "sev1", "all regions"],
    ["severity 3", "3", undefined],
    ["major", "major", undefined],
  ])("reads `severity %s` [RANK-1]", (words, severity, why) => {
    expect(parseSeverityChange(words)).toEqual({ severity, why });
  });
});

describe("correcting times", () => {
  it("holds against everything derived later [LIFE-4]", () => {
    const told = declaredIncident();
    told.step(correctTimes("UALEX", { identified: START + MINUTE }), START + 20 * MINUTE);
    told.step(() => [
      { kind: "stage_changed", by: "sitrep", data: { before: "detection", stage: "remediation", skipped: [] } },
    ]);
    expect(told.incident.facts.times.identified).toBe(START + MINUTE);
    expect(told.incident.facts.corrected).toEqual(["identified"]);
  });

  it.each([
    [{ started: START + 30 * MINUTE }, "started", /detected before it was started/],
    [{ mitigated: START - MINUTE }, "mitigated", /mitigated before it was started/],
    [{ mitigated: START + 10 * MINUTE, resolved: START + 5 * MINUTE }, "mitigated", /resolved before it was mitigated/],
    [{ closed: START + 999 * MINUTE }, "closed", /not happened yet/],
  ])("refuses %j, so that no duration is negative [LIFE-4]", (times, field, sentence) => {
    const told = declaredIncident();
    expect(() => told.step(correctTimes("UALEX", times), START + 60 * MINUTE)).toThrow(
      expect.objectContaining({ field, message: expect.stringMatching(sentence) }),
    );
  });
});

describe("telling", () => {
  it("names who did what, in plain words [TL-5]", () => {
    const told = declaredIncident();
    told.step(correct("UALEX", { severity: "sev1", impact: "all orders", startedAt: START - MINUTE }));
    expect(told.entries.map((entry) => product.tell(entry))).toEqual([
      { text: "@{UDANA} declared it as SEV-2: Checkout errors", isKey: true },
      { text: "@{UALEX} changed the severity from SEV-2 to SEV-1", isKey: true },
      { text: "@{UALEX} stated the impact: all orders", isKey: true },
      {
        text: "@{UALEX} corrected the time of start from 2026-03-12 14:00 UTC to 2026-03-12 13:59 UTC",
        isKey: false,
      },
    ]);
  });
});
