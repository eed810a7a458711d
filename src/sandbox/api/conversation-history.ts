import { z } from "zod";
import { SlackError } from "../workspace/index.ts";
import { messageJson } from "../workspace/shapes.ts";
import type { Channel, Message } from "../workspace/types.ts";
import { seen } from "./conversations.ts";
import { type Call, historyScope, method } from "./method.ts";
import { pageOf } from "./pages.ts";
import { channel, flag, pages, required, text } from "./params.ts";

const range = {
  oldest: text.optional(),
  latest: text.optional(),
  inclusive: flag.default(false),
  include_all_metadata: flag.default(false),
};

interface Range {
  oldest?: string;
  latest?: string;
  inclusive: boolean;
}

/** Microseconds, so that no digit is lost; "now" and "" mean no bound. */
function micros(ts: string | undefined, code: string): number | undefined {
  if (ts === undefined || ts === "" || ts === "now") return undefined;
  if (!/^\d{1,13}(\.\d{1,6})?$/.test(ts)) throw new SlackError(code);
  const [seconds, fraction = ""] = ts.split(".");
  return Number(seconds) * 1_000_000 + Number(fraction.padEnd(6, "0"));
}

function within({ oldest, latest, inclusive }: Range): (message: Message) => boolean {
  const from = micros(oldest, "invalid_ts_oldest");
  const to = micros(latest, "invalid_ts_latest");
  return ({ ts }) => {
    const at = micros(ts, "invalid_ts") ?? 0;
    const afterStart = from === undefined || at > from || (inclusive && at === from);
    const beforeEnd = to === undefined || at < to || (inclusive && at === to);
    return afterStart && beforeEnd;
  };
}

function readable(call: Call, channelId: string): Channel {
  const found = seen(call, channelId, historyScope);
  if (!found.members.has(call.by)) throw new SlackError("not_in_channel");
  return found;
}

const newestFirst = { most: 999, startsAt: (ts: string, start: string) => ts <= start };
const oldestFirst = { usual: 1000, startsAt: (ts: string, start: string) => ts >= start };

const history = method({
  tier: "tier3",
  params: z.object({ ...channel, ...pages, ...range }),
  handle({ channel: channelId, include_all_metadata, cursor, limit, ...bounds }, call) {
    const found = readable(call, channelId);
    const { workspace } = call;
    const matching = workspace.messages.history(channelId).filter(within(bounds)).reverse();
    const { items, nextCursor } = pageOf(matching, (message) => message.ts, { cursor, limit }, newestFirst);
    return {
      messages: items.map((message) => messageJson(workspace.state, message, include_all_metadata)),
      has_more: nextCursor !== "",
      pin_count: found.pins.length,
      ...(nextCursor ? { response_metadata: { next_cursor: nextCursor } } : {}),
    };
  },
});

const replies = method({
  tier: "tier3",
  params: z.object({ ...channel, ...pages, ...range, ts: required }),
  handle({ channel: channelId, ts, include_all_metadata, cursor, limit, ...bounds }, call) {
    readable(call, channelId);
    const { workspace } = call;
    const asked = workspace.messages.find(channelId, ts);
    if (!asked) throw new SlackError("thread_not_found");
    const inside = within(bounds);
    const rest = workspace.messages.replies(channelId, ts).filter((message) => message.ts !== ts && inside(message));
    const { items, nextCursor } = pageOf(rest, (message) => message.ts, { cursor, limit }, oldestFirst);
    return {
      messages: [asked, ...items].map((message) => messageJson(workspace.state, message, include_all_metadata)),
      has_more: nextCursor !== "",
      ...(nextCursor ? { response_metadata: { next_cursor: nextCursor } } : {}),
    };
  },
});

export const conversationHistory = {
  "conversations.history": history,
  "conversations.replies": replies,
};
