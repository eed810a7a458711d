import { describe, expect, it } from "vitest";
import type { TriggerId } from "../../../src/config/index.ts";
import { SITREP } from "../../../src/core/ledger/index.ts";
import { firedIn, only } from "../escalation/triggers/watched.ts";
import { HOUR, reminderLines, START, VirtualDay } from "./virtual-day.ts";

const RULES = ["unacknowledged", "unpaged", "no_commander", "unclaimed_roles", "update"];

function policyWith(...triggers: readonly TriggerId[]) {
  const quiet = only(...triggers);
  const { noCommander } = quiet.reminders;
  return { ...quiet, reminders: { ...quiet.reminders, noCommander: { ...noCommander, enabled: true } } };
}

/** What is asked for and what fires in the hour after it became a SEV-1 at 14:00. */
function hourOf(day: VirtualDay) {
  const entries = day.pass(HOUR);
  const fired = firedIn(day).filter(({ minute }) => minute >= 0);
  return { asked: reminderLines(entries, RULES), fired: fired.map(({ trigger, minute }) => `${trigger} ${minute}`) };
}

describe("a severity that was raised [RANK-1] [UPD-3] [ESC-1]", () => {
  it.each<[string, TriggerId[], string[], string[]]>([
    ["every reminder", [], RULES, []],
    ["every trigger of time", ["responseTime", "unresolved"], ["update"], ["responseTime", "unresolved"]],
  ])("times %s as if it had been declared then", (_, triggers, asked, fired) => {
    const policy = policyWith(...triggers);
    const declared = new VirtualDay({ policy });
    const raised = new VirtualDay({ policy, startAt: START - 3 * HOUR, declared: { severity: "sev4" } });
    raised.pass(3 * HOUR);
    raised.write({ kind: "severity_changed", by: SITREP, data: { before: "sev4", severity: "sev1" } });
    const expected = hourOf(declared);
    expect(expected.asked.map((line) => line.split(/[ /]/)[1])).toEqual(expect.arrayContaining(asked));
    expect(expected.fired.map((line) => line.split(" ")[0])).toEqual(fired);
    expect(hourOf(raised)).toEqual(expected);
  });
});
