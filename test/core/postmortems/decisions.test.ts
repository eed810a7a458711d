import { describe, expect, it } from "vitest";
import type { NewEntry } from "../../../src/core/ledger/index.ts";
import {
  addAction,
  changeAction,
  dropAction,
  finishAction,
  movePostmortem,
  openActionsOf,
  postmortemDueAt,
  redraft,
  reopenAction,
  syncFollowUp,
  writeSection,
} from "../../../src/core/postmortems/index.ts";
import { at, declared, marked, policy, product, resolved, said, story } from "./story.ts";

const now = at("16:00");
const world = { policy, now };
const drafted: NewEntry = { kind: "postmortem_drafted", by: "sitrep", at: at("15:20"), data: {} };
const moved = (before: string, state: string): NewEntry => ({
  kind: "postmortem_moved",
  by: "person:U1",
  at: at("15:30"),
  data: { before, state },
});
const added = (more: object = {}): NewEntry => ({
  kind: "action_added",
  by: "person:U1",
  at: at("15:00"),
  data: { id: "a9", text: "Raise pool size", ...more },
});
const incidentOf = (...news: NewEntry[]) => story([declared("14:00"), ...news]).incident;
const over = resolved("15:20");
const dueTimers = (...news: NewEntry[]) =>
  product.timers(incidentOf(...news), world).filter(({ kind }) => kind === "postmortem_draft");

describe("when a post-mortem is drafted", () => {
  it("is due the moment an incident is resolved, and once [PM-1]", () => {
    const [timer] = dueTimers(over);
    expect(timer).toEqual({ key: "postmortem/draft", kind: "postmortem_draft", at: at("15:20") });
    if (!timer) throw new Error("no timer");
    expect(product.onTimer(timer)(incidentOf(over), world)).toEqual([
      { kind: "postmortem_drafted", by: "sitrep", data: {}, at: now },
    ]);
    expect(dueTimers(over, drafted)).toEqual([]);
    expect(product.onTimer(timer)(incidentOf(over, drafted), world)).toEqual([]);
  });

  it.each([
    ["is open", []],
    ["was cancelled", [{ kind: "cancelled", by: "person:U1", data: { text: "no" } }]],
    ["was reopened", [over, { kind: "reopened", by: "person:U1", data: { text: "again" } }]],
    [
      "has a severity that needs none",
      [{ kind: "severity_changed", by: "person:U1", data: { before: "sev2", severity: "sev4" } }, over],
    ],
  ] satisfies [string, NewEntry[]][])("is not drafted by itself while the incident %s [PM-1]", (_what, news) => {
    expect(dueTimers(...news)).toEqual([]);
  });

  it("is drafted on request where the policy needs none [PM-1]", () => {
    const incident = incidentOf(
      { kind: "severity_changed", by: "person:U1", data: { before: "sev2", severity: "sev4" } },
      over,
    );
    expect(redraft({ userId: "U1" })(incident, world)).toEqual([
      { kind: "postmortem_drafted", by: "person:U1", data: {} },
    ]);
  });

  it("is due 72 hours after the resolution at SEV-2 [PM-2]", () => {
    expect(postmortemDueAt(incidentOf(over), policy)).toBe(at("15:20") + 72 * 3_600_000);
    expect(postmortemDueAt(incidentOf(), policy)).toBeUndefined();
  });

  it("says why there can be no draft yet [PM-1]", () => {
    expect(() => redraft({ userId: "U1" })(incidentOf(), world)).toThrow("#12 is still open.");
    expect(() => redraft({ userId: "U1" })(incidentOf(over, drafted, moved("draft", "published")), world)).toThrow(
      "published",
    );
  });
});

describe("writing a section", () => {
  const write = (text: string, shown = "", section = "lessons") => writeSection({ userId: "U1", section, text, shown });

  it("keeps the person's words with the words before [PM-2]", () => {
    expect(write("  Use canaries ")(incidentOf(over, drafted), world)).toEqual([
      {
        kind: "section_written",
        by: "person:U1",
        data: { section: "lessons", before: undefined, text: "Use canaries" },
      },
    ]);
  });

  it("leaves a section that was not changed to the draft [PM-7]", () => {
    expect(write("As drafted", "As drafted\n")(incidentOf(over, drafted), world)).toEqual([]);
  });

  it("gives an emptied section back to the draft [PM-7]", () => {
    const before: NewEntry = { kind: "section_written", by: "person:U1", data: { section: "lessons", text: "x" } };
    const [entry] = write("", "x")(incidentOf(over, drafted, before), world);
    if (!entry) throw new Error("nothing was decided");
    expect(incidentOf(over, drafted, before, entry).postmortem.sections).toEqual({});
  });

  it("masks secrets before they are stored [TL-7]", () => {
    const [entry] = write("key was AKIAIOSFODNN7EXAMPLE")(incidentOf(over, drafted), world);
    expect(JSON.stringify(entry)).not.toContain("AKIAIOSFODNN7EXAMPLE");
  });

  it("refuses parts that are read from the record, and a published one [PM-2]", () => {
    expect(() => write("x", "", "timeline")(incidentOf(over, drafted), world)).toThrow("read from the record");
    expect(() => write("x")(incidentOf(over, drafted, moved("draft", "published")), world)).toThrow(
      "Move it back to review",
    );
    expect(() => write("x")(incidentOf(over), world)).toThrow("no post-mortem yet");
  });
});

describe("publishing", () => {
  it.each([
    ["draft", "in_review"],
    ["draft", "published"],
    ["in_review", "draft"],
    ["in_review", "published"],
    ["published", "in_review"],
  ] as const)("moves from %s to %s [PM-2]", (before, state) => {
    const incident = incidentOf(over, drafted, ...(before === "draft" ? [] : [moved("draft", before)]));
    expect(movePostmortem({ userId: "U1", state })(incident, world)).toEqual([
      { kind: "postmortem_moved", by: "person:U1", data: { before, state } },
    ]);
  });

  it("tells the second person that it is done [PM-2]", () => {
    const incident = incidentOf(over, drafted, moved("draft", "published"));
    expect(() => movePostmortem({ userId: "U2", state: "published" })(incident, world)).toThrow(
      "It is published already.",
    );
    expect(() => movePostmortem({ userId: "U2", state: "draft" })(incident, world)).toThrow("Move it back to review.");
  });

  it("begins a new draft when the incident is resolved again [INC-6]", () => {
    const again = incidentOf(
      over,
      drafted,
      moved("draft", "published"),
      { kind: "reopened", by: "person:U1", data: { text: "x" } },
      resolved("16:00"),
      drafted,
    );
    expect(again.postmortem.state).toBe("draft");
    expect(again.postmortem.publishedAt).toBeUndefined();
    expect(Object.values(again.postmortem.actions).map(({ text }) => text)).toEqual(["Alert on pool exhaustion"]);
  });
});

describe("action items", () => {
  const input = { userId: "U1", text: " Raise  pool size ", ownerId: "U3", dueAt: now + 1 };

  it("are added with owner and date, on one line [PM-4]", () => {
    expect(addAction(input)(incidentOf(), world)).toEqual([
      {
        kind: "action_added",
        by: "person:U1",
        data: { id: "a2", text: "Raise pool size", ownerId: "U3", dueAt: now + 1 },
      },
    ]);
  });

  it.each([
    [{ ...input, text: " " }, "Say what is to be done."],
    [{ ...input, text: "x".repeat(301) }, "Use at most 300 characters; this has 301."],
    [{ ...input, dueAt: now }, "That date is past."],
  ])("are refused with a sentence [PM-4]", (wrong, sentence) => {
    expect(() => addAction(wrong)(incidentOf(), world)).toThrow(sentence);
  });

  it("change only in what was changed, and lose owner and date again [PM-4]", () => {
    const incident = incidentOf(added({ ownerId: "U3", dueAt: now + 5 }));
    const change = changeAction({
      userId: "U1",
      id: "a9",
      text: "Raise pool size",
      ownerId: undefined,
      dueAt: undefined,
    });
    const [entry] = change(incident, world);
    expect(entry?.data).toEqual({ id: "a9", ownerId: null, dueAt: null });
    if (!entry) throw new Error("nothing was decided");
    expect(incidentOf(added({ ownerId: "U3", dueAt: now + 5 }), entry).postmortem.actions.a9).toMatchObject({
      text: "Raise pool size",
      ownerId: undefined,
      dueAt: undefined,
    });
    expect(
      changeAction({ userId: "U1", id: "a9", text: "Raise pool size", ownerId: "U3", dueAt: now + 5 })(incident, world),
    ).toEqual([]);
  });

  it("are done once, and can be reopened and dropped [PM-4]", () => {
    const done: NewEntry = { kind: "action_done", by: "person:U1", at: now, data: { id: "a9" } };
    const one = { userId: "U1", id: "a9" };
    expect(finishAction(one)(incidentOf(added()), world)).toEqual([
      { kind: "action_done", by: "person:U1", data: { id: "a9", text: "Raise pool size" } },
    ]);
    expect(() => finishAction(one)(incidentOf(added(), done), world)).toThrow("done already");
    expect(openActionsOf(incidentOf(added(), done))).toEqual([]);
    expect(reopenAction(one)(incidentOf(added(), done), world)).toHaveLength(1);
    expect(dropAction(one)(incidentOf(added()), world)).toHaveLength(1);
    expect(() => dropAction({ userId: "U1", id: "constructor" })(incidentOf(added()), world)).toThrow(
      "That action item is gone.",
    );
  });

  it("are named on the timeline [TL-5]", () => {
    const { entries } = story([
      declared("14:00"),
      { kind: "action_done", by: "person:U1", data: { id: "a9", text: "Raise it" } },
    ]);
    expect(entries.map((entry) => product.tell(entry)?.text).at(-1)).toBe("@{U1} finished the action item “Raise it”");
  });

  it("come out of the follow-ups of a resolution, each once [LIFE-3]", () => {
    const incident = incidentOf(resolved("15:20", { followUps: ["One", " Two ", "", "One"] }));
    expect(Object.values(incident.postmortem.actions).map(({ text }) => text)).toEqual(["One", "Two"]);
  });
});

describe("a message that is marked as a follow-up", () => {
  const message = said("14:05", "person:U3", "We need a canary", "1.1");
  const mark = marked("14:06", "follow_up", "1.1");
  const unmark: NewEntry = {
    ...mark,
    kind: "reaction_removed",
    at: at("14:08"),
    data: { emoji: "follow_up", mark: "follow_up", eventTs: "2" },
  };
  const sync = syncFollowUp({ messageKey: "message/C1/1.1", text: "We need a canary" });
  const fromMark = added({ id: "m4", text: "We need a canary", from: "message/C1/1.1" });

  it("asks for its action item to be looked at, as it is marked and unmarked [TL-3]", () => {
    const { incident, entries } = story([declared("14:00"), message, mark]);
    const effects = entries.flatMap((entry) => product.effects(entry, incident, world));
    expect(effects.filter(({ kind }) => kind === "follow_up_sync")).toEqual([
      expect.objectContaining({
        key: "12/follow_up/message/C1/1.1",
        data: { messageKey: "message/C1/1.1" },
        isLive: true,
      }),
    ]);
  });

  it("becomes one action item, and none for the second person who marks it [TL-3]", () => {
    expect(sync(incidentOf(message, mark), world)).toEqual([
      { kind: "action_added", by: "sitrep", data: { id: "m4", text: "We need a canary", from: "message/C1/1.1" } },
    ]);
    expect(sync(incidentOf(message, mark, fromMark), world)).toEqual([]);
  });

  it("loses it with the mark, unless a person changed it [TL-3]", () => {
    const gone = [{ kind: "action_dropped", by: "sitrep", data: { id: "m4", text: "We need a canary" } }];
    expect(sync(incidentOf(message, mark, fromMark, unmark), world)).toEqual(gone);
    const touched: NewEntry = { kind: "action_changed", by: "person:U1", data: { id: "m4", ownerId: "U3" } };
    expect(sync(incidentOf(message, mark, fromMark, touched, unmark), world)).toEqual([]);
  });
});

describe("what a change redraws", () => {
  const posted: NewEntry = { kind: "postmortem_posted", by: "sitrep", at: now, data: { as: "canvas", fileId: "F1" } };
  const redrawn = (...news: NewEntry[]) => {
    const before = incidentOf(over, drafted, posted);
    const { entries } = story([declared("14:00"), over, drafted, posted, ...news]);
    const after = entries.slice(before.version).reduce((incident, entry) => product.fold(incident, entry), before);
    return product.onChange(before, after, world).filter(({ kind }) => kind === "postmortem_show");
  };

  it("shows marks, facts and action items anew, but not every message [PM-2]", () => {
    expect(redrawn(added())).toHaveLength(1);
    expect(redrawn(said("16:00", "person:U1", "hello", "9.9"))).toEqual([]);
  });
});
