import type { Feed } from "./feed.ts";
import { userJson } from "./shapes.ts";
import type { State } from "./state.ts";
import type { InstalledApp, NewUser, User } from "./types.ts";

/** Who is in the workspace. */
export class People {
  readonly #state: State;
  readonly #feed: Feed;

  constructor(state: State, feed: Feed) {
    this.#state = state;
    this.#feed = feed;
  }

  /** Gives the app its bot user. */
  install({ botUserId, botId, manifest }: InstalledApp): void {
    const name = manifest.botName.toLowerCase().replaceAll(/[^a-z0-9_-]/g, "");
    const bot = { ...this.#fresh({ name, realName: manifest.botName, displayName: manifest.botName }), id: botUserId };
    this.#state.users.set(botUserId, { ...bot, isBot: true, botId });
  }

  /** Adds a person; everybody but guests is in every general channel. */
  add(input: NewUser): User {
    const user = this.#fresh(input);
    this.#state.users.set(user.id, user);
    if (!user.deleted && !user.isGuest && !user.isBot) this.#joinGeneral(user);
    this.#feed.changed({ kind: "user", userId: user.id });
    this.#feed.tell("team_join", { type: "team_join", user: userJson(this.#state, user) });
    return user;
  }

  get(userId: string): User {
    return this.#state.user(userId);
  }

  find(userId: string): User | undefined {
    return this.#state.users.get(userId);
  }

  /** By handle, display name or real name, with or without "@", whatever the case. */
  named(name: string): User | undefined {
    const wanted = name.replace(/^@/, "").toLowerCase();
    const names = (user: User) => [user.name, user.displayName, user.realName].map((each) => each.toLowerCase());
    return this.all().find((user) => names(user).includes(wanted));
  }

  all(): User[] {
    return [...this.#state.users.values()];
  }

  /** Changes a profile; `{ deleted: true }` deactivates, and takes the person out of every channel. */
  change(userId: string, patch: Partial<Omit<NewUser, "isBot">>): User {
    const user = this.#state.user(userId);
    Object.assign(user, patch, { updated: this.#state.seconds() });
    if (patch.deleted) {
      for (const channel of this.#state.channels.values()) {
        if (channel.kind === "im" || !channel.members.delete(userId)) continue;
        this.#feed.changed({ kind: "members", channelId: channel.id });
      }
    }
    this.#feed.changed({ kind: "user", userId });
    this.#feed.tell("user_change", { type: "user_change", user: userJson(this.#state, user) }, { userId });
    return user;
  }

  #fresh(input: NewUser): User {
    const realName = input.realName ?? capitalised(input.name);
    return {
      id: this.#state.id("U"),
      teamId: input.teamId ?? this.#state.team.id,
      name: input.name,
      realName,
      displayName: input.displayName ?? realName,
      email: input.email ?? `${input.name}@${this.#state.team.domain}.example`,
      title: input.title ?? "",
      tz: input.tz ?? "Etc/UTC",
      deleted: input.deleted ?? false,
      isBot: input.isBot ?? false,
      isGuest: input.isGuest ?? input.teamId !== undefined,
      isAdmin: input.isAdmin ?? input.isOwner ?? false,
      isOwner: input.isOwner ?? false,
      inviteError: input.inviteError,
      botId: input.isBot ? this.#state.id("B") : undefined,
      updated: this.#state.seconds(),
    };
  }

  #joinGeneral(user: User): void {
    for (const channel of this.#state.channels.values()) if (channel.isGeneral) channel.members.add(user.id);
  }
}

const capitalised = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
