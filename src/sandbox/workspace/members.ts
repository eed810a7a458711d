import type { Feed } from "./feed.ts";
import type { Messages } from "./messages.ts";
import { SlackError } from "./slack-error.ts";
import type { State } from "./state.ts";
import type { Channel, InviteProblem } from "./types.ts";

export const MOST_INVITED_AT_ONCE = 100;

/** Who is in which channel. */
export class Members {
  readonly #state: State;
  readonly #feed: Feed;
  readonly #messages: Messages;

  constructor(state: State, feed: Feed, messages: Messages) {
    this.#state = state;
    this.#feed = feed;
    this.#messages = messages;
  }

  /** Puts somebody into a channel without asking whether they may. */
  enter(channel: Channel, userId: string, inviter?: string): void {
    channel.members.add(userId);
    this.#feed.changed({ kind: "members", channelId: channel.id });
    const invited = inviter && inviter !== userId ? { inviter } : {};
    const fields = { user: userId, channel: channel.id, channel_type: letter(channel), team: this.#state.team.id };
    this.#feed.tell(
      "member_joined_channel",
      { type: "member_joined_channel", ...fields, ...invited },
      { channel, userId },
    );
    const text = `<@${userId}> has joined the channel`;
    this.#messages.append({ channelId: channel.id, userId, subtype: "channel_join", text, extra: invited });
  }

  join(by: string, channelId: string): { channel: Channel; alreadyIn: boolean } {
    const channel = this.#state.channelFor(by, channelId);
    if (channel.kind !== "public") throw new SlackError("method_not_supported_for_channel_type");
    if (channel.archived) throw new SlackError("is_archived");
    const alreadyIn = channel.members.has(by);
    if (!alreadyIn) this.enter(channel, by);
    return { channel, alreadyIn };
  }

  leave(by: string, channelId: string): { wasIn: boolean } {
    const channel = this.#state.channelFor(by, channelId);
    if (channel.archived) throw new SlackError("is_archived");
    if (channel.isGeneral) throw new SlackError("cant_leave_general");
    if (channel.kind === "im") throw new SlackError("method_not_supported_for_channel_type");
    if (!channel.members.has(by)) return { wasIn: false };
    this.#depart(channel, by);
    return { wasIn: true };
  }

  kick(by: string, channelId: string, userId: string): void {
    const channel = this.#state.openChannelFor(by, channelId);
    this.#state.user(userId);
    if (by === userId) throw new SlackError("cant_kick_self");
    if (channel.isGeneral) throw new SlackError("cant_kick_from_general");
    if (!channel.members.has(userId)) throw new SlackError("not_in_channel");
    this.#depart(channel, userId, by);
  }

  /** Invites all or, unless forced, nobody; says what is wrong with whom. */
  invite(
    by: string,
    channelId: string,
    userIds: readonly string[],
    options: { force?: boolean } = {},
  ): InviteProblem[] {
    const channel = this.#state.openChannelFor(by, channelId);
    if (channel.kind === "im" || channel.kind === "mpim") throw new SlackError("method_not_supported_for_channel_type");
    if (this.#state.restrictions.has("invite")) throw new SlackError("restricted_action");
    if (userIds.length === 0) throw new SlackError("no_user");
    if (userIds.length > MOST_INVITED_AT_ONCE) throw new SlackError("too_many_users");
    const problems = userIds.flatMap((user) => {
      const error = this.#obstacle(by, channel, user);
      return error ? [{ user, ok: false as const, error }] : [];
    });
    const hindered = new Set(problems.map((problem) => problem.user));
    const invited = problems.length > 0 && !options.force ? [] : userIds.filter((userId) => !hindered.has(userId));
    for (const userId of new Set(invited)) this.enter(channel, userId, by);
    return problems;
  }

  #obstacle(by: string, channel: Channel, userId: string): string | undefined {
    const user = this.#state.users.get(userId);
    if (!user) return "user_not_found";
    if (userId === by) return "cant_invite_self";
    if (channel.members.has(userId)) return "already_in_channel";
    if (user.inviteError) return user.inviteError;
    if (user.deleted) return "cant_invite";
    if (user.isGuest && this.#state.isBot(by)) return "user_is_restricted";
    return undefined;
  }

  #depart(channel: Channel, userId: string, by?: string): void {
    const text = by ? `<@${userId}> was removed from the channel` : `<@${userId}> has left the channel`;
    this.#messages.append({
      channelId: channel.id,
      userId,
      subtype: "channel_leave",
      text,
      extra: by ? { inviter: by } : {},
    });
    const fields = { user: userId, channel: channel.id, channel_type: letter(channel), team: this.#state.team.id };
    this.#feed.tell("member_left_channel", { type: "member_left_channel", ...fields }, { channel, userId });
    channel.members.delete(userId);
    this.#feed.changed({ kind: "members", channelId: channel.id });
  }
}

const letter = (channel: Channel) => (channel.kind === "public" ? "C" : "G");
