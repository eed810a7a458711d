import { describe, expect, it } from "vitest";
import type { TriggerId } from "../../../src/config/index.ts";
import { acknowledgePage, escalate, openEscalations, pagePeople } from "../../../src/core/escalation/index.ts";
import { type Entry, person } from "../../../src/core/ledger/index.ts";
import { product } from "../../../src/core/product.ts";
import { DANA, ELI, HOUR, MIA, MINUTE, START, takes, VirtualDay } from "../reminders/virtual-day.ts";
import { BACKUP, ON_CALL, only } from "./triggers/watched.ts";

/** Nobody but who is on call, first and second, stands on the ladder; they change at midnight. */
function declaredAt(startAt: number, ...triggers: readonly TriggerId[]): VirtualDay {
  const policy = only(...triggers);
  return new VirtualDay({
    startAt,
    policy: { ...policy, escalation: { ...policy.escalation, pageOnDeclare: ["sev1"] } },
  });
}

interface Paged {
  readonly label: string;
  readonly userIds: readonly string[];
  readonly isLate?: boolean;
}

/** Entries of this kind were checked when they were written. */
const asPaged = ({ data }: Entry) => data as Paged;

const clock = (at: number): string => new Date(at).toISOString().slice(11, 16);

/** "14:05 U0BACKUP1 Secondary on call" */
const paged = ({ entries }: VirtualDay): string[] =>
  entries.flatMap((entry) => {
    if (entry.kind !== "paged") return [];
    const { label, userIds, isLate } = asPaged(entry);
    return [`${clock(entry.at)} ${userIds.join("+")} ${label}${isLate ? ", late" : ""}`];
  });

const toldAt = ({ entries }: VirtualDay, kind: string): string[] =>
  entries
    .filter((entry) => entry.kind === kind)
    .map((entry) => `${clock(entry.at)} ${product.tell(entry)?.text ?? ""}`);

const byName = (userId: string) => ({ userIds: [userId], userGroups: [], rotations: [], label: "Called by name" });

const FIRST = [`14:00 ${ON_CALL} On-call engineer`, `14:05 ${BACKUP} Secondary on call`];

describe("a ladder that was climbed in vain [ESC-2]", () => {
  it("comes to an end that is told once, after the last have had their time", () => {
    const day = declaredAt(START);
    day.pass(3 * HOUR);
    expect(paged(day)).toEqual(FIRST);
    expect(toldAt(day, "ladder_exhausted")).toEqual([
      "14:10 Everybody on the ladder who can be called was called, and nobody has taken it",
    ]);
    expect(day.effects.filter(({ kind }) => kind === "tell_exhausted")).toHaveLength(1);
  });

  it("begins again with the first when a rule asks for people, once, and says why", () => {
    const day = declaredAt(START, "openLong");
    day.pass(4 * HOUR);
    expect(paged(day)).toEqual([...FIRST, `16:00 ${ON_CALL} On-call engineer`, `16:05 ${BACKUP} Secondary on call`]);
    expect(toldAt(day, "escalation_raised").at(-1)).toBe(
      "16:00 Escalated by rule “open long”: Open for 2 h. Nobody had answered, so the ladder begins again (round 2)",
    );
    expect(toldAt(day, "ladder_exhausted")).toHaveLength(2);
    expect(openEscalations(day.incident)).toHaveLength(1);
  });

  it("begins again when a person asks, and the pages of before stay good", () => {
    const day = declaredAt(START);
    day.pass(20 * MINUTE);
    day.decide(escalate({ userId: DANA, why: "still burning" }));
    expect(paged(day).slice(2)).toEqual([`14:20 ${ON_CALL} On-call engineer`]);
    day.decide(acknowledgePage({ userId: BACKUP, page: "e1-2" }));
    day.pass(HOUR);
    expect(paged(day)).toHaveLength(3);
  });

  it("begins again for a person only once everybody was called: before that, the next is", () => {
    const day = declaredAt(START);
    day.pass(MINUTE);
    const kinds = () => day.decide(escalate({ userId: DANA, why: "now" })).map(({ kind }) => kind);
    expect(kinds()).toContain("paged");
    expect(kinds()).toContain("ladder_exhausted");
    expect(kinds()).toContain("paged");
    expect(paged(day).map((line) => line.slice(6, 15))).toEqual([ON_CALL, BACKUP, ON_CALL]);
  });
});

describe("somebody comes on call while the ladder is climbed [ESC-2] [ESC-4]", () => {
  const MIDNIGHT = Date.UTC(2026, 2, 13);

  it("they are called at the next step, once, and the record says why", () => {
    const day = declaredAt(MIDNIGHT - 2 * MINUTE);
    day.pass(HOUR);
    const [first, late, ...more] = paged(day);
    expect(first?.slice(0, 5)).toBe("23:58");
    expect(late).toMatch(/^00:03 .* On-call engineer, late$/);
    expect([first?.slice(6, 15), late?.slice(6, 15)].sort()).toEqual([BACKUP, ON_CALL]);
    expect(more).toEqual([]);
    expect(toldAt(day, "paged").at(-1)).toContain("(on this rung only since it was called)");
    expect(toldAt(day, "ladder_exhausted").map((line) => line.slice(0, 5))).toEqual(["00:08"]);
  });

  it("nobody is called anew where nobody changed", () => {
    const day = declaredAt(START);
    day.pass(HOUR);
    expect(paged(day).filter((line) => line.endsWith("late"))).toEqual([]);
  });
});

describe("people called by name do not answer [ESC-2]", () => {
  it("of two such calls one goes up the ladder: nobody is called twice for both", () => {
    const day = new VirtualDay({ policy: only() });
    day.decide(pagePeople({ userId: DANA, why: "look at the queue", to: byName(MIA) }));
    day.decide(pagePeople({ userId: DANA, why: "look at the disk", to: byName(ELI) }));
    day.pass(HOUR);
    expect(paged(day).slice(2)).toEqual([`14:05 ${ON_CALL} On-call engineer`, `14:10 ${BACKUP} Secondary on call`]);
    expect(toldAt(day, "escalation_raised").at(-1)).toContain("14:05 The ladder goes on for a page: look at the disk");
  });

  it("nor when the ladder is called already, or is called by hand meanwhile", () => {
    const day = declaredAt(START);
    day.pass(MINUTE);
    day.decide(pagePeople({ userId: DANA, why: "look at the queue", to: byName(MIA) }));
    day.pass(HOUR);
    expect(paged(day).filter((line) => line.includes(ON_CALL))).toHaveLength(1);
    const later = new VirtualDay({ policy: only() });
    later.decide(pagePeople({ userId: DANA, why: "look at the queue", to: byName(MIA) }));
    later.pass(6 * MINUTE);
    later.decide(escalate({ userId: ELI, why: "now" }));
    later.pass(2 * MINUTE);
    expect(paged(later).slice(1)).toEqual([`14:05 ${ON_CALL} On-call engineer`, `14:06 ${BACKUP} Secondary on call`]);
  });
});

describe("a call that a person asked for [ESC-2]", () => {
  it.each<[string, (day: VirtualDay) => unknown]>([
    [
      "whoever was called acknowledges the incident",
      (day) => day.write({ kind: "acknowledged", by: person(ON_CALL), data: {} }),
    ],
    ["somebody else takes command", (day) => day.write(takes(ELI, "commander"))],
  ])("stops when %s", (_, act) => {
    const day = declaredAt(START);
    day.pass(MINUTE);
    day.decide(escalate({ userId: DANA, why: "help" }));
    day.pass(MINUTE);
    act(day);
    expect(openEscalations(day.incident)).toEqual([]);
    day.pass(HOUR);
    expect(paged(day)).toHaveLength(2);
  });
});
