import { describe, expect, it } from "vitest";
import { withDerivedTimes } from "../../../src/core/incidents/index.ts";
import type { NewEntry } from "../../../src/core/ledger/index.ts";
import { declaredIncident, MINUTE, START } from "./told.ts";

const ts = (ms: number): string => (ms / 1000).toFixed(6);

const reaction = (kind: "reaction_added" | "reaction_removed", mark: string, atMs: number): NewEntry => ({
  kind,
  by: "person:UALEX",
  at: atMs,
  about: "message/C1/1.000001",
  data: { emoji: mark, mark, eventTs: ts(atMs) },
});

const moved = (before: string, stage: string, atMs: number): NewEntry => ({
  kind: "stage_changed",
  by: "person:UALEX",
  at: atMs,
  data: { before, stage, skipped: [] },
});

const minute = (count: number): number => START + count * MINUTE;

describe("the times that marks tell of [LIFE-4]", () => {
  it.each([
    ["no mark", [], {}],
    ["a root cause marked", [reaction("reaction_added", "root_cause", minute(5))], { identified: minute(5) }],
    [
      "a mark taken away again",
      [reaction("reaction_added", "root_cause", minute(5)), reaction("reaction_removed", "root_cause", minute(6))],
      {},
    ],
    [
      "its removal heard before it",
      [reaction("reaction_removed", "root_cause", minute(6)), reaction("reaction_added", "root_cause", minute(5))],
      {},
    ],
    [
      "the stage moved after the mark",
      [reaction("reaction_added", "root_cause", minute(5)), moved("detection", "remediation", minute(9))],
      { identified: minute(5) },
    ],
    [
      "the stage moved before the mark",
      [moved("detection", "remediation", minute(3)), reaction("reaction_added", "root_cause", minute(5))],
      { identified: minute(3) },
    ],
    [
      "a time that a person put right",
      [
        reaction("reaction_added", "root_cause", minute(5)),
        { kind: "time_corrected", by: "person:UALEX", data: { moment: "identified", time: minute(2) } },
      ],
      { identified: minute(2) },
    ],
    ["a fix confirmed", [reaction("reaction_added", "fix_confirmed", minute(8))], { mitigated: minute(8) }],
    [
      "a fix confirmed before the incident was reopened",
      [
        reaction("reaction_added", "fix_confirmed", minute(8)),
        { kind: "reopened", by: "person:UALEX", at: minute(20), data: { text: "again" } },
      ],
      {},
    ],
  ] satisfies [string, NewEntry[], object][])("%s", (_name, entries, expected) => {
    const told = declaredIncident({});
    told.step(() => entries);
    const { identified, mitigated } = withDerivedTimes(told.incident).facts.times;
    const known = Object.entries({ identified, mitigated }).filter(([, at]) => at !== undefined);
    expect(Object.fromEntries(known)).toEqual(expected);
  });
});
