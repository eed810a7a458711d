import { describe, expect, it } from "vitest";
import { type Policy, shippedPolicy } from "../../../src/config/index.ts";
import { type Effect, person, SITREP } from "../../../src/core/ledger/index.ts";
import {
  nextUpdateDueAt,
  postNothingNew,
  postUpdate,
  requestUpdate,
  setVerbosity,
  speakerOf,
  stakeholderChannels,
  subscribe,
  unsubscribe,
} from "../../../src/core/updates/index.ts";
import { DANA, ELI, MIA, MINUTE, STAFF, START, takes, VirtualDay } from "../reminders/virtual-day.ts";

const shipped = shippedPolicy();

/** The shipped policy with channels for two audiences of SEV-1. */
const policy: Policy = {
  ...shipped,
  audiences: shipped.audiences.map((audience) =>
    ["executives", "support_leads"].includes(audience.id)
      ? { ...audience, channels: ["exec-room", "C0SHARED01"] }
      : audience,
  ),
};

const places = (effects: readonly Effect[]) => effects.map(({ kind, lane }) => `${kind} in ${lane}`);

function started(declared: object = {}): VirtualDay {
  const day = new VirtualDay({ policy, declared });
  day.write(...STAFF);
  day.effects.length = 0;
  return day;
}

describe("posting an update", () => {
  it("keeps what was said and promises the next one by the rhythm [UPD-1]", () => {
    const day = started();
    const [entry] = day.decide(
      postUpdate({ userId: ELI, situation: " 5 % of checkouts fail. ", actionsTaken: "Rolled back", nextSteps: " " }),
    );
    expect(entry).toMatchObject({
      kind: "update_posted",
      by: person(ELI),
      data: {
        status: "investigating",
        text: "5 % of checkouts fail.",
        actionsTaken: "Rolled back",
        nextSteps: undefined,
        nextUpdateAt: START + 15 * MINUTE,
        isNothingNew: false,
      },
    });
  });

  it("goes to the channel, the announcement, subscribers and each stakeholder channel, in lanes of their own [UPD-1]", () => {
    const day = started();
    day.decide(postUpdate({ userId: ELI, situation: "Rolling back." }));
    expect(places(day.effects)).toEqual(
      expect.arrayContaining([
        "post_update in 12/channel",
        "thread_update in 12/announcement",
        "address_update in 12/address",
        "share_update in share/exec-room",
        "share_update in share/C0SHARED01",
      ]),
    );
  });

  it("of a private incident stays inside it [INC-4]", () => {
    const day = started({ isPrivate: true });
    day.decide(postUpdate({ userId: ELI, situation: "Keys rotated." }));
    const kinds = day.effects.map(({ kind }) => kind).filter((kind) => kind.endsWith("_update"));
    expect(kinds).toEqual(["post_update", "address_update"]);
  });

  it("of a drill does not reach stakeholders [DRILL-1]", () => {
    expect(stakeholderChannels(started({ isDrill: true }).incident, policy)).toEqual([]);
  });

  it("writes one deed for each subscriber, in that person's lane [UPD-7]", () => {
    const day = started();
    day.write({ kind: "update_addressed", by: SITREP, about: "7", data: { userIds: [DANA, MIA] } });
    expect(places(day.effects)).toEqual([`send_update in dm/${DANA}`, `send_update in dm/${MIA}`]);
  });

  it.each([
    ["identified", "remediation"],
    ["monitoring", "verification"],
  ] as const)("as %s moves the incident to %s, and says what was skipped [UPD-1]", (status, stage) => {
    const day = started();
    const [moved, posted] = day.decide(postUpdate({ userId: ELI, status, situation: "Moving on." }));
    expect(moved).toMatchObject({ kind: "stage_changed", data: { before: "detection", stage } });
    expect(posted).toMatchObject({ kind: "update_posted", data: { status } });
    expect(day.incident.facts.stage).toBe(stage);
  });

  it("as what it is already moves nothing [UPD-1]", () => {
    const entries = started().decide(postUpdate({ userId: ELI, status: "investigating", situation: "Looking." }));
    expect(entries.map(({ kind }) => kind)).toEqual(["update_posted"]);
  });

  it("masks secrets before they are stored [TL-7]", () => {
    const day = started();
    day.decide(postUpdate({ userId: ELI, situation: "The token xoxb-123456789012-abcdefghijklmnop leaked." }));
    expect(day.incident.updates.last?.situation).not.toContain("abcdefghijklmnop");
  });

  it.each([
    [{ situation: "  " }, "situation", "what the situation is"],
    [{ situation: "Over.", status: "resolved" as const }, "status", "/incident resolve"],
    [{ situation: "Soon.", nextUpdateAt: START - MINUTE }, "next_update", "future"],
  ])("refuses %o under its field [UPD-1]", (input, field, words) => {
    const day = started();
    const post = () => day.decide(postUpdate({ userId: ELI, ...input }));
    expect(post).toThrow(expect.objectContaining({ field, message: expect.stringContaining(words) }));
  });

  it("is refused once the incident was cancelled, and nothing new once it is over", () => {
    const day = started();
    day.write({ kind: "cancelled", by: person(DANA), data: { text: "" } });
    expect(() => day.decide(postUpdate({ userId: ELI, situation: "?" }))).toThrow("cancelled");
    expect(() => day.decide(postNothingNew({ userId: ELI }))).toThrow("cancelled");
    expect(nextUpdateDueAt(day.incident, policy)).toBeUndefined();
  });
});

describe("asking for an update", () => {
  const questions = (day: VirtualDay) =>
    day.effects.filter(({ kind }) => kind === "ask_for_update").map(({ key }) => key);

  it("gathers all who ask into one live question [UPD-6]", () => {
    const day = started();
    for (const userId of [MIA, DANA, MIA]) day.decide(requestUpdate({ userId }));
    expect(day.incident.updates.requestedBy).toEqual([MIA, DANA]);
    expect(new Set(questions(day))).toEqual(new Set(["12/ask/0"]));
    expect(day.effects.every(({ kind, isLive }) => kind !== "ask_for_update" || isLive)).toBe(true);
  });

  it("is answered by the next update, and asked anew after it [UPD-6]", () => {
    const day = started();
    day.decide(requestUpdate({ userId: MIA }));
    day.write({ kind: "question_posted", by: SITREP, data: { round: 0, channelId: "D0ELI0001", ts: "1.1" } });
    day.effects.length = 0;
    day.decide(postUpdate({ userId: ELI, situation: "Rolling back." }));
    expect(questions(day)).toEqual(["12/ask/0"]);
    expect(day.incident.updates.requestedBy).toEqual([]);
    day.decide(requestUpdate({ userId: MIA }));
    expect(questions(day)).toEqual(["12/ask/0", "12/ask/1"]);
  });

  it("shows the answer also when that came before the question stood there [UPD-6]", () => {
    const day = started();
    day.decide(requestUpdate({ userId: MIA }));
    day.decide(postUpdate({ userId: ELI, situation: "Rolling back." }));
    day.effects.length = 0;
    day.write({ kind: "question_posted", by: SITREP, data: { round: 0, channelId: "D0ELI0001", ts: "1.1" } });
    expect(questions(day)).toEqual(["12/ask/0"]);
  });

  it("asks the communications lead, else the commander, else nobody in particular [UPD-6]", () => {
    const day = new VirtualDay({ policy });
    expect(speakerOf(day.incident)).toBeUndefined();
    day.write(takes(DANA, "commander"));
    expect(speakerOf(day.incident)).toBe(DANA);
    day.write(takes(ELI, "communications_lead"));
    expect(speakerOf(day.incident)).toBe(ELI);
  });

  it("never asks who may not know of a private incident [INC-4]", () => {
    const day = new VirtualDay({ policy, declared: { isPrivate: true } });
    day.write(takes(ELI, "communications_lead"));
    expect(speakerOf(day.incident)).toBeUndefined();
  });
});

describe("subscribing and verbosity", () => {
  it("change something once [UPD-7]", () => {
    const day = started();
    expect(day.decide(subscribe({ userId: MIA }))).toHaveLength(1);
    expect(day.decide(subscribe({ userId: MIA }))).toEqual([]);
    expect(day.incident.updates.subscribers).toEqual([MIA]);
    expect(day.decide(unsubscribe({ userId: MIA }))).toHaveLength(1);
    expect(day.decide(unsubscribe({ userId: MIA }))).toEqual([]);
    expect(day.decide(setVerbosity({ userId: MIA, verbosity: "silent" }))).toHaveLength(1);
    expect(day.decide(setVerbosity({ userId: MIA, verbosity: "silent" }))).toEqual([]);
  });
});
