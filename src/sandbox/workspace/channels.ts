import { checkChannelName } from "./channel-names.ts";
import type { Feed } from "./feed.ts";
import type { Members } from "./members.ts";
import type { Messages } from "./messages.ts";
import { channelJson } from "./shapes.ts";
import { SlackError } from "./slack-error.ts";
import type { State } from "./state.ts";
import type { Channel, ChannelKind, Note } from "./types.ts";

export const LONGEST_NOTE = 250;

/** Where people talk: channels, private channels and direct messages. */
export class Channels {
  readonly #state: State;
  readonly #feed: Feed;
  readonly #messages: Messages;
  readonly #members: Members;

  constructor(state: State, feed: Feed, messages: Messages, members: Members) {
    this.#state = state;
    this.#feed = feed;
    this.#messages = messages;
    this.#members = members;
  }

  /** Opens a channel with its creator as the only member. */
  create(by: string, name: string, options: { private?: boolean; general?: boolean } = {}): Channel {
    this.#refuse(options.private ? "create_private" : "create_public");
    if (this.#state.user(by).isGuest) throw new SlackError("user_is_restricted");
    this.#free(checkChannelName(name));
    const channel = this.#add(options.private ? "private" : "public", by, name, options.general ?? false);
    this.#feed.changed({ kind: "channel", channelId: channel.id });
    if (channel.kind === "public") {
      const { id, created, creator } = channel;
      const shown = { id, name, created, creator, is_channel: true, name_normalized: name };
      this.#feed.tell("channel_created", { type: "channel_created", channel: shown }, { channel, userId: by });
    }
    this.#members.enter(channel, by);
    return channel;
  }

  find(channelId: string): Channel | undefined {
    return this.#state.channels.get(channelId);
  }

  /** By name, with or without "#". */
  named(name: string): Channel | undefined {
    const wanted = name.replace(/^#/, "");
    return this.all().find((channel) => channel.name === wanted && wanted !== "");
  }

  all(): Channel[] {
    return [...this.#state.channels.values()];
  }

  canSee(userId: string, channel: Channel): boolean {
    return this.#state.canSee(userId, channel);
  }

  /** The channel, or channel_not_found when `by` may not even know of it. */
  see(by: string, channelId: string): Channel {
    return this.#state.channelFor(by, channelId);
  }

  visibleTo(userId: string): Channel[] {
    return this.all().filter((channel) => this.canSee(userId, channel));
  }

  rename(by: string, channelId: string, name: string): Channel {
    this.#refuse("rename");
    const channel = this.#state.openChannelFor(by, channelId);
    if (channel.isGeneral) throw new SlackError("not_authorized");
    if (this.#state.isBot(by) && channel.creator !== by) throw new SlackError("not_authorized");
    if (checkChannelName(name) === channel.name) return channel;
    this.#free(name);
    const old = channel.name;
    channel.previousNames = [old, ...channel.previousNames];
    channel.name = name;
    this.#system(channel, by, "channel_name", `has renamed the channel from "${old}" to "${name}"`, {
      old_name: old,
      name,
    });
    const shown = {
      id: channel.id,
      name,
      name_normalized: name,
      created: channel.created,
      is_channel: channel.kind === "public",
    };
    this.#lifecycle(channel, by, "rename", { channel: shown });
    return channel;
  }

  setTopic(by: string, channelId: string, topic: string): Channel {
    return this.#setNote(by, channelId, "topic", topic);
  }

  setPurpose(by: string, channelId: string, purpose: string): Channel {
    return this.#setNote(by, channelId, "purpose", purpose);
  }

  archive(by: string, channelId: string): void {
    this.#refuse("archive");
    const channel = this.#state.channelFor(by, channelId);
    if (channel.archived) throw new SlackError("already_archived");
    if (channel.isGeneral) throw new SlackError("cant_archive_general");
    this.#state.openChannelFor(by, channelId);
    this.#system(channel, by, "channel_archive", "archived the channel", { members: [...channel.members] });
    channel.archived = true;
    this.#lifecycle(channel, by, "archive", { channel: channel.id, user: by, is_moved: 0 });
  }

  unarchive(by: string, channelId: string): void {
    const channel = this.#state.channelFor(by, channelId);
    if (!channel.archived) throw new SlackError("not_archived");
    if (!channel.members.has(by)) throw new SlackError("not_in_channel");
    channel.archived = false;
    this.#system(channel, by, "channel_unarchive", "un-archived the channel", {});
    this.#lifecycle(channel, by, "unarchive", { channel: channel.id, user: by });
  }

  /** Deletes for ever, as an owner does by hand; nothing that names the channel works afterwards. */
  delete(by: string, channelId: string): void {
    if (this.#state.isBot(by)) throw new SlackError("not_allowed_token_type");
    const channel = this.#state.channelFor(by, channelId);
    if (channel.isGeneral) throw new SlackError("cant_delete_general");
    this.#state.channels.delete(channelId);
    this.#lifecycle(channel, by, "deleted", { channel: channelId, actor_id: by });
  }

  /** A direct message with one person, or a group one with several. */
  openDirect(by: string, userIds: readonly string[]): { channel: Channel; alreadyOpen: boolean } {
    const everybody = [...new Set([by, ...userIds])];
    for (const userId of userIds) this.#reachable(by, userId);
    const same = (channel: Channel) =>
      (channel.kind === "im" || channel.kind === "mpim") &&
      channel.members.size === everybody.length &&
      everybody.every((userId) => channel.members.has(userId));
    const open = this.all().find(same);
    if (open) return { channel: open, alreadyOpen: true };
    const kind = everybody.length <= 2 ? "im" : "mpim";
    const names = everybody.map((userId) => this.#state.user(userId).name).join("--");
    const channel = this.#add(kind, by, kind === "im" ? "" : `mpdm-${names}-1`, false);
    for (const userId of everybody) channel.members.add(userId);
    this.#feed.changed({ kind: "channel", channelId: channel.id });
    return { channel, alreadyOpen: false };
  }

  #reachable(by: string, userId: string): void {
    const user = this.#state.user(userId);
    if (user.deleted) throw new SlackError("user_disabled");
    if (user.isBot && this.#state.isBot(by)) throw new SlackError("cannot_dm_bot");
  }

  #setNote(by: string, channelId: string, which: "topic" | "purpose", value: string): Channel {
    const channel = this.#state.openChannelFor(by, channelId);
    if (channel.kind === "im" || channel.kind === "mpim") throw new SlackError("method_not_supported_for_channel_type");
    if (value.length > LONGEST_NOTE) throw new SlackError("too_long");
    if (channel[which].value === value) return channel;
    channel[which] = { value, creator: by, lastSet: this.#state.seconds() };
    channel.updated = this.#state.clock.now();
    const noun = which === "topic" ? "topic" : "description";
    const words = value === "" ? `cleared the channel ${noun}` : `set the channel ${noun}: ${value}`;
    this.#system(channel, by, `channel_${which}`, words, { [which]: value });
    this.#feed.changed({ kind: "channel", channelId });
    return channel;
  }

  #add(kind: ChannelKind, by: string, name: string, isGeneral: boolean): Channel {
    const now = this.#state.seconds();
    const channel: Channel = {
      id: this.#state.id(kind === "im" ? "D" : "C"),
      kind,
      creator: by,
      created: now,
      name,
      previousNames: [],
      isGeneral,
      archived: false,
      updated: this.#state.clock.now(),
      members: new Set(),
      topic: emptyNote(),
      purpose: emptyNote(),
      messages: [],
      pins: [],
      bookmarks: [],
    };
    this.#state.channels.set(channel.id, channel);
    return channel;
  }

  #refuse(what: "create_private" | "create_public" | "rename" | "archive"): void {
    if (this.#state.restrictions.has(what)) throw new SlackError("restricted_action");
  }

  #free(name: string): void {
    if (this.named(name)) throw new SlackError("name_taken");
  }

  #system(channel: Channel, by: string, subtype: string, words: string, extra: Record<string, unknown>): void {
    this.#messages.append({ channelId: channel.id, userId: by, subtype, text: `<@${by}> ${words}`, extra });
  }

  #lifecycle(channel: Channel, by: string, what: string, fields: Record<string, unknown>): void {
    channel.updated = this.#state.clock.now();
    const type = `${channel.kind === "public" ? "channel" : "group"}_${what}`;
    this.#feed.changed({ kind: "channel", channelId: channel.id });
    this.#feed.tell(type, { type, ...fields }, { channel, userId: by });
  }

  json(channel: Channel): Record<string, unknown> {
    return channelJson(this.#state, channel);
  }
}

const emptyNote = (): Note => ({ value: "", creator: "", lastSet: 0 });
