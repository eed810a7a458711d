import type { Clock } from "../../lib/clock.ts";
import { Bookmarks } from "./bookmarks.ts";
import { Canvases } from "./canvases.ts";
import { Channels } from "./channels.ts";
import { Ephemerals } from "./ephemerals.ts";
import { Feed } from "./feed.ts";
import { Files } from "./files.ts";
import { readManifest } from "./manifest.ts";
import { Pins, Reactions } from "./marks.ts";
import { Members } from "./members.ts";
import { Messages } from "./messages.ts";
import { People } from "./people.ts";
import { messageJson, userJson } from "./shapes.ts";
import { State } from "./state.ts";
import { Triggers } from "./triggers.ts";
import type {
  AppEventListener,
  ChangeListener,
  InstalledApp,
  Message,
  Plan,
  Restriction,
  Team,
  Ts,
  User,
} from "./types.ts";
import { UserGroups } from "./user-groups.ts";
import { Views } from "./views.ts";

export interface WorkspaceOptions {
  readonly clock: Clock;
  /** The app's manifest, as yml text: the app is installed with what it asks for. */
  readonly manifest: string;
  readonly plan?: Plan;
  readonly team?: { readonly name: string; readonly domain: string };
  readonly botToken: string;
  readonly appToken: string;
  /** Where uploads, files and permalinks live; set it once the server listens. */
  readonly baseUrl?: string;
}

/** A Slack workspace with one app installed: its state and everything that people and the app can do in it. */
export class Workspace {
  readonly state: State;
  readonly people: People;
  readonly channels: Channels;
  readonly members: Members;
  readonly messages: Messages;
  readonly ephemerals: Ephemerals;
  readonly reactions: Reactions;
  readonly pins: Pins;
  readonly bookmarks: Bookmarks;
  readonly userGroups: UserGroups;
  readonly files: Files;
  readonly canvases: Canvases;
  readonly triggers: Triggers;
  readonly views: Views;
  readonly #feed: Feed;

  constructor(options: WorkspaceOptions) {
    const manifest = readManifest(options.manifest);
    const { botToken, appToken } = options;
    const bot = { id: "A0SANDBOX1", botId: "B0SANDBOX1", botUserId: "U0SANDBOX1", botToken, appToken };
    this.state = new State({
      clock: options.clock,
      team: { id: "T0SANDBOX1", name: "Acme", domain: "acme", ...options.team },
      app: { ...bot, manifest, revoked: false },
      plan: options.plan ?? "pro",
      baseUrl: options.baseUrl ?? "http://sandbox.invalid",
    });
    this.#feed = new Feed(this.state);
    this.people = new People(this.state, this.#feed);
    this.messages = new Messages(this.state, this.#feed);
    this.ephemerals = new Ephemerals(this.state, this.#feed);
    this.members = new Members(this.state, this.#feed, this.messages);
    this.channels = new Channels(this.state, this.#feed, this.messages, this.members);
    this.reactions = new Reactions(this.state, this.#feed);
    this.pins = new Pins(this.state, this.#feed);
    this.bookmarks = new Bookmarks(this.state, this.#feed);
    this.userGroups = new UserGroups(this.state, this.#feed);
    this.files = new Files(this.state, this.#feed, this.messages);
    this.canvases = new Canvases(this.state, this.#feed);
    this.triggers = new Triggers(this.state);
    this.views = new Views(this.state, this.#feed, this.triggers);
    this.people.install(this.app);
  }

  get clock(): Clock {
    return this.state.clock;
  }

  get team(): Team {
    return this.state.team;
  }

  get app(): InstalledApp {
    return this.state.app;
  }

  get plan(): Plan {
    return this.state.plan;
  }

  set plan(plan: Plan) {
    this.state.plan = plan;
  }

  /** What the owners forbid; add to it and take from it at any time. */
  get restrictions(): Set<Restriction> {
    return this.state.restrictions;
  }

  get baseUrl(): string {
    return this.state.baseUrl;
  }

  set baseUrl(baseUrl: string) {
    this.state.baseUrl = baseUrl;
  }

  /** Events that the app subscribes to and its bot may see; gives the way to stop listening. */
  onAppEvent(listener: AppEventListener): () => void {
    return this.#feed.onAppEvent(listener);
  }

  /** Everything that changes; gives the way to stop listening. */
  onChange(listener: ChangeListener): () => void {
    return this.#feed.onChange(listener);
  }

  /** A person opens a tab of the app. */
  openHome(userId: string, tab: "home" | "messages"): void {
    const { channel } = this.channels.openDirect(userId, [this.app.botUserId]);
    const view = this.views.home(userId);
    const shown = tab === "home" && view ? { view: this.views.asPayload(view) } : {};
    const event = { type: "app_home_opened", user: userId, channel: channel.id, tab, ...shown };
    this.#feed.tell("app_home_opened", event, { userId });
  }

  /** An owner revokes the app's tokens: the app is told once, then refused. */
  revokeTokens(): void {
    const tokens = { bot: [this.app.botUserId] };
    this.#feed.tell("tokens_revoked", { type: "tokens_revoked", tokens });
    this.app.revoked = true;
    this.#feed.changed({ kind: "app" });
  }

  restoreTokens(): void {
    this.app.revoked = false;
    this.#feed.changed({ kind: "app" });
  }

  /** The message as Slack's payloads show it. */
  messageJson(message: Message): Record<string, unknown> {
    return messageJson(this.state, message);
  }

  /** The person as Slack's answers show them. */
  userJson(user: User): Record<string, unknown> {
    return userJson(this.state, user);
  }

  permalink(channelId: string, ts: Ts): string {
    const message = this.state.message(channelId, ts);
    const link = `${this.baseUrl}/archives/${channelId}/p${ts.replace(".", "")}`;
    const inThread = message.threadTs && message.threadTs !== ts;
    return inThread ? `${link}?thread_ts=${message.threadTs}&cid=${channelId}` : link;
  }
}
