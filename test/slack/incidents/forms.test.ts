import type { KnownBlock, ModalView } from "@slack/types";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { criteriaOf, movesOf, stageOf } from "../../../src/core/incidents/index.ts";
import { declaration, declareFields, rememberable } from "../../../src/slack/incidents/declare-fields.ts";
import { type DeclareMetadata, PRIVATE_FIELD } from "../../../src/slack/incidents/declare-metadata.ts";
import { archiveWarning } from "../../../src/slack/incidents/views/archive-warning.ts";
import { declareForm } from "../../../src/slack/incidents/views/declare-form.ts";
import { declared } from "../../../src/slack/incidents/views/declared.ts";
import { editForm, timesForm } from "../../../src/slack/incidents/views/edit-form.ts";
import { incidentList } from "../../../src/slack/incidents/views/incident-list.ts";
import { reasonForm } from "../../../src/slack/incidents/views/reason-form.ts";
import { resolveForm } from "../../../src/slack/incidents/views/resolve-form.ts";
import { severityForm } from "../../../src/slack/incidents/views/severity-form.ts";
import { closeForm, moveOnForm } from "../../../src/slack/incidents/views/skip-form.ts";
import { stageChecklist } from "../../../src/slack/incidents/views/stage-checklist.ts";
import { LIMITS } from "../../../src/slack/kit/index.ts";
import { declaredIncident, POLICY, START } from "../../core/incidents/told.ts";
import { checkMessageBlocks, checkView } from "../kit/sandbox-rules.ts";

const HOSTILE = '<!channel> & "quotes" <http://x|y>';
const METADATA: DeclareMetadata = { via: "form", isRetrospective: false };

const Input = z.object({
  type: z.literal("input"),
  label: z.object({ text: z.string() }),
  optional: z.boolean(),
  element: z.object({ options: z.array(z.object({ text: z.object({ text: z.string() }) })).default([]) }),
});

const inputsOf = (view: ModalView) => view.blocks.flatMap((block) => Input.safeParse(block).data ?? []);
const labelsOf = (view: ModalView): string[] => inputsOf(view).map(({ label }) => label.text);

const namesOf = (blocks: readonly KnownBlock[]): string[] =>
  blocks.flatMap((block) =>
    block.type === "actions" ? block.elements.flatMap((each) => (each.type === "button" ? [each.text.text] : [])) : [],
  );

const incident = declaredIncident({ title: HOSTILE, description: HOSTILE.repeat(50) }).incident;
const world = { policy: POLICY, now: START };
const open = criteriaOf(stageOf(POLICY, "verification"), incident, {}, world);
const severity = POLICY.severities[0];

describe("forms", () => {
  it("asks for what SPEC names when an incident is declared [INC-1]", () => {
    const view = declareForm({ policy: POLICY, metadata: METADATA });
    checkView(view);
    expect(labelsOf(view)).toEqual([
      "Title",
      "Severity",
      "Category",
      "Services",
      "Description",
      "Private incident",
      "Drill",
    ]);
    expect(view.submit?.text).toBe("Declare");
    const required = inputsOf(view).filter(({ optional }) => !optional);
    expect(required).toHaveLength(2);
  });

  it("shows each severity with label, name and impact in one line [INC-1]", () => {
    const view = severityForm(POLICY, 1, "sev2");
    checkView(view);
    expect(inputsOf(view)[0]?.element.options.map(({ text }) => text.text)).toEqual([
      "SEV-1 critical: Everyone is down, or data is lost or exposed.",
      "SEV-2 major: Many users, or a critical feature.",
      "SEV-3 moderate: Some users, a non-critical feature.",
      "SEV-4 low: Minimal, and there is a workaround.",
      "SEV-5 info: None yet.",
    ]);
  });

  it("asks for the start of what is over [INC-6]", () => {
    const view = declareForm({ policy: POLICY, metadata: { ...METADATA, isRetrospective: true }, startedAt: START });
    checkView(view);
    expect([view.title.text, labelsOf(view).includes("Started")]).toEqual(["Declare after the fact", true]);
  });

  it("asks for what SPEC names when an incident is resolved [LIFE-3]", () => {
    const view = resolveForm({ incidentId: 1, facts: incident.facts, severity, fix: undefined, open });
    checkView(view);
    expect(labelsOf(view)).toEqual([
      "What fixed it",
      "Root cause",
      "Impact",
      "Service restored",
      "Metrics normal",
      "Users confirm",
      "Follow-ups",
    ]);
    expect(JSON.stringify(view.blocks)).toContain(
      "on record as skipped once you resolve: Metrics are normal; The watch",
    );
  });

  it.each([
    ["edit", editForm(POLICY, 1, incident.facts)],
    ["times", timesForm(1, incident.facts)],
    ["reopen", reasonForm("reopen", { id: 1, title: HOSTILE })],
    ["cancel", reasonForm("cancel", { id: 1, title: HOSTILE })],
    ["move on", moveOnForm(1, { id: "resolution", label: "Resolution" }, open)],
    ["close", closeForm(1, open)],
    [
      "resolve, with everything long",
      resolveForm({ incidentId: 1, facts: incident.facts, severity, fix: "x".repeat(5_000), open }),
    ],
    [
      "declare, with everything long",
      declareForm({ policy: POLICY, metadata: METADATA, title: "x".repeat(5_000), description: HOSTILE.repeat(500) }),
    ],
  ])("%s: Slack takes it, and nothing in it pings [OPS-5]", (_name, view) => {
    expect(() => checkView(view)).not.toThrow();
    expect(JSON.stringify(view.blocks.filter((block) => block.type !== "input"))).not.toContain("<!channel>");
  });

  it("remembers of a message what a form has room for [INC-1]", () => {
    const text = rememberable('"\n'.repeat(4_000));
    const source = {
      channelId: "C0123456789",
      ts: "1773324000.000100",
      text,
      permalink: `https://acme.slack.com/${"x".repeat(120)}`,
    };
    expect(() => declareForm({ policy: POLICY, metadata: { ...METADATA, source } })).not.toThrow();
    expect(text.length).toBeGreaterThan(LIMITS.view.privateMetadata / 4);
  });
});

describe("the declare form, read", () => {
  const values = { title: "Checkout errors", severity: "sev2", services: "checkout, payments", drill: ["drill"] };

  it("is a declaration [INC-1]", () => {
    expect(declaration("UDANA", METADATA, values)).toEqual({
      userId: "UDANA",
      title: "Checkout errors",
      severity: "sev2",
      category: undefined,
      services: ["checkout", "payments"],
      description: undefined,
      isPrivate: undefined,
      isDrill: true,
      isRetrospective: false,
      startedAt: undefined,
      via: "form",
      source: undefined,
    });
  });

  it.each([
    [{ [PRIVATE_FIELD.asked]: ["private"] }, true],
    [{ [PRIVATE_FIELD.asked]: [] }, undefined],
    [{ [PRIVATE_FIELD.byDefault]: ["private"] }, true],
    [{ [PRIVATE_FIELD.byDefault]: [] }, false],
    [{}, undefined],
  ])("%j: private is %s, and what was not asked is left to the category [INC-4]", (ticks, isPrivate) => {
    expect(declareFields({ ...values, ...ticks }).isPrivate).toBe(isPrivate);
  });
});

describe("answers", () => {
  it("tells the declarer what was understood, without a ping [INC-1]", () => {
    const { text, blocks } = declared({ id: 12, facts: incident.facts, policy: POLICY });
    checkMessageBlocks(blocks);
    expect(text).toBe(
      'Declared *#12 &lt;!channel&gt; &amp; "quotes" &lt;http://x|y&gt;* as SEV-2 — the channel follows.',
    );
  });

  it("advises the category that the title speaks for, one press away [RANK-3]", () => {
    const { facts } = declaredIncident({ title: "Postgres deadlocks" }).incident;
    const { text, blocks } = declared({ id: 12, facts, policy: POLICY });
    expect(text).toContain("It reads like *Database* (“postgres”, “deadlock”).");
    expect(namesOf(blocks)).toEqual(["Assess impact", "Set category Database"]);
  });

  it("says that it is private [INC-4]", () => {
    const { facts } = declaredIncident({ category: "security" }).incident;
    expect(declared({ id: 12, facts, policy: POLICY }).text).toContain("only people who are let in may know of it");
  });

  it("shows the checklist of the stage with ticks to make and the way on [LIFE-1]", () => {
    const { facts } = incident;
    const criteria = criteriaOf(stageOf(POLICY, "detection"), incident, {}, world);
    const model = { incidentId: 1, title: HOSTILE, policy: POLICY, stage: facts.stage, isOpen: true };
    const { text, blocks } = stageChecklist({ ...model, criteria, moves: movesOf(facts) });
    checkMessageBlocks(blocks);
    expect(text).toBe(
      '*#1 &lt;!channel&gt; &amp; "quotes" &lt;http://x|y&gt;*\nStage 1 of 8: *Detection* (investigating)\n:white_large_square: The alert or report is real',
    );
    expect(namesOf(blocks)).toEqual(["Move on to Triage"]);
  });

  it("warns of archiving with a button against it [INC-11]", () => {
    const { text, blocks } = archiveWarning({ incidentId: 1, archiveAt: START });
    checkMessageBlocks(blocks);
    expect(text).toContain("<!date^1773324000^");
    expect(namesOf(blocks)).toHaveLength(1);
  });

  it("lists incidents with long hostile titles within Slack's limits [OPS-5]", () => {
    const incidents = Array.from({ length: 20 }, (_, index) => ({
      id: index + 1,
      title: "<&>".repeat(83),
      severityLabel: "SEV-2",
      standing: "Triage",
      isPrivate: index === 0,
      channelId: "C0123456789",
      declaredAt: START,
    }));
    const { blocks } = incidentList({ incidents, isAll: true, hasMore: true });
    checkMessageBlocks(blocks);
    expect(JSON.stringify(blocks)).toContain("Only the newest 20 are shown.");
  });

  it.each([false, true])("says what to do when the list is empty (all: %s) [INC-9]", (isAll) => {
    expect(incidentList({ incidents: [], isAll, hasMore: false }).text).toContain("`/incident` declares one");
  });
});
