import { describe, expect, it } from "vitest";
import type { StageId } from "../../../src/config/index.ts";
import {
  acknowledge,
  changeSeverity,
  criteriaOf,
  moveStage,
  movesOf,
  openCriteria,
  stageMeant,
  stageOf,
  tickCriterion,
} from "../../../src/core/incidents/index.ts";
import { brief, declaredIncident, MINUTE, nothingKnown, POLICY, START, type Told } from "./told.ts";

const move = (told: Told, to: StageId, isSkipping = true, now = START) =>
  told.step(moveStage({ userId: "UDANA", to, known: nothingKnown, isSkipping }), now);

const world = { policy: POLICY, now: START };

describe("severity", () => {
  it("keeps who, when, why and the old value [RANK-1]", () => {
    const told = declaredIncident();
    const entries = told.step(changeSeverity({ userId: "UALEX", severity: "1", why: "all regions" }), START + MINUTE);
    expect(entries.at(-1)).toMatchObject({
      kind: "severity_changed",
      by: "person:UALEX",
      at: START + MINUTE,
      data: { before: "sev2", severity: "sev1", text: "all regions" },
    });
    expect(told.incident.facts).toMatchObject({ severity: "sev1", severityAt: START + MINUTE });
  });

  it("says so when nothing would change, and lists what there is when it is unknown [RANK-1]", () => {
    const told = declaredIncident();
    expect(() => told.step(changeSeverity({ userId: "UALEX", severity: "major" }))).toThrow(/It is SEV-2 already/);
    expect(() => told.step(changeSeverity({ userId: "UALEX", severity: "9" }))).toThrow(/Use SEV-1, SEV-2/);
  });
});

describe("acknowledging", () => {
  it("counts for the first, is quiet for the same, and tells the second [LIFE-4]", () => {
    const told = declaredIncident();
    told.step(acknowledge("UALEX"), START + 2 * MINUTE);
    expect(told.incident.facts).toMatchObject({ acknowledgedBy: "UALEX", times: { acknowledged: START + 2 * MINUTE } });
    expect(told.step(acknowledge("UALEX"))).toEqual([]);
    expect(() => told.step(acknowledge("UDANA"))).toThrow(/Somebody was faster/);
  });

  it("is asked of nobody for what is over [INC-6]", () => {
    const told = declaredIncident({ isRetrospective: true, startedAt: START });
    expect(told.step(tickCriterion("UDANA", "alert_validated", true)).map(({ kind }) => kind)).toEqual([
      "criterion_ticked",
    ]);
  });
});

describe("exit criteria", () => {
  it("answer themselves from the record, or wait for a tick [LIFE-1]", () => {
    const told = declaredIncident({ category: "database" });
    const answers = (stage: StageId, known = {}) =>
      criteriaOf(stageOf(POLICY, stage), told.incident, known, world).map(({ id, isMet, isDerived }) => [
        id,
        isMet,
        isDerived,
      ]);
    expect(answers("detection")).toEqual([["alert_validated", false, false]]);
    expect(answers("triage")).toEqual([
      ["severity_set", true, true],
      ["category_set", true, true],
    ]);
    told.step(tickCriterion("UDANA", "alert_validated", true));
    told.step(acknowledge("UDANA"));
    expect(answers("detection")).toEqual([["alert_validated", true, false]]);
    expect(answers("assignment", { commander_assigned: true })).toEqual([
      ["owner_acknowledged", true, true],
      ["owner_active", true, true],
    ]);
  });

  it("read marks on messages: a root cause, a confirmed fix [LIFE-1]", () => {
    const told = declaredIncident();
    const marked = (mark: "root_cause" | "fix_confirmed", emoji: string) =>
      told.step(() => [
        {
          kind: "reaction_added",
          by: "person:UALEX",
          about: "message/C1/1.0",
          data: { emoji, mark, eventTs: "2.0" },
        },
      ]);
    const isMet = (stage: StageId) => criteriaOf(stageOf(POLICY, stage), told.incident, {}, world)[0]?.isMet;
    expect([isMet("investigation"), isMet("remediation")]).toEqual([false, false]);
    marked("root_cause", "bulb");
    marked("fix_confirmed", "white_check_mark");
    expect([isMet("investigation"), isMet("remediation")]).toEqual([true, true]);
  });

  it.each([
    ["sev2", 14, false],
    ["sev2", 15, true],
    ["sev4", 5, true],
  ])("the watch period of %s after %i minutes: passed is %s [LIFE-1]", (severity, minutes, isPassed) => {
    const told = declaredIncident({ severity });
    move(told, "verification");
    const criteria = criteriaOf(
      stageOf(POLICY, "verification"),
      told.incident,
      {},
      {
        policy: POLICY,
        now: START + minutes * MINUTE,
      },
    );
    expect(criteria.find(({ id }) => id === "watch_period")?.isMet).toBe(isPassed);
  });

  it("an unknown one cannot be ticked, and a tick can be taken away [LIFE-1]", () => {
    const told = declaredIncident();
    told.step(tickCriterion("UDANA", "alert_validated", true));
    told.step(tickCriterion("UDANA", "alert_validated", false));
    expect(told.incident.facts.ticked).toEqual({ alert_validated: false });
    expect(() => told.step(tickCriterion("UDANA", "weather", true))).toThrow(/no longer on the checklist/);
  });
});

describe("moving through the stages", () => {
  it("with open criteria is refused until the person insists, and records what was skipped [LIFE-2]", () => {
    const told = declaredIncident();
    expect(() => move(told, "assignment", false)).toThrow(/Still open: The alert or report is real; Category is set/);
    expect(brief(move(told, "assignment")).at(-1)).toEqual({
      kind: "stage_changed",
      data: { before: "detection", stage: "assignment", skipped: ["alert_validated", "category_set"] },
    });
  });

  it("asks nothing where nothing is open, and nothing on the way back [LIFE-2]", () => {
    const told = declaredIncident();
    told.step(tickCriterion("UDANA", "alert_validated", true));
    expect(move(told, "triage", false).at(-1)?.data).toMatchObject({ skipped: [] });
    expect(move(told, "detection", false).at(-1)?.data).toEqual({ before: "triage", stage: "detection", skipped: [] });
  });

  it("derives when the cause was identified and the harm mitigated, once [LIFE-4]", () => {
    const told = declaredIncident();
    move(told, "remediation", true, START + 20 * MINUTE);
    move(told, "verification", true, START + 30 * MINUTE);
    move(told, "investigation", true, START + 40 * MINUTE);
    move(told, "verification", true, START + 50 * MINUTE);
    expect(told.incident.facts.times).toMatchObject({
      identified: START + 20 * MINUTE,
      mitigated: START + 30 * MINUTE,
    });
  });

  it("leads to resolution and post-mortem only by resolving [LIFE-3]", () => {
    const told = declaredIncident();
    expect(movesOf(told.incident.facts)).toEqual([
      "triage",
      "assignment",
      "investigation",
      "remediation",
      "verification",
    ]);
    expect(() => move(told, "resolution")).toThrow(/comes with resolving it/);
    expect(() => move(told, "detection")).toThrow(/in Detection already/);
  });

  it("counts open criteria of every stage that is passed over [LIFE-2]", () => {
    const { incident } = declaredIncident();
    expect(openCriteria("remediation", incident, {}, world).map(({ stage, id }) => `${stage}/${id}`)).toEqual([
      "detection/alert_validated",
      "triage/category_set",
      "assignment/owner_acknowledged",
      "assignment/owner_active",
      "investigation/cause_understood",
    ]);
  });

  it.each([
    ["identified", "remediation"],
    ["monitoring", "verification"],
    ["investigating", "investigation"],
    ["resolved", "resolution"],
    ["Post-mortem", "postmortem"],
    ["TRIAGE", "triage"],
  ])("“%s” means %s [LIFE-1]", (word, stage) => {
    expect(stageMeant(POLICY, word)).toBe(stage);
  });

  it("an unknown stage is answered with those there are [OPS-5]", () => {
    expect(() => stageMeant(POLICY, "party")).toThrow(/The stages are detection, triage/);
  });
});
