import { describe, expect, it } from "vitest";
import { shippedPolicy, type TriggerId } from "../../../../src/config/index.ts";
import { TRIGGERS } from "../../../../src/core/escalation/triggers/table.ts";
import { type NewEntry, person } from "../../../../src/core/ledger/index.ts";
import { DANA, ELI, HOUR, MIA, MINUTE, takes, type VirtualDay } from "../../reminders/virtual-day.ts";
import {
  acknowledges,
  assesses,
  dayWith,
  firedIn,
  impact,
  marks,
  notes,
  only,
  says,
  services,
  stage,
} from "./watched.ts";

interface Case {
  readonly trigger: TriggerId;
  readonly declared?: object;
  /** What brings it about. */
  readonly when: readonly (NewEntry | number)[];
  readonly minute: number;
  readonly evidence: string;
  readonly act?: "ask";
  /** What looks like it, and is none. */
  readonly butNot: readonly (NewEntry | number)[];
  readonly butDeclared?: object;
}

const alert = says(ELI, "look at this graph");
const marked = says(ELI, "customers asked for a date, twice");
const update: NewEntry = {
  kind: "update_posted",
  by: person(DANA),
  data: { status: "investigating", text: "Still looking", isNothingNew: false },
};
const resolved: NewEntry = {
  kind: "resolved",
  by: person(DANA),
  data: { fix: "rollback", impact: "", isRestored: true, areMetricsNormal: true, doUsersConfirm: true, followUps: [] },
};

/** Each row: what fires it, to the minute and with its evidence; and what rightly leaves it quiet. */
const CASES: readonly Case[] = [
  {
    trigger: "responseTime",
    when: [says(ELI, "checkout is down")],
    minute: 5,
    evidence: "nobody acknowledged within 5 min",
    butNot: [4 * MINUTE, acknowledges(ELI)],
  },
  {
    trigger: "unresolved",
    when: [acknowledges(ELI), update],
    minute: 30,
    evidence: "SEV-1 and not resolved after 30 min",
    butNot: [acknowledges(ELI), 29 * MINUTE, stage("remediation", "verification")],
  },
  {
    trigger: "openLong",
    when: [acknowledges(ELI), update],
    minute: 120,
    evidence: "open for 2 h",
    butNot: [119 * MINUTE, resolved],
  },
  {
    trigger: "noProgress",
    when: [10 * MINUTE, update, says(ELI, "talk is no progress")],
    minute: 40,
    evidence: "no change of status, finding, action or update for 30 min",
    butNot: [alert, ...[29, 25, 25, 25, 25].flatMap((minutes, turn) => [minutes * MINUTE, ...progress(turn)])],
  },
  {
    trigger: "ownerSilent",
    when: [takes(DANA, "commander"), 3 * MINUTE, says(ELI, `@{${DANA}} may I roll back?`)],
    minute: 13,
    evidence: "the commander was asked and has been silent for 10 min",
    butNot: [
      takes(DANA, "commander"),
      says(ELI, `thanks @{${DANA}}`),
      says(ELI, `@{${MIA}} may I roll back?`),
      says(ELI, `@{${DANA}} may I roll back?`),
      9 * MINUTE,
      says(DANA, "yes"),
    ],
  },
  {
    trigger: "impactGrew",
    declared: { services: ["checkout"] },
    when: [7 * MINUTE, services(["checkout"], ["checkout", "search"])],
    minute: 7,
    evidence: "the impact grew: another service (search)",
    butNot: [services(["checkout"], []), impact("about 300 users"), impact("about 310 users", "about 300 users")],
    butDeclared: { services: ["checkout"] },
  },
  {
    trigger: "manyUsers",
    when: [2 * MINUTE, impact("1,200 users cannot pay")],
    minute: 2,
    evidence: "1,200 users are hit (more than 1,000)",
    butNot: [impact("1,000 users cannot pay, 30 % of customers see errors, since 14:05 on 2026-03-12")],
  },
  {
    trigger: "muchRevenue",
    when: [assesses({ business: { revenue: 12_500 } })],
    minute: 0,
    evidence: "12,500 of revenue is lost (more than 10,000)",
    butNot: [impact("20000 orders, $9,999 lost"), assesses({ business: { revenue: 10_000 } })],
  },
  {
    trigger: "severalServices",
    when: [services([], ["a", "b"]), MINUTE, services(["a", "b"], ["a", "b", "c"])],
    minute: 6,
    evidence: "3 services have been hit for 5 min: a, b and c",
    butNot: [services([], ["a", "b", "c"]), 4 * MINUTE, services(["a", "b", "c"], ["a", "b"])],
  },
  {
    trigger: "fixFailed",
    when: [stage("remediation", "verification"), 5 * MINUTE, stage("verification", "investigation")],
    minute: 7,
    evidence: "the fix did not hold: it was taken back from verification",
    butNot: [stage("investigation", "remediation"), stage("remediation", "investigation")],
  },
  {
    trigger: "vendorFailure",
    declared: { category: "third-party" },
    when: [],
    minute: 0,
    evidence: "the incident's category is “third-party”",
    butNot: [notes(ELI, "the vendor says all is well")],
    butDeclared: { category: "network" },
  },
  {
    trigger: "customerAsks",
    when: [marked, marks(MIA, marked.key ?? "", "key_event")],
    minute: 0,
    evidence: "“customers asked” was noted or marked, which speaks of a customer who asks",
    butNot: [notes(ELI, "customers can log in"), notes(ELI, "no customer asked so far")],
  },
  {
    trigger: "exposure",
    declared: { title: "Customer emails leaked by export" },
    when: [],
    minute: 0,
    evidence: "“emails leaked” in its description speaks of a breach or exposure",
    butNot: [
      notes(ELI, "this is not a data breach"),
      notes(ELI, "SLA breach: the threshold was breached because memory leaked"),
    ],
  },
  {
    trigger: "regulatory",
    when: [assesses({ business: { isRegulatoryRisk: true } })],
    minute: 0,
    evidence: "a regulator may have to be told",
    butNot: [assesses({}), notes(ELI, "pcie errors on the host, soxpipe is fine")],
  },
  {
    trigger: "reputation",
    when: [MINUTE, notes(ELI, "a journalist called the front desk")],
    minute: 16,
    evidence: "“journalist” was noted or marked, which speaks of a reputational risk",
    butNot: [notes(ELI, "press enter to retry"), notes(ELI, "latency is trending up since the Twitter login broke")],
  },
  {
    trigger: "dataLoss",
    when: [says(ELI, "I think we have data loss in orders")],
    minute: 0,
    evidence: "“data loss” was said, which may mean a loss of data",
    act: "ask",
    butNot: [
      says(ELI, "data loss is ruled out"),
      says(ELI, "there is no sign of data loss"),
      notes(ELI, "without data loss"),
    ],
  },
];

function progress(turn: number): NewEntry[] {
  const steps: NewEntry[][] = [
    [marks(ELI, alert.key ?? "", "finding", "mag", "1773325740.000100")],
    [stage("detection", "triage")],
    [notes(ELI, "failover started")],
    [{ kind: "severity_changed", by: person(DANA), data: { before: "sev1", severity: "sev1" } }],
    [update],
  ];
  return steps[turn] ?? [];
}

function play(day: VirtualDay, steps: readonly (NewEntry | number)[]): void {
  day.pass(0);
  for (const step of steps) {
    if (typeof step === "number") day.pass(step);
    else day.write(step);
  }
}

it("every trigger of the policy stands in this table, firing and quiet [ESC-1]", () => {
  const { triggers } = shippedPolicy().escalation;
  expect([...new Set(CASES.map(({ trigger }) => trigger))].sort()).toEqual(Object.keys(triggers).sort());
  expect(TRIGGERS.map(({ id }) => id).sort()).toEqual(Object.keys(triggers).sort());
});

describe.each(CASES)(
  "the trigger $trigger",
  ({ trigger, declared, when, minute, evidence, act, butNot, butDeclared }) => {
    it("fires once, to the minute, and says why [ESC-1]", () => {
      const day = dayWith(only(trigger), { declared: declared ?? {} });
      play(day, when);
      day.pass(20 * MINUTE + Math.max(0, minute) * MINUTE);
      const [first, ...others] = firedIn(day);
      expect(first).toMatchObject({ trigger, evidence, act: act ?? "page" });
      expect(first?.minute).toBeCloseTo(minute, 3);
      expect(others.filter(({ cause }) => cause === first?.cause)).toEqual([]);
    });

    it("is quiet where it only looks like it [ESC-1]", () => {
      const day = dayWith(only(trigger), { declared: butDeclared ?? {} });
      play(day, butNot);
      day.pass(trigger === "responseTime" || trigger === "unresolved" || trigger === "openLong" ? HOUR : 19 * MINUTE);
      expect(firedIn(day)).toEqual([]);
    });

    it("is quiet when the policy switches it off [ESC-1]", () => {
      const day = dayWith(only(), { declared: declared ?? {} });
      play(day, when);
      day.pass(3 * HOUR);
      expect(firedIn(day)).toEqual([]);
      expect(day.entries.filter(({ kind }) => kind === "sign_seen" || kind === "escalation_raised")).toEqual([]);
    });

    it.each([
      ["a drill", { isDrill: true }],
      ["declared after the fact", { isRetrospective: true, startedAt: 0 }],
    ])("calls nobody to what is %s [ESC-1]", (_what, kind) => {
      const day = dayWith(only(trigger), { declared: { ...declared, ...kind } });
      play(day, when);
      day.pass(3 * HOUR);
      expect(firedIn(day)).toEqual([]);
    });
  },
);
