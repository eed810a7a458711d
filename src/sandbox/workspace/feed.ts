import type { State } from "./state.ts";
import type { AppEvent, AppEventListener, Change, ChangeListener, Channel, ChannelKind } from "./types.ts";

/** What an app needs, beside the subscription, to be told: a scope, and whether its bot must be in the channel. */
interface Hearing {
  readonly scopes: readonly string[];
  readonly asMember?: boolean;
}

const hearings: Readonly<Record<string, Hearing>> = {
  "message.channels": { scopes: ["channels:history"], asMember: true },
  "message.groups": { scopes: ["groups:history"], asMember: true },
  "message.im": { scopes: ["im:history"], asMember: true },
  "message.mpim": { scopes: ["mpim:history"], asMember: true },
  app_mention: { scopes: ["app_mentions:read"], asMember: true },
  reaction_added: { scopes: ["reactions:read"], asMember: true },
  reaction_removed: { scopes: ["reactions:read"], asMember: true },
  pin_added: { scopes: ["pins:read"], asMember: true },
  pin_removed: { scopes: ["pins:read"], asMember: true },
  member_joined_channel: { scopes: ["channels:read", "groups:read"], asMember: true },
  member_left_channel: { scopes: ["channels:read", "groups:read"], asMember: true },
  channel_created: { scopes: ["channels:read"] },
  channel_rename: { scopes: ["channels:read"] },
  channel_archive: { scopes: ["channels:read"] },
  channel_unarchive: { scopes: ["channels:read"] },
  channel_deleted: { scopes: ["channels:read"] },
  group_rename: { scopes: ["groups:read"], asMember: true },
  group_archive: { scopes: ["groups:read"], asMember: true },
  group_unarchive: { scopes: ["groups:read"], asMember: true },
  group_deleted: { scopes: ["groups:read"], asMember: true },
  file_shared: { scopes: ["files:read"], asMember: true },
  user_change: { scopes: ["users:read"] },
  team_join: { scopes: ["users:read"] },
  subteam_created: { scopes: ["usergroups:read"] },
  subteam_updated: { scopes: ["usergroups:read"] },
  app_home_opened: { scopes: [] },
  tokens_revoked: { scopes: [] },
};

const messageSubscriptions: Record<ChannelKind, string> = {
  public: "message.channels",
  private: "message.groups",
  im: "message.im",
  mpim: "message.mpim",
};

/** The name under which a manifest subscribes to the messages of such a channel. */
export const messageSubscription = (kind: ChannelKind): string => messageSubscriptions[kind];

export interface About {
  readonly channel?: Channel;
  readonly userId?: string;
}

/** Tells the app what it subscribed to and may see, and observers what changed. */
export class Feed {
  readonly #state: State;
  readonly #appListeners = new Set<AppEventListener>();
  readonly #changeListeners = new Set<ChangeListener>();

  constructor(state: State) {
    this.#state = state;
  }

  onAppEvent(listener: AppEventListener): () => void {
    this.#appListeners.add(listener);
    return () => this.#appListeners.delete(listener);
  }

  onChange(listener: ChangeListener): () => void {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  }

  changed(change: Change): void {
    for (const listener of this.#changeListeners) listener(change);
  }

  tell(
    subscription: string,
    event: Omit<AppEvent, "event_ts"> & { type: string; event_ts?: string },
    about: About = {},
  ): void {
    if (!this.#hears(subscription, about.channel)) return;
    const complete: AppEvent = { ...event, event_ts: event.event_ts ?? this.#state.ts() };
    const context = { channelId: about.channel?.id, userId: about.userId, eventTime: this.#state.seconds() };
    for (const listener of this.#appListeners) listener(complete, context);
  }

  #hears(subscription: string, channel: Channel | undefined): boolean {
    const { manifest, botUserId, revoked } = this.#state.app;
    const hearing = hearings[subscription];
    if (revoked || !hearing || !manifest.botEvents.has(subscription)) return false;
    if (hearing.scopes.length > 0 && !hearing.scopes.some((scope) => manifest.botScopes.has(scope))) return false;
    return !hearing.asMember || channel === undefined || channel.members.has(botUserId);
  }
}
