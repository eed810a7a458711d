import { type Clock, systemClock } from "../lib/clock.ts";
import { type Ids, randomIds } from "../lib/ids.ts";
import { createApi, type SandboxApi } from "./api/index.ts";
import { ControlApi } from "./control/control-api.ts";
import { Activity } from "./delivery/activity.ts";
import { Courier } from "./delivery/courier.ts";
import { EventSender } from "./delivery/events.ts";
import { HttpTransport } from "./delivery/http.ts";
import { Interactions } from "./delivery/interactions.ts";
import { ResponseUrls } from "./delivery/response-urls.ts";
import { SocketModeServer } from "./delivery/socket-mode.ts";
import { CallLog } from "./faults/call-log.ts";
import { Faults } from "./faults/faults.ts";
import type { FaultRule } from "./faults/rules.ts";
import { Line, type Reply } from "./line.ts";
import { type Director, Live } from "./live/index.ts";
import { Person } from "./person/person.ts";
import { until } from "./person/until.ts";
import { Routes } from "./routes.ts";
import { type Asked, SandboxServer } from "./server.ts";
import { type NewUser, type Plan, type User, Workspace } from "./workspace/index.ts";
import { ACME_CHANNELS, ACME_PEOPLE, type NewChannel, populate } from "./world.ts";

export interface SandboxOptions {
  /** The app's manifest, as yml text: its scopes, events, commands and shortcuts are all that the app gets. */
  readonly manifest: string;
  readonly clock?: Clock;
  readonly ids?: Ids;
  readonly plan?: Plan;
  readonly users?: readonly NewUser[];
  readonly channels?: readonly NewChannel[];
  readonly faults?: readonly FaultRule[];
  /** Slack's rate limits, off unless asked for. */
  readonly rateLimits?: boolean;
  /** Port on 127.0.0.1; a free one unless told. */
  readonly port?: number;
  /** Sends to this request URL instead of over Socket Mode; see also `useHttp`. */
  readonly http?: { readonly appUrl: string };
  readonly signingSecret?: string;
  readonly botToken?: string;
  readonly appToken?: string;
}

/** A Slack workspace on this machine, with one app installed in it. */
export class Sandbox {
  readonly workspace: Workspace;
  readonly calls = new CallLog();
  readonly faults: Faults;
  readonly sockets: SocketModeServer;
  readonly signingSecret: string;
  /** Address of the workspace, such as `http://127.0.0.1:40123`. */
  readonly url: string;
  readonly clock: Clock;
  readonly #api: SandboxApi;
  readonly #activity = new Activity();
  readonly #server: SandboxServer;
  readonly #events: EventSender;
  readonly #interactions: Interactions;
  readonly #persons = new Map<string, Person>();
  readonly #live: Live;
  #http: HttpTransport | undefined;

  constructor(options: SandboxOptions, server: SandboxServer, url: string) {
    const clock = options.clock ?? systemClock;
    const ids = options.ids ?? randomIds;
    const { calls } = this;
    this.clock = clock;
    this.url = url;
    this.signingSecret = options.signingSecret ?? "sandbox-signing-secret";
    const tokens = { botToken: options.botToken ?? "xoxb-sandbox", appToken: options.appToken ?? "xapp-sandbox" };
    const workspace = new Workspace({ clock, manifest: options.manifest, plan: options.plan, ...tokens, baseUrl: url });
    this.workspace = workspace;
    populate(workspace, options.users ?? ACME_PEOPLE, options.channels ?? ACME_CHANNELS);
    const onActivity = () => this.#activity.touch();
    this.sockets = new SocketModeServer({ clock, ids, appId: workspace.app.id, onActivity });
    this.faults = new Faults(clock, {
      drop: (only) => this.sockets.drop(only),
      refresh: (which) => this.sockets.refresh(which),
      halfOpen: () => this.sockets.halfOpen(),
      goDown: (how) => server.goDown(how),
    });
    for (const rule of options.faults ?? []) this.faults.add(rule);
    const transport = () => this.#http ?? this.sockets;
    const courier = new Courier({ clock, activity: this.#activity, calls, transport });
    const responseUrls = new ResponseUrls({ workspace, clock, ids });
    this.#events = new EventSender({ clock, ids, workspace, courier, faults: this.faults });
    this.#interactions = new Interactions({ workspace, courier, responseUrls });
    const socketUrl = url.replace(/^http/, "ws");
    const openSocket = () => `${socketUrl}/link/?ticket=${this.sockets.ticket()}&app_id=${workspace.app.id}`;
    this.#api = createApi({ workspace, openSocket, rateLimits: options.rateLimits ?? false });
    this.#server = server;
    const scopes = () => [...workspace.app.manifest.botScopes].join(",");
    const line = new Line({ clock, faults: this.faults, calls, scopes });
    const control = new ControlApi(this);
    const routes = new Routes({ workspace, line, api: this.#api, responseUrls, control });
    this.#live = new Live({
      ...{ workspace, clock, calls, faults: this.faults, interactions: this.#interactions },
      sockets: () => this.sockets.connected,
      act: (deed) => this.act(deed),
      setRateLimits: (on) => this.setRateLimits(on),
      isRateLimited: options.rateLimits ?? false,
    });
    server.serve({
      activity: this.#activity,
      sockets: this.sockets,
      routes,
      live: this.#live,
      now: () => this.clock.now(),
    });
  }

  /** What an app's client takes as `slackApiUrl`. */
  get apiUrl(): string {
    return `${this.url}/api/`;
  }

  get botToken(): string {
    return this.workspace.app.botToken;
  }

  get appToken(): string {
    return this.workspace.app.appToken;
  }

  /** The person with this handle, display name or real name. */
  person(name: string): Person {
    const user = this.workspace.people.named(name);
    if (!user) throw new Error(`there is nobody called "${name}"`);
    const known = this.#persons.get(user.id) ?? this.#personOf(user);
    this.#persons.set(user.id, known);
    return known;
  }

  /** Sends to an app's request URL from now on; false when the app did not answer the URL's verification. */
  async useHttp(appUrl: string): Promise<boolean> {
    await this.#http?.close();
    const { clock, signingSecret } = this;
    this.#http = new HttpTransport({ clock, signingSecret, appUrl });
    return this.#http.verifyUrl(`challenge-${clock.now()}`);
  }

  /** Hands the page's scenario bar, its clock and the app's switch to whoever runs them. */
  useDirector(director: Director): void {
    this.#live.useDirector(director);
  }

  setRateLimits(on: boolean): void {
    this.#api.setRateLimits(on);
  }

  /** True when no call is being handled and no payload waits for the app; calls held on the clock don't count. */
  isIdle(): boolean {
    return this.#activity.isIdle();
  }

  /** Answers that a fault keeps back on the clock: whoever waits for them is not busy. */
  heldCalls(): number {
    return this.#activity.held;
  }

  /** Does something in the workspace and waits until the app was told of it. */
  act<T>(deed: () => T): Promise<T> {
    return this.#events.during(deed);
  }

  /** Answers a request of an app that runs in the same process, without a socket; `cut` when the line is broken. */
  answer(request: Asked): Promise<Reply> {
    return this.#server.answer(request);
  }

  /** Waits in wall time until something holds: a form that opens after the acknowledgement, an announcement. */
  until(claim: () => boolean, patienceMs?: number): Promise<void> {
    return until(claim, patienceMs);
  }

  async close(): Promise<void> {
    this.#events.close();
    await this.#http?.close();
    await this.sockets.close();
    await this.#server.close();
    this.faults.close();
  }

  #personOf(user: User): Person {
    const { workspace } = this;
    return new Person(user, { workspace, interactions: this.#interactions, events: this.#events, until });
  }
}

/** Starts a workspace on a free local port (or the one asked for). */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const server = new SandboxServer();
  const url = await server.listen(options.port ?? 0);
  const sandbox = new Sandbox(options, server, url);
  if (options.http) await sandbox.useHttp(options.http.appUrl);
  return sandbox;
}
