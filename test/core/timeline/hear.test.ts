import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shippedPolicy } from "../../../src/config/index.ts";
import {
  hearDeletion,
  hearEdit,
  hearMessage,
  hearMove,
  hearNotice,
  hearReaction,
  marksOn,
  messageKey,
  timelineLines,
} from "../../../src/core/timeline/index.ts";
import { CHANNEL, facts, type Heard, NOON, product, recordOf, says, ts } from "./record-of.ts";

const edit = (seconds: number, before: string, after: string, editedAt: number, editedBefore?: number): Heard =>
  hearEdit({
    before: says(seconds, before, editedBefore === undefined ? {} : { editedTs: ts(editedBefore) }),
    after: { ...says(seconds, after), editedTs: ts(editedAt) },
  });

const react = (seconds: number, emoji: string, userId: string, at: number, isOn = true): Heard =>
  hearReaction({ channelId: CHANNEL, ts: ts(seconds), userId, emoji, eventTs: ts(at), isOn });

const move = (userId: string, at: number, isIn: boolean): Heard =>
  hearMove({ channelId: CHANNEL, userId, at: (NOON + at) * 1_000, isIn });

const said = messageKey(CHANNEL, ts(1));

describe("what is said", () => {
  it("is recorded with author, time of Slack, thread, address and files [TL-2]", async () => {
    const file = { id: "F1", name: "graph.png", permalink: "https://acme.slack.com/files/F1" };
    const message = says(1, "look", { threadTs: ts(0), permalink: "https://acme.slack.com/p1", files: [file] });
    const { entries } = await recordOf([hearMessage(message)]);
    expect(entries.at(-1)).toMatchObject({
      kind: "message_said",
      by: "person:U1",
      at: (NOON + 1) * 1_000,
      data: { ts: ts(1), threadTs: ts(0), text: "look", permalink: "https://acme.slack.com/p1", files: [file] },
    });
  });

  it("keeps both texts of an edit, and reads as it was last edited [TL-2]", async () => {
    const { entries } = await recordOf([hearMessage(says(1, "10 errors")), edit(1, "10 errors", "100 errors", 5)]);
    expect(entries.at(-1)).toMatchObject({ about: said, data: { before: "10 errors", text: "100 errors" } });
    const [line] = timelineLines(entries, product.tell).filter(({ key }) => key === said);
    expect(line).toMatchObject({ text: "@{U1}: 100 errors", isEdited: true });
  });

  it("marks a deletion and drops the words of the message and of its edits [TL-2]", async () => {
    const told = await recordOf([
      hearMessage(says(1, "the secret plan")),
      edit(1, "the secret plan", "a secret plan", 5),
      hearDeletion({ channelId: CHANNEL, ts: ts(1), at: (NOON + 9) * 1_000 }),
    ]);
    expect(JSON.stringify(told.entries)).not.toContain("plan");
    expect(await told.store.searchEntries("plan", undefined, 5)).toEqual([]);
    const [line] = timelineLines(told.entries, product.tell).filter(({ key }) => key === said);
    expect(line).toMatchObject({ text: "@{U1}: (text removed)", isDeleted: true });
  });

  it("keeps the words of a deleted message where the policy says so [TL-2]", async () => {
    const policy = { ...shippedPolicy(), messages: { deletedText: "keep" as const, maskSecrets: true } };
    const deletion = hearDeletion({ channelId: CHANNEL, ts: ts(1), at: (NOON + 9) * 1_000 });
    const { entries } = await recordOf([hearMessage(says(1, "the plan")), deletion], policy);
    expect(JSON.stringify(entries)).toContain("the plan");
  });
});

describe("marks", () => {
  const marks = async (...decisions: Heard[]) =>
    marksOn((await recordOf([hearMessage(says(1, "x")), ...decisions])).incident.timeline, said);

  it.each([
    ["pushpin", "key_event"],
    ["mag", "finding"],
    ["bulb", "root_cause"],
    ["wrench", "action_taken"],
    ["white_check_mark", "fix_confirmed"],
    ["warning", "impact"],
    ["fast_forward", "follow_up"],
    ["+1::skin-tone-3", "went_well"],
    ["-1", "went_poorly"],
    ["rotating_light", "escalation_asked"],
  ])("reads :%s: as %s [TL-3]", async (emoji, mark) => {
    expect(await marks(react(1, emoji, "U2", 2))).toEqual([mark]);
  });

  it("stand until the last person takes them off [TL-3]", async () => {
    const both = [react(1, "bulb", "U2", 2), react(1, "bulb", "U3", 3)];
    expect(await marks(...both, react(1, "bulb", "U2", 4, false))).toEqual(["root_cause"]);
    expect(await marks(...both, react(1, "bulb", "U2", 4, false), react(1, "bulb", "U3", 5, false))).toEqual([]);
  });

  it("of other emoji, also such as `constructor`, are none [TL-3]", async () => {
    expect(await marks(react(1, "tada", "U2", 2), react(1, "constructor", "U2", 2))).toEqual([]);
  });

  it("are confirmed when the first one comes and when the last one goes, by one live deed [TL-3]", async () => {
    const told = await recordOf([hearMessage(says(1, "x")), react(1, "bulb", "U2", 2), react(1, "mag", "U3", 3)]);
    const deeds = await told.store.claimDeeds(Number.MAX_SAFE_INTEGER, 10);
    expect(deeds.map(({ kind, key }) => [kind, key])).toEqual([["confirm_mark", `1/mark/${CHANNEL}/${ts(1)}`]]);
  });

  it("bring their message along when the record does not have it [TL-3]", async () => {
    const message = says(1, "older");
    const reaction = { channelId: CHANNEL, ts: ts(1), userId: "U2", emoji: "mag", eventTs: ts(7), isOn: true, message };
    const { entries } = await recordOf([hearReaction(reaction)]);
    expect(entries.slice(1).map(({ kind }) => kind)).toEqual(["message_said", "reaction_added"]);
  });
});

describe("people and the channel", () => {
  it("counts one joining once, though Slack tells of it in two ways at two times [TL-2]", async () => {
    const { entries, incident } = await recordOf([move("U5", 10, true), move("U5", 11, true), move("U5", 300, false)]);
    expect(entries.slice(1).map(({ kind }) => kind)).toEqual(["person_joined", "person_left"]);
    expect(incident.timeline.members).toEqual([]);
  });

  it("records topic and name [TL-2]", async () => {
    const by = "person:U1" as const;
    const { entries } = await recordOf([
      hearNotice({ kind: "topic", channelId: CHANNEL, ts: ts(1), by, text: "SEV-2 checkout" }),
      hearNotice({ kind: "name", channelId: CHANNEL, ts: ts(2), by, text: "inc-1-checkout" }),
    ]);
    expect(entries.slice(1).map((entry) => product.tell(entry)?.text)).toEqual([
      "@{U1} set the topic: SEV-2 checkout",
      "@{U1} renamed the channel to #inc-1-checkout",
    ]);
  });
});

describe("secrets", () => {
  it("never reach the file, and their author is told once [TL-7]", async () => {
    const token = "ghp_abcdefghijklmnopqrstuvwxyz0123456789";
    const message = hearMessage(says(1, `use ${token}`));
    const told = await recordOf([message, message, edit(1, `use ${token}`, `use ${token} now`, 5)]);
    expect(JSON.stringify(told.entries)).not.toContain(token);
    const deeds = await told.store.claimDeeds(Number.MAX_SAFE_INTEGER, 10);
    expect(deeds.map(({ kind, data }) => [kind, JSON.parse(data)])).toEqual([
      ["tell_masked", { userId: "U1", kinds: ["GitHub token"], place: { channelId: CHANNEL, ts: ts(1) } }],
    ]);
  });

  it("stay where the policy does not mask [TL-7]", async () => {
    const policy = { ...shippedPolicy(), messages: { deletedText: "drop" as const, maskSecrets: false } };
    const { entries } = await recordOf([hearMessage(says(1, "password=hunter22"))], policy);
    expect(JSON.stringify(entries)).toContain("hunter22");
  });
});

describe("news in any order", () => {
  const news: readonly Heard[] = [
    hearMessage(says(1, "10 errors")),
    hearMessage(says(2, "a reply", { threadTs: ts(1), by: "person:U2" })),
    edit(1, "10 errors", "100 errors", 5),
    edit(1, "100 errors", "1000 errors", 6, 5),
    react(1, "mag", "U2", 7),
    react(1, "mag", "U2", 8, false),
    react(1, "mag", "U2", 9),
    hearMessage(says(3, "to be deleted")),
    edit(3, "to be deleted", "still to be deleted", 10),
    hearDeletion({ channelId: CHANNEL, ts: ts(3), at: (NOON + 11) * 1_000 }),
    move("U5", 20, true),
    move("U5", 200, false),
    move("U5", 400, true),
  ];

  it("and told several times leaves the same record [TL-6]", { timeout: 60_000 }, async () => {
    const calm = await recordOf(news);
    const orders = fc.shuffledSubarray([...news, ...news], { minLength: 2 * news.length, maxLength: 2 * news.length });
    await fc.assert(
      fc.asyncProperty(orders, async (order) => {
        const stormy = await recordOf(order);
        expect(facts(stormy)).toEqual(facts(calm));
        const { members, reactions, deleted, messageCount } = stormy.incident.timeline;
        expect({ members, reactions, deleted, messageCount }).toEqual({
          members: calm.incident.timeline.members,
          reactions: calm.incident.timeline.reactions,
          deleted: calm.incident.timeline.deleted,
          messageCount: calm.incident.timeline.messageCount,
        });
      }),
      { numRuns: 25 },
    );
  });
});
