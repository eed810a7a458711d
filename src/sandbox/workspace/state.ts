import type { Clock } from "../../lib/clock.ts";
import { SlackError } from "./slack-error.ts";
import type {
  Canvas,
  Channel,
  Ephemeral,
  InstalledApp,
  Message,
  OpenView,
  Plan,
  Restriction,
  SlackFile,
  Team,
  Ts,
  User,
  UserGroup,
} from "./types.ts";

/** Everything that the workspace remembers, with the look-ups that every family of acts needs. */
export class State {
  readonly clock: Clock;
  readonly team: Team;
  readonly app: InstalledApp;
  readonly users = new Map<string, User>();
  readonly channels = new Map<string, Channel>();
  readonly ephemerals = new Map<Ts, Ephemeral>();
  readonly groups = new Map<string, UserGroup>();
  readonly files = new Map<string, SlackFile>();
  readonly canvases = new Map<string, Canvas>();
  readonly stacks = new Map<string, OpenView[]>();
  readonly homes = new Map<string, OpenView>();
  readonly restrictions = new Set<Restriction>();
  plan: Plan;
  baseUrl: string;
  #lastMicros = 0;
  #lastId = 0;

  constructor(options: { clock: Clock; team: Team; app: InstalledApp; plan: Plan; baseUrl: string }) {
    this.clock = options.clock;
    this.team = options.team;
    this.app = options.app;
    this.plan = options.plan;
    this.baseUrl = options.baseUrl;
  }

  /** A fresh message time: later than every one before it, even when the clock stands still. */
  ts(): Ts {
    this.#lastMicros = Math.max(this.clock.now() * 1000, this.#lastMicros + 1);
    const digits = String(Math.floor(this.#lastMicros)).padStart(16, "0");
    return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
  }

  /** An id in Slack's form, the same in every run: prefix and nine capitals or digits. */
  id(prefix: string): string {
    this.#lastId += 1;
    return `${prefix}0${this.#lastId.toString(36).toUpperCase().padStart(8, "0")}`;
  }

  seconds(): number {
    return Math.floor(this.clock.now() / 1000);
  }

  user(userId: string): User {
    const user = this.users.get(userId);
    if (!user) throw new SlackError("user_not_found");
    return user;
  }

  isBot(userId: string): boolean {
    return this.users.get(userId)?.isBot ?? false;
  }

  canSee(userId: string, channel: Channel): boolean {
    if (channel.members.has(userId)) return true;
    return channel.kind === "public" && this.users.get(userId)?.isGuest === false;
  }

  /** The channel, unless `by` may not even know of it. */
  channelFor(by: string, channelId: string): Channel {
    const channel = this.channels.get(channelId);
    if (!channel || !this.canSee(by, channel)) throw new SlackError("channel_not_found");
    return channel;
  }

  /** The channel, when `by` is in it and it is not archived. */
  openChannelFor(by: string, channelId: string): Channel {
    const channel = this.channelFor(by, channelId);
    if (channel.archived) throw new SlackError("is_archived");
    if (!channel.members.has(by)) throw new SlackError("not_in_channel");
    return channel;
  }

  message(channelId: string, ts: Ts): Message {
    const message = this.channels.get(channelId)?.messages.findLast((each) => each.ts === ts);
    if (!message || message.tombstone) throw new SlackError("message_not_found");
    return message;
  }
}
