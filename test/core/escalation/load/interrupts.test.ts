import { describe, expect, it } from "vitest";
import { interruptsOf } from "../../../../src/core/escalation/index.ts";
import { type NewEntry, person } from "../../../../src/core/ledger/index.ts";
import { type Incident, product } from "../../../../src/core/product.ts";
import { at, declared } from "../../postmortems/story.ts";

const MINUTE = 60_000;

const record = (...entries: NewEntry[]): Incident =>
  entries.reduce((incident, entry) => {
    const { kind, by, at: ms = 0, about } = entry;
    const seq = incident.version + 1;
    const stored = { incidentId: 1, seq, kind, by, key: String(seq), about, at: ms, recordedAt: ms };
    return product.fold(incident, { ...stored, data: product.checked(entry), hash: "", isRedacted: false });
  }, product.blank(1));

const raised: NewEntry = {
  kind: "escalation_raised",
  by: "sitrep",
  at: at("14:00"),
  data: { id: "e1", how: "declared", reason: "SEV-1", endsOn: [], severity: "sev1" },
};

const paged = (time: string, page: string, userIds: string[], until?: string, userGroups: string[] = []): NewEntry => ({
  kind: "paged",
  by: "sitrep",
  at: at(time),
  data: { page, escalation: "e1", label: page, userIds, userGroups, ...(until && { until: at(until) }) },
});

const told = (time: string, kind: string, by: NewEntry["by"], data: object): NewEntry => ({
  kind,
  by,
  at: at(time),
  data,
});

const acknowledged = (time: string, userId: string, page: string) =>
  told(time, "page_acknowledged", person(userId), { page, escalation: "e1" });

/** Of each page: who, and in minutes how long it took, or how else it went. */
function outcomes(now: string, ...entries: NewEntry[]): string[] {
  return interruptsOf(record(declared("13:59"), raised, ...entries), at(now)).map(
    ({ userId, isUnanswered, acknowledgedAfterMs }) => {
      const how = acknowledgedAfterMs === undefined ? "not needed" : `${acknowledgedAfterMs / MINUTE} min`;
      return `${userId} ${isUnanswered ? "unanswered" : how}`;
    },
  );
}

const FIRST = paged("14:00", "p1", ["KIM"], "14:05");
const SECOND = paged("14:05", "p2", ["ALEX", "SAM"], "14:10");

describe("what came of a page [ESC-7]", () => {
  it.each<[string, string, NewEntry[], string[]]>([
    ["acknowledged in time", "15:00", [FIRST, acknowledged("14:03", "KIM", "p1")], ["KIM 3 min"]],
    [
      "the next in line acknowledges: the first was unanswered, who was paged beside them was not needed",
      "15:00",
      [FIRST, SECOND, acknowledged("14:07", "SAM", "p2")],
      ["KIM unanswered", "ALEX not needed", "SAM 2 min"],
    ],
    [
      "acknowledged after the next was called: late, but answered",
      "15:00",
      [FIRST, SECOND, acknowledged("14:09", "KIM", "p1")],
      ["KIM 9 min", "ALEX not needed", "SAM not needed"],
    ],
    [
      "passed on is answered",
      "15:00",
      [FIRST, told("14:01", "page_passed", person("KIM"), { page: "p1", escalation: "e1" })],
      ["KIM not needed"],
    ],
    [
      "needless before its time was over",
      "15:00",
      [FIRST, told("14:02", "escalation_ended", "sitrep", { id: "e1", why: "commander" })],
      ["KIM not needed"],
    ],
    ["still ringing", "14:04", [FIRST], ["KIM not needed"]],
    ["rung out", "14:05", [FIRST], ["KIM unanswered"]],
    [
      "the last of all, when the ladder is exhausted",
      "15:00",
      [paged("14:00", "p1", ["LEE"]), told("14:30", "ladder_exhausted", "sitrep", { escalation: "e1" })],
      ["LEE unanswered"],
    ],
    [
      "members of a user group, from when they were found",
      "15:00",
      [
        paged("14:00", "p1", [], "14:05", ["S1"]),
        told("14:02", "group_found", "sitrep", { page: "p1", group: "S1", userIds: ["KIM"] }),
        acknowledged("14:03", "KIM", "p1"),
      ],
      ["KIM 1 min"],
    ],
  ])("%s", (_what, now, entries, expected) => {
    expect(outcomes(now, ...entries)).toEqual(expected);
  });

  it("counts nothing of a drill", () => {
    const drill = record(declared("13:59", { isDrill: true }), raised, FIRST);
    expect(interruptsOf(drill, at("15:00"))).toEqual([]);
  });
});
