import { z } from "zod";
import type { Decision } from "../../core/ledger/index.ts";
import type { Incident } from "../../core/product.ts";
import { hearDeletion, hearEdit, hearMessage, hearNotice, tsToMs } from "../../core/timeline/index.ts";
import { authorOf, type Bot, isOurs, isSaid, SlackMessage, toHeard } from "./slack-message.ts";

const MessageEvent = SlackMessage.extend({
  channel: z.string(),
  event_ts: z.string().optional(),
  message: SlackMessage.optional(),
  previous_message: SlackMessage.optional(),
  deleted_ts: z.string().optional(),
});
type MessageEvent = z.output<typeof MessageEvent>;

export interface HeardEvent {
  readonly channelId: string;
  readonly decision: Decision<Incident>;
}

/** What a message event means for the record; undefined for our own words, previews and Slack's talk. */
export function readMessageEvent(event: unknown, bot: Bot): HeardEvent | undefined {
  const parsed = MessageEvent.safeParse(event);
  if (!parsed.success) return undefined;
  const decision = decisionOf(parsed.data, bot);
  return decision && { channelId: parsed.data.channel, decision };
}

function decisionOf(event: MessageEvent, bot: Bot): Decision<Incident> | undefined {
  switch (event.subtype) {
    case "message_changed":
      return changed(event, bot);
    case "message_deleted":
      return deleted(event, event.deleted_ts, bot);
    default:
      if (isOurs(event, bot)) return undefined;
      return isSaid(event) ? hearMessage(toHeard(event, event.channel, bot)) : noticed(event);
  }
}

function changed(event: MessageEvent, bot: Bot): Decision<Incident> | undefined {
  const { message, previous_message: previous, channel } = event;
  if (!message) return undefined;
  // A parent that is deleted while it has replies stays as a tombstone.
  if (message.subtype === "tombstone") return deleted(event, message.ts, bot);
  if (!previous || !isSaid(message) || isOurs(message, bot)) return undefined;
  const before = toHeard(previous, channel, bot);
  const after = toHeard(message, channel, bot);
  // Previews, pins and replies change a message too, but not its words.
  if (before.text === after.text) return undefined;
  const editedTs = after.editedTs ?? event.event_ts ?? event.ts;
  return hearEdit({ before, after: { ...after, editedTs } });
}

function deleted(event: MessageEvent, ts: string | undefined, bot: Bot): Decision<Incident> | undefined {
  const previous = event.previous_message;
  if (!ts || (previous && (isOurs(previous, bot) || !isSaid(previous)))) return undefined;
  return hearDeletion({ channelId: event.channel, ts, at: tsToMs(event.event_ts ?? event.ts) });
}

/** The channel's own lines: its topic and its name. */
function noticed(event: MessageEvent): Decision<Incident> | undefined {
  const notice = noticeOf(event);
  return notice && hearNotice({ ...notice, channelId: event.channel, ts: event.ts, by: authorOf(event) });
}

/** What a line about the channel says was set; undefined for any other line. */
export function noticeOf(message: SlackMessage): { kind: "topic" | "name"; text: string } | undefined {
  const { subtype } = message;
  if (subtype === "channel_topic" || subtype === "group_topic") return { kind: "topic", text: message.topic ?? "" };
  if ((subtype === "channel_name" || subtype === "group_name") && message.name)
    return { kind: "name", text: message.name };
  return undefined;
}
