import type { Feed } from "./feed.ts";
import { messageJson } from "./shapes.ts";
import { SlackError } from "./slack-error.ts";
import type { State } from "./state.ts";
import type { Message, Ts } from "./types.ts";

const emojiName = /^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/;

/** Emoji that people and bots put on messages. */
export class Reactions {
  readonly #state: State;
  readonly #feed: Feed;

  constructor(state: State, feed: Feed) {
    this.#state = state;
    this.#feed = feed;
  }

  add(by: string, channelId: string, ts: Ts, name: string): void {
    const message = this.#target(by, channelId, ts, name);
    const reaction = message.reactions.find((each) => each.name === name);
    if (reaction?.users.includes(by)) throw new SlackError("already_reacted");
    if (reaction) reaction.users.push(by);
    else message.reactions.push({ name, users: [by] });
    this.#tell("reaction_added", by, message, name);
  }

  remove(by: string, channelId: string, ts: Ts, name: string): void {
    const message = this.#target(by, channelId, ts, name);
    const reaction = message.reactions.find((each) => each.name === name);
    if (!reaction?.users.includes(by)) throw new SlackError("no_reaction");
    reaction.users.splice(reaction.users.indexOf(by), 1);
    if (reaction.users.length === 0) message.reactions.splice(message.reactions.indexOf(reaction), 1);
    this.#tell("reaction_removed", by, message, name);
  }

  #target(by: string, channelId: string, ts: Ts, name: string): Message {
    if (!emojiName.test(name)) throw new SlackError("invalid_name");
    this.#state.openChannelFor(by, channelId);
    return this.#state.message(channelId, ts);
  }

  #tell(type: "reaction_added" | "reaction_removed", by: string, message: Message, name: string): void {
    const { channelId, ts } = message;
    this.#feed.changed({ kind: "message", channelId, ts });
    const item = { type: "message", channel: channelId, ts };
    const event = { type, user: by, reaction: name, item, item_user: message.userId };
    this.#feed.tell(type, event, { channel: this.#state.channels.get(channelId), userId: by });
  }
}

const MOST_PINS = 100;

/** Messages that a channel keeps at hand. */
export class Pins {
  readonly #state: State;
  readonly #feed: Feed;

  constructor(state: State, feed: Feed) {
    this.#state = state;
    this.#feed = feed;
  }

  add(by: string, channelId: string, ts: Ts): void {
    const channel = this.#state.openChannelFor(by, channelId);
    const message = this.#state.message(channelId, ts);
    if (channel.pins.some((pin) => pin.ts === ts)) throw new SlackError("already_pinned");
    if (channel.pins.length >= MOST_PINS) throw new SlackError("too_many_pins");
    channel.pins.push({ ts, by, created: this.#state.seconds() });
    this.#tell("pin_added", by, message);
  }

  remove(by: string, channelId: string, ts: Ts): void {
    const channel = this.#state.openChannelFor(by, channelId);
    const message = this.#state.message(channelId, ts);
    const at = channel.pins.findIndex((pin) => pin.ts === ts);
    if (at < 0) throw new SlackError("no_pin");
    channel.pins.splice(at, 1);
    this.#tell("pin_removed", by, message);
  }

  #tell(type: "pin_added" | "pin_removed", by: string, message: Message): void {
    const { channelId, ts } = message;
    this.#feed.changed({ kind: "pins", channelId });
    const created = this.#state.seconds();
    const shown = messageJson(this.#state, message);
    const item = { type: "message", channel: channelId, created, created_by: by, message: shown };
    const event = {
      type,
      user: by,
      channel_id: channelId,
      item,
      item_user: message.userId,
      has_pins: type === "pin_added",
      ts,
    };
    this.#feed.tell(type, event, { channel: this.#state.channels.get(channelId), userId: by });
  }
}
