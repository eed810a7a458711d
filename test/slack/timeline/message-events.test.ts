import { describe, expect, it } from "vitest";
import { shippedPolicy } from "../../../src/config/index.ts";
import { product } from "../../../src/core/product.ts";
import { readMessageEvent } from "../../../src/slack/timeline/message-events.ts";

const bot = { userId: "UBOT", botId: "BBOT", teamUrl: "https://acme.slack.com/" };
const ts = "1795255200.000100";

/** The entries that an event leads to, as kind and text. */
function heard(event: object): [string, unknown][] {
  const decision = readMessageEvent({ type: "message", channel: "C1", ts, event_ts: ts, ...event }, bot)?.decision;
  const entries = decision?.(product.blank(1), { policy: shippedPolicy(), now: 0 }) ?? [];
  return entries.map(({ kind, data }) => [
    kind,
    data && typeof data === "object" && "text" in data ? data.text : undefined,
  ]);
}

const changed = (previous: object, message: object) => ({
  subtype: "message_changed",
  hidden: true,
  previous_message: { ts, user: "U1", ...previous },
  message: { ts, user: "U1", ...message },
});

describe("message events", () => {
  it.each([
    ["plain words", { user: "U1", text: "hi" }],
    [
      "a reply that is also sent to the channel",
      { user: "U1", text: "hi", subtype: "thread_broadcast", thread_ts: "1.0" },
    ],
    ["a file with words", { user: "U1", text: "hi", subtype: "file_share", files: [{ id: "F1", name: "a.png" }] }],
    ["/me", { user: "U1", text: "hi", subtype: "me_message" }],
    ["an alert of another app", { bot_id: "B2", username: "alerts", text: "hi", subtype: "bot_message" }],
  ])("records %s [TL-2]", (_what, event) => {
    expect(heard(event)).toEqual([["message_said", "hi"]]);
  });

  it.each([
    ["our own post", { user: "UBOT", bot_id: "BBOT", text: "hi" }],
    ["our own post, known by its bot alone", { bot_id: "BBOT", subtype: "bot_message", text: "hi" }],
    ["our own edit", changed({ user: "UBOT", text: "a" }, { user: "UBOT", text: "b", edited: { ts: "2.0" } })],
    ["our own topic", { user: "UBOT", subtype: "channel_topic", topic: "x", text: "set the topic" }],
    ["a preview of a link", changed({ text: "see x.io" }, { text: "see x.io", attachments: [{ title: "X" }] })],
    ["a joining, which has an event of its own", { user: "U1", subtype: "channel_join", text: "has joined" }],
    ["a pinned item", { user: "U1", subtype: "pinned_item", text: "pinned" }],
    [
      "a deletion of our own post",
      { subtype: "message_deleted", deleted_ts: ts, previous_message: { ts, user: "UBOT" } },
    ],
    ["something broken", { ts: 12 }],
  ])("passes over %s [TL-2]", (_what, event) => {
    expect(heard(event)).toEqual([]);
  });

  it("records an edit with the message that it changes [TL-2]", () => {
    expect(heard(changed({ text: "a" }, { text: "b", edited: { ts: "1795255201.0" } }))).toEqual([
      ["message_said", "a"],
      ["message_edited", "b"],
    ]);
  });

  it("records a deletion, also of a parent that leaves a tombstone [TL-2]", () => {
    const previous_message = { ts, user: "U1", text: "a" };
    expect(heard({ subtype: "message_deleted", deleted_ts: ts, previous_message })).toEqual([
      ["message_deleted", undefined],
    ]);
    expect(
      heard(changed({ text: "a" }, { subtype: "tombstone", user: "USLACKBOT", text: "This message was deleted." })),
    ).toEqual([["message_deleted", undefined]]);
  });

  it("records topic and name [TL-2]", () => {
    expect(heard({ user: "U1", subtype: "channel_topic", topic: "SEV-2", text: "set the topic" })).toEqual([
      ["topic_changed", "SEV-2"],
    ]);
    expect(heard({ user: "U1", subtype: "channel_name", name: "inc-2", old_name: "inc-1", text: "renamed" })).toEqual([
      ["channel_renamed", undefined],
    ]);
  });
});
