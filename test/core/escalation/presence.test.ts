import { describe, expect, it } from "vitest";
import {
  acknowledgePage,
  escalate,
  openEscalations,
  pagePeople,
  passPage,
} from "../../../src/core/escalation/index.ts";
import { type Entry, type NewEntry, person } from "../../../src/core/ledger/index.ts";
import { DANA, ELI, MINUTE, START, takes, VirtualDay } from "../reminders/virtual-day.ts";
import { BACKUP, marks, notes, ON_CALL, only, says } from "./triggers/watched.ts";

/** On call since two minutes, without an answer. */
function paged(): VirtualDay {
  const day = new VirtualDay({ policy: { ...only(), escalation: { ...only().escalation, pageOnDeclare: ["sev1"] } } });
  day.pass(2 * MINUTE);
  return day;
}

const isOpen = ({ incident }: VirtualDay): boolean => openEscalations(incident).length > 0;

const acknowledgements = ({ entries }: VirtualDay): Pick<Entry, "by" | "at" | "about" | "data">[] =>
  entries
    .filter(({ kind }) => kind === "page_acknowledged")
    .map(({ by, at, about, data }) => ({ by, at, about, data }));

const NOTICE = { template: "internal", title: "News", audience: "internal", text: "We look into it" };

const update = (userId: string): NewEntry => ({
  kind: "update_posted",
  by: person(userId),
  data: { status: "investigating", text: "We look into it" },
});

describe("whoever was paged and does something is there [ESC-2]", () => {
  it("and the record says of what it was understood, when, and by whom the incident is acknowledged", () => {
    const day = paged();
    const [said] = day.write(says(ON_CALL, "on it"));
    const data = { page: "e1-1", escalation: "e1", shownBy: "words" };
    expect(acknowledgements(day)).toEqual([{ by: person(ON_CALL), at: day.now, about: said?.key, data }]);
    expect(day.incident.facts.acknowledgedBy).toBe(ON_CALL);
  });

  it.each<[string, NewEntry]>([
    ["says something", says(ON_CALL, "on it")],
    ["notes something", notes(ON_CALL, "pool is full")],
    ["marks a message", marks(ON_CALL, "C0INC0012/1", "finding")],
    ["takes a role", takes(ON_CALL, "scribe")],
    ["names somebody for a role", { ...takes(DANA, "tech_lead"), by: person(ON_CALL) }],
    ["posts an update", update(ON_CALL)],
    ["acknowledges the incident", { kind: "acknowledged", by: person(ON_CALL), data: {} }],
  ])("who %s", (_, act) => {
    const day = paged();
    day.write(act);
    expect([isOpen(day), acknowledgements(day).length]).toEqual([false, 1]);
  });

  it.each<[string, NewEntry]>([
    ["others talk", says(DANA, "anybody here?")],
    ["others give them a role", { ...takes(ON_CALL, "tech_lead"), by: person(DANA) }],
    ["they said it before they were paged", says(ON_CALL, "lunch", START - MINUTE)],
    ["they ask for more people by a mark", marks(ON_CALL, "C0INC0012/1", "escalation_asked", "rotating_light")],
    ["an app speaks in their channel", { ...says(ON_CALL, "deployed"), by: "app:Deployer" }],
    [
      "it was said in an incident that was merged into this one",
      { ...says(ON_CALL, "hm"), data: { ...Object(says(ON_CALL, "hm").data), from: { incidentId: 3, seq: 4 } } },
    ],
    [
      "the mark was only found after being away",
      {
        ...marks(ON_CALL, "C0INC0012/1", "finding"),
        data: { emoji: "mag", mark: "finding", eventTs: "1773324060.000100", isRead: true },
      },
    ],
  ])("but not when %s", (_, act) => {
    const day = paged();
    day.write(act);
    expect([isOpen(day), acknowledgements(day)]).toEqual([true, []]);
  });

  it("also with words that Slack tells of late: from the moment at which they were said", () => {
    const day = paged();
    const saidAt = day.now;
    day.pass(10 * MINUTE);
    day.write(says(ON_CALL, "on it", saidAt));
    expect(acknowledgements(day)).toMatchObject([{ at: saidAt, data: { page: "e1-1" } }]);
    expect(day.incident.facts.times.acknowledged).toBe(saidAt);
  });

  it("for every call of theirs that is open, and for none that was passed on", () => {
    const day = paged();
    const to = { userIds: [ON_CALL], userGroups: [], rotations: [], label: "Called by name" };
    day.decide(pagePeople({ userId: DANA, why: "look at the queue", to }));
    day.decide(passPage({ userId: ON_CALL, page: "e1-1" }));
    day.pass(MINUTE);
    day.write(says(ON_CALL, "only for the queue"));
    expect(acknowledgements(day).map(({ data }) => data)).toMatchObject([{ page: "e2-1" }]);
    expect(openEscalations(day.incident).map(({ id }) => id)).toEqual(["e1"]);
  });
});

describe("whoever was not called [ESC-2]", () => {
  it("acknowledges nothing by working in the second in which the ladder is owed", () => {
    const day = new VirtualDay({
      policy: { ...only(), escalation: { ...only().escalation, pageOnDeclare: ["sev1"] } },
    });
    day.write(update(DANA));
    day.pass(MINUTE);
    expect([isOpen(day), day.incident.facts.acknowledgedBy]).toEqual([true, undefined]);
  });

  it.each<[string, NewEntry]>([
    ["an update", update(DANA)],
    ["a severity", { kind: "severity_changed", by: person(DANA), data: { before: "sev1", severity: "sev2" } }],
    ["a stage", { kind: "stage_changed", by: person(DANA), data: { before: "triage", stage: "investigation" } }],
    ["a tick", { kind: "criterion_ticked", by: person(DANA), data: { criterion: "alert_validated", isMet: true } }],
    ["a notice", { kind: "notice_sent", by: person(DANA), data: NOTICE }],
    ["command for another", { ...takes(ELI, "commander"), by: person(DANA) }],
  ])("acknowledges by %s where nobody is called, and not while somebody is", (_, act) => {
    const [day, alone] = [paged(), new VirtualDay({ policy: only() })];
    day.write(act);
    alone.write(act);
    expect([isOpen(day), day.incident.facts.acknowledgedBy]).toEqual([true, undefined]);
    expect(alone.incident.facts.acknowledgedBy).toBe(DANA);
  });

  it("does not end what they asked for themselves", () => {
    const day = paged();
    day.decide(escalate({ userId: DANA, why: "help" }));
    day.write(takes(DANA, "commander"));
    expect(isOpen(day)).toBe(true);
    day.write(takes(ELI, "commander"));
    expect(isOpen(day)).toBe(false);
  });
});

describe("what was understood can be taken back [ESC-2]", () => {
  it("by Pass on, which calls the next at once; an acknowledgement that was pressed cannot", () => {
    const day = paged();
    day.write(says(ON_CALL, "on a train"));
    day.decide(passPage({ userId: ON_CALL, page: "e1-1" }));
    const pages = Object.values(day.incident.escalation.pages);
    expect(pages.map(({ id, calls }) => [id, calls[0]?.userIds])).toEqual([
      ["e1-1", [ON_CALL]],
      ["e1-2", [BACKUP]],
    ]);
    day.pass(MINUTE);
    expect(isOpen(day)).toBe(true);
    day.decide(acknowledgePage({ userId: BACKUP, page: "e1-2" }));
    expect(isOpen(day)).toBe(false);
    expect(() => passPage({ userId: BACKUP, page: "e1-2" })(day.incident, day.world)).toThrow("This call is over");
  });
});

describe("an incident in which people work [ESC-1] [UPD-3]", () => {
  const sent = (day: VirtualDay, rule: string) =>
    day.entries.filter(({ kind, data }) => kind === "reminder_sent" && Object(data).rule === rule);

  it.each<[string, NewEntry[], number]>([
    ["nobody does anything", [], 1],
    ["somebody asks", [says(ELI, "any news?")], 1],
    ["somebody holds a role", [takes(ELI, "scribe")], 0],
    ["somebody noted a finding", [notes(ELI, "the pool is full")], 0],
  ])("is not said to have been taken up by nobody: %s", (_, acts, times) => {
    const day = new VirtualDay({ policy: only() });
    day.pass(MINUTE);
    day.write(...acts);
    day.pass(9 * MINUTE);
    expect(sent(day, "unacknowledged")).toHaveLength(times);
  });
});
