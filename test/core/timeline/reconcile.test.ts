import { describe, expect, it } from "vitest";
import type { Entry } from "../../../src/core/ledger/index.ts";
import {
  hearDeletion,
  hearEdit,
  hearMessage,
  hearMove,
  hearReaction,
  markedKeys,
  type RecordedMessage,
  reconcile,
  type SeenMessage,
  type Snapshot,
} from "../../../src/core/timeline/index.ts";
import { CHANNEL, NOON, recordOf, says, ts } from "./record-of.ts";

const sees = (seconds: number, text: string, more: Partial<SeenMessage> = {}): SeenMessage => ({
  ...says(seconds, text),
  reactions: [],
  ...more,
});

const snapshot = (messages: readonly SeenMessage[], more: Partial<Snapshot> = {}): Snapshot => ({
  channelId: CHANNEL,
  readAt: (NOON + 1_000) * 1_000,
  oldestTs: "0",
  threads: [],
  messages,
  tombstones: [],
  moves: [],
  notices: [],
  ...more,
});

const recorded = (seconds: number, text: string, more: Partial<RecordedMessage> = {}): RecordedMessage => ({
  ts: ts(seconds),
  text,
  editedTs: undefined,
  ...more,
});

const kinds = (entries: readonly Entry[]) => entries.map(({ kind }) => kind);

describe("what was missed while away", () => {
  it("is filled in by the order of time, at Slack's own times [TL-6]", async () => {
    const told = await recordOf([hearMessage(says(1, "before"))]);
    const reply = sees(30, "in a thread", { threadTs: ts(1) });
    const found = snapshot([sees(1, "before"), sees(40, "later"), sees(20, "sooner"), reply], { threads: [ts(1)] });
    const added = await told.record(reconcile([recorded(1, "before")], found));
    expect(added.map(({ at, data }) => [at, data])).toMatchObject([
      [(NOON + 20) * 1_000, { text: "sooner" }],
      [(NOON + 30) * 1_000, { text: "in a thread", threadTs: ts(1) }],
      [(NOON + 40) * 1_000, { text: "later" }],
    ]);
  });

  it("is nothing when nothing was missed [TL-6]", async () => {
    const told = await recordOf([
      hearMessage(says(1, "a")),
      hearEdit({ before: says(1, "a"), after: { ...says(1, "b"), editedTs: ts(4) } }),
      hearReaction({ channelId: CHANNEL, ts: ts(1), userId: "U2", emoji: "mag", eventTs: ts(5), isOn: true }),
      hearMove({ channelId: CHANNEL, userId: "U2", at: (NOON + 2) * 1_000, isIn: true }),
    ]);
    const same = sees(1, "b", { editedTs: ts(4), reactions: [{ emoji: "mag", userIds: ["U2"] }] });
    const moves = [{ channelId: CHANNEL, userId: "U2", at: (NOON + 3) * 1_000, isIn: true }];
    expect(await told.record(reconcile([recorded(1, "b", { editedTs: ts(4) })], snapshot([same], { moves })))).toEqual(
      [],
    );
  });

  it("tells of edits with the words that were known [TL-6]", async () => {
    const told = await recordOf([hearMessage(says(1, "old"))]);
    const added = await told.record(reconcile([recorded(1, "old")], snapshot([sees(1, "new", { editedTs: ts(9) })])));
    expect(added).toMatchObject([
      { kind: "message_edited", at: (NOON + 9) * 1_000, data: { before: "old", text: "new" } },
    ]);
  });

  it("tells of deletions in the channel, in threads and of parents, and drops the words [TL-6]", async () => {
    const all = [says(1, "first"), says(2, "gone"), says(3, "parent"), says(4, "reply gone", { threadTs: ts(1) })];
    const told = await recordOf(all.map(hearMessage));
    const known = all.map((message) => ({
      ts: message.ts,
      threadTs: message.threadTs,
      text: message.text,
      editedTs: undefined,
    }));
    const found = snapshot([sees(1, "first")], { threads: [ts(1)], tombstones: [ts(3)] });
    const added = await told.record(reconcile(known, found));
    expect(added.map(({ kind, data }) => [kind, data])).toEqual([
      ["message_deleted", { ts: ts(2) }],
      ["message_deleted", { ts: ts(3) }],
      ["message_deleted", { ts: ts(4) }],
    ]);
    expect(await told.store.searchEntries("gone", undefined, 5)).toEqual([]);
  });

  it("takes nothing for deleted that was not read, or that retention took away [TL-6]", async () => {
    const all = [says(1, "too old"), says(2, "retained"), says(9, "reply", { threadTs: ts(2) })];
    const told = await recordOf(all.map(hearMessage));
    const known = all.map((message) => ({
      ts: message.ts,
      threadTs: message.threadTs,
      text: message.text,
      editedTs: undefined,
    }));
    expect(await told.record(reconcile(known, snapshot([sees(2, "retained")])))).toEqual([]);
    expect(await told.record(reconcile(known, snapshot([sees(5, "x")], { oldestTs: ts(4) })))).toHaveLength(1);
  });

  it("finds marks that came and went, and a late event of the same mark adds nothing [TL-6] [TL-3]", async () => {
    const told = await recordOf([
      hearMessage(says(1, "a")),
      hearMessage(says(2, "b")),
      hearReaction({ channelId: CHANNEL, ts: ts(2), userId: "U2", emoji: "bulb", eventTs: ts(5), isOn: true }),
    ]);
    const found = snapshot([
      sees(1, "a", {
        reactions: [
          { emoji: "mag", userIds: ["U3"] },
          { emoji: "tada", userIds: ["U3"] },
        ],
      }),
      sees(2, "b"),
    ]);
    const added = await told.record(reconcile([recorded(1, "a"), recorded(2, "b")], found));
    expect(kinds(added)).toEqual(["reaction_added", "reaction_removed"]);
    const late = { channelId: CHANNEL, ts: ts(1), userId: "U3", emoji: "mag", eventTs: ts(500), isOn: true };
    expect(await told.record(hearReaction(late))).toEqual([]);
    const again = await told.record(reconcile([recorded(1, "a"), recorded(2, "b")], found));
    expect(again).toEqual([]);
  });

  it("does not undo what was heard while it was being read [TL-6]", async () => {
    const mark = { channelId: CHANNEL, ts: ts(1), userId: "U2", emoji: "mag", eventTs: ts(2_000) };
    const told = await recordOf([
      hearMessage(says(1, "a")),
      hearReaction({ ...mark, isOn: true }),
      hearDeletion({ channelId: CHANNEL, ts: ts(3), at: (NOON + 2_000) * 1_000 }),
    ]);
    const added = await told.record(
      reconcile([recorded(1, "a")], snapshot([sees(1, "a"), sees(3, "deleted meanwhile")])),
    );
    expect(added.map(({ kind, isRedacted }) => [kind, isRedacted])).toEqual([["message_said", false]]);
    expect(JSON.stringify(await told.store.entriesOf(1))).not.toContain("deleted meanwhile");
    const row = await told.store.incident(1);
    expect(markedKeys(JSON.parse(row?.state ?? "{}").timeline)).toHaveLength(1);
  });
});
