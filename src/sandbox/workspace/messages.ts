import { actionIdsFilled } from "../blocks/index.ts";
import { type Feed, messageSubscription } from "./feed.ts";
import { richText } from "./rich-text.ts";
import { channelType, messageJson } from "./shapes.ts";
import { SlackError } from "./slack-error.ts";
import type { State } from "./state.ts";
import type { Block, Channel, Message, MessageContent, NewMessage, Ts } from "./types.ts";

type Json = Record<string, unknown>;

/** What is said in channels, with its threads, edits and deletions. */
export class Messages {
  readonly #state: State;
  readonly #feed: Feed;

  constructor(state: State, feed: Feed) {
    this.#state = state;
    this.#feed = feed;
  }

  /** Says something as a member of the channel. */
  post(input: NewMessage): Message {
    this.#state.openChannelFor(input.userId, input.channelId);
    return this.append(input);
  }

  /** Says something without asking for membership: system messages, `chat:write.public`. */
  append(input: NewMessage): Message {
    const channel = this.#state.channels.get(input.channelId);
    if (!channel) throw new SlackError("channel_not_found");
    const author = this.#state.user(input.userId);
    const message: Message = {
      channelId: input.channelId,
      userId: input.userId,
      ts: this.#state.ts(),
      text: input.text,
      blocks: input.subtype ? input.blocks : (this.#named(input.blocks) ?? this.#typed(author.isBot, input.text)),
      attachments: input.attachments,
      metadata: input.metadata,
      threadTs: input.threadTs ? this.#thread(channel, input.threadTs) : undefined,
      subtype: input.subtype ?? (input.threadTs && input.replyBroadcast ? "thread_broadcast" : undefined),
      botId: author.botId,
      username: input.username,
      iconEmoji: input.iconEmoji,
      iconUrl: input.iconUrl,
      reactions: [],
      fileIds: [...(input.fileIds ?? [])],
      extra: input.extra,
    };
    channel.messages.push(message);
    this.#feed.changed({ kind: "message", channelId: channel.id, ts: message.ts });
    this.#announce(channel, message);
    return message;
  }

  /** Changes what one has said oneself; what is left out stays. */
  edit(by: string, channelId: string, ts: Ts, content: Partial<MessageContent>): Message {
    const channel = this.#unarchived(by, channelId);
    const message = this.#state.message(channelId, ts);
    if (message.userId !== by || (message.subtype && !editable.has(message.subtype))) {
      throw new SlackError("cant_update_message");
    }
    const before = messageJson(this.#state, message);
    const retyped =
      content.text !== undefined && !content.blocks ? this.#typed(this.#state.isBot(by), content.text) : undefined;
    Object.assign(message, defined(content), { edited: { user: by, ts: this.#state.ts() } });
    message.blocks = this.#named(content.blocks) ?? retyped ?? message.blocks;
    this.#changed(channel, message, before);
    return message;
  }

  /** Slack adds the preview of a link: the message changes, but nobody edited it. */
  unfurl(channelId: string, ts: Ts, attachments: readonly Json[]): Message {
    const message = this.#state.message(channelId, ts);
    const channel = this.#state.channelFor(message.userId, channelId);
    const before = messageJson(this.#state, message);
    message.attachments = attachments;
    this.#changed(channel, message, before);
    return message;
  }

  /** Deletes what one has said oneself, or as an admin anything; a parent with replies leaves a tombstone. */
  delete(by: string, channelId: string, ts: Ts): void {
    const channel = this.#unarchived(by, channelId);
    const message = this.#state.message(channelId, ts);
    if (message.userId !== by && !this.#state.user(by).isAdmin) throw new SlackError("cant_delete_message");
    const before = messageJson(this.#state, message);
    if (this.replies(channelId, ts).length > 1) {
      message.tombstone = true;
      this.#changed(channel, message, before);
      return;
    }
    channel.messages.splice(channel.messages.indexOf(message), 1);
    this.#feed.changed({ kind: "message_deleted", channelId, ts });
    this.#hidden(channel, message.userId, { subtype: "message_deleted", deleted_ts: ts, previous_message: before });
  }

  find(channelId: string, ts: Ts): Message | undefined {
    return this.#state.channels.get(channelId)?.messages.findLast((message) => message.ts === ts);
  }

  /** Oldest first, without replies, except those that were also sent to the channel. */
  history(channelId: string): Message[] {
    const messages = this.#state.channels.get(channelId)?.messages ?? [];
    return messages.filter((message) => !isReply(message) || message.subtype === "thread_broadcast");
  }

  /** The parent, then its replies, oldest first; nothing when there is no such parent. */
  replies(channelId: string, threadTs: Ts): Message[] {
    const messages = this.#state.channels.get(channelId)?.messages ?? [];
    return messages.filter((message) => message.ts === threadTs || message.threadTs === threadTs);
  }

  /** Own words can be changed without being a member: `chat:write.public` posts anywhere. */
  #unarchived(by: string, channelId: string): Channel {
    const channel = this.#state.channelFor(by, channelId);
    if (channel.archived) throw new SlackError("is_archived");
    return channel;
  }

  #thread(channel: Channel, threadTs: Ts): Ts {
    const parent = channel.messages.findLast((message) => message.ts === threadTs);
    if (!parent) throw new SlackError("thread_not_found");
    if (isReply(parent)) throw new SlackError("cannot_reply_to_message");
    parent.threadTs = parent.ts;
    return parent.ts;
  }

  #named(blocks: readonly Block[] | undefined): readonly Block[] | undefined {
    return blocks && actionIdsFilled(blocks, () => this.#state.id("b"));
  }

  #typed(isBot: boolean, text: string): readonly Block[] | undefined {
    return isBot || text === "" ? undefined : [richText(text, this.#state.id("b"))];
  }

  #announce(channel: Channel, message: Message): void {
    const { app } = this.#state;
    const event = {
      ...messageJson(this.#state, message),
      type: "message",
      channel: channel.id,
      channel_type: channelType(channel.kind),
      event_ts: message.ts,
    };
    const about = { channel, userId: message.userId };
    this.#feed.tell(messageSubscription(channel.kind), event, about);
    const mentions = !message.subtype && message.userId !== app.botUserId && channel.kind !== "im";
    if (!mentions || !mentionOf(app.botUserId).test(message.text)) return;
    const { channel_type: _, ...mention } = event;
    this.#feed.tell("app_mention", { ...mention, type: "app_mention" }, about);
  }

  #changed(channel: Channel, message: Message, before: Json): void {
    this.#feed.changed({ kind: "message", channelId: channel.id, ts: message.ts });
    const after = messageJson(this.#state, message);
    this.#hidden(channel, message.userId, { subtype: "message_changed", message: after, previous_message: before });
  }

  #hidden(channel: Channel, userId: string, fields: Json): void {
    const ts = this.#state.ts();
    const where = { channel: channel.id, channel_type: channelType(channel.kind), hidden: true, ts, event_ts: ts };
    this.#feed.tell(messageSubscription(channel.kind), { type: "message", ...fields, ...where }, { channel, userId });
  }
}

const editable = new Set(["thread_broadcast", "file_share"]);

const isReply = (message: Message) => message.threadTs !== undefined && message.threadTs !== message.ts;

const mentionOf = (userId: string) => new RegExp(`<@${userId}(\\|[^>]*)?>`);

const defined = (content: Partial<MessageContent>) =>
  Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined));
