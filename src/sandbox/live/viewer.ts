import type { LoggedCall } from "../faults/call-log.ts";
import type { Change, Ts } from "../workspace/index.ts";
import { deedsOf } from "./deeds.ts";
import { Eyes } from "./eyes.ts";
import type { Shared } from "./parts.ts";
import { refusal } from "./refusals.ts";
import { Request } from "./requests.ts";
import { shownApp, shownPerson } from "./shown.ts";
import { look, seenCall } from "./sights.ts";
import type { Answer, Push } from "./wire.ts";

/** Changes that come together travel together. */
const GATHER_MS = 20;
const MOST_CALLS = 300;

/** One window of one person: tells what that person may see of what changes, and does what they ask for. */
export class Viewer {
  readonly eyes: Eyes;
  readonly #shared: Shared;
  readonly #send: (push: Push) => void;
  readonly #known = new Set<string>();
  readonly #channels = new Set<string>();
  readonly #messages = new Set<Ts>();
  readonly #calls = new Map<number, LoggedCall>();
  readonly #dirty = new Set<"people" | "groups" | "views" | "home" | "faults" | "stage">();
  readonly #canvases = new Set<string>();
  #watched: string | undefined;
  #isVisible = true;
  #stopInspecting: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(userId: string, shared: Shared, send: (push: Push) => void) {
    this.#shared = shared;
    this.#send = send;
    this.eyes = new Eyes(shared.workspace.people.get(userId), shared.workspace);
  }

  greet(): void {
    const { workspace, clock, director, switches, sockets } = this.#shared;
    const rooms = this.eyes.rooms();
    for (const { id } of rooms) this.#known.add(id);
    this.#send({
      kind: "hello",
      me: this.eyes.id,
      team: workspace.team.name,
      baseUrl: workspace.baseUrl,
      app: shownApp(workspace),
      people: workspace.people.all().map(shownPerson),
      groups: this.#groups(),
      channels: rooms.map((room) => this.#shownChannel(room.id)).filter((room) => room !== undefined),
      views: this.eyes.shownViews(),
      home: this.eyes.shownHome(),
      faults: switches.state,
      sockets: sockets(),
      stage: director()?.look() ?? null,
      clock: { now: clock.now(), rate: director()?.rate() ?? 1 },
    });
  }

  /** Takes note of a change; what this person may not see ends here. */
  take(change: Change): void {
    switch (change.kind) {
      case "message":
      case "message_deleted":
        this.#channels.add(change.channelId);
        if (change.channelId === this.#watched) this.#touch(change.ts);
        break;
      case "ephemeral":
        if (change.userId !== this.eyes.id) return;
        if (change.channelId === this.#watched) this.#messages.add(change.ts);
        break;
      case "channel":
      case "members":
      case "pins":
      case "bookmarks":
        this.#channels.add(change.channelId);
        break;
      case "user":
        this.#dirty.add("people");
        break;
      case "usergroup":
        this.#dirty.add("groups");
        break;
      case "view":
        if (change.userId !== this.eyes.id) return;
        this.#dirty.add("views");
        break;
      case "home":
        if (change.userId !== this.eyes.id) return;
        this.#dirty.add("home");
        break;
      case "file":
        this.#touchFile(change.fileId);
        break;
      case "canvas":
        this.#canvases.add(change.canvasId);
        break;
      case "app":
        return;
    }
    this.#soon();
  }

  takeRead(channelId: string): void {
    this.#channels.add(channelId);
    this.#soon();
  }

  takeStage(what: "faults" | "stage"): void {
    this.#dirty.add(what);
    this.#soon();
  }

  tellTime(): void {
    const { clock, director } = this.#shared;
    this.#send({ kind: "clock", now: clock.now(), rate: director()?.rate() ?? 1 });
  }

  async hear(text: string): Promise<void> {
    const id = askedId(text);
    let result: Answer;
    try {
      const done = await this.#do(Request.parse(JSON.parse(text)));
      result = { ok: true, ...(typeof done === "object" ? done : {}) };
    } catch (error) {
      result = refusal(error);
    }
    this.#flush();
    this.#send({ kind: "answer", to: id, result });
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#stopInspecting?.();
  }

  #do(asked: Request): unknown {
    const { eyes } = this;
    switch (asked.act) {
      case "open":
        return this.#open(asked.channelId, asked.most);
      case "focus":
        this.#isVisible = asked.visible;
        if (asked.visible && this.#watched) this.#read(this.#watched);
        return undefined;
      case "inspect":
        return this.#inspect(asked.on);
      default:
        return look(eyes, asked) ?? this.#act(asked);
    }
  }

  #act<Asked extends Request>(asked: Asked): unknown {
    const deeds: Record<string, ((eyes: Eyes, asked: never) => unknown) | undefined> = deedsOf(this.#shared);
    const deed = deeds[asked.act];
    if (!deed) throw new Error(`nobody knows how to ${asked.act}`);
    return deed(this.eyes, matching(asked));
  }

  #open(channelId: string, most: number): object {
    const lastRead = this.#shared.reads.last(this.eyes.id, channelId);
    const page = this.eyes.page(channelId, most);
    this.#watched = channelId;
    this.#read(channelId);
    return { ...page, lastRead };
  }

  #read(channelId: string): void {
    const newest = this.#shared.workspace.channels.find(channelId)?.messages.at(-1);
    if (!newest || !this.#isVisible || !this.eyes.maySee(channelId)) return;
    if (this.#shared.reads.mark(this.eyes.id, channelId, newest.ts)) this.#shared.onRead(this.eyes.id, channelId);
  }

  #inspect(isOn: boolean): object {
    const { calls } = this.#shared;
    this.#stopInspecting?.();
    this.#stopInspecting = undefined;
    if (!isOn) return {};
    this.#stopInspecting = calls.onCall((call) => {
      this.#calls.set(call.number, call);
      this.#soon();
    });
    return {
      calls: calls
        .all()
        .slice(-MOST_CALLS)
        .map((call) => seenCall(call, this.eyes, this.#shared.workspace)),
    };
  }

  /** A reply changes its parent as well. */
  #touch(ts: Ts): void {
    this.#messages.add(ts);
    const message = this.#shared.workspace.messages.find(this.#watched ?? "", ts);
    if (message?.threadTs) this.#messages.add(message.threadTs);
  }

  #touchFile(fileId: string): void {
    const messages = this.#watched ? this.#shared.workspace.channels.find(this.#watched)?.messages : undefined;
    for (const { ts, fileIds } of messages ?? []) if (fileIds.includes(fileId)) this.#touch(ts);
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => this.#flush(), GATHER_MS);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#flushMessages();
    this.#flushChannels();
    this.#flushRest();
  }

  #flushMessages(): void {
    const channelId = this.#watched;
    const all = [...this.#messages];
    this.#messages.clear();
    if (channelId === undefined || all.length === 0 || !this.eyes.maySee(channelId)) return;
    this.#read(channelId);
    const messages = all.flatMap((ts) => this.eyes.message(channelId, ts) ?? []);
    const found = new Set(messages.map(({ ts }) => ts));
    this.#send({ kind: "messages", channelId, messages, gone: all.filter((ts) => !found.has(ts)) });
  }

  #flushChannels(): void {
    const all = [...this.#channels];
    this.#channels.clear();
    const channels = all.flatMap((id) => this.#shownChannel(id) ?? []);
    for (const { id } of channels) this.#known.add(id);
    const seen = new Set(channels.map(({ id }) => id));
    const gone = all.filter((id) => !seen.has(id) && this.#known.delete(id));
    if (channels.length > 0 || gone.length > 0) this.#send({ kind: "channels", channels, gone });
  }

  #flushRest(): void {
    const { workspace, switches, director, sockets } = this.#shared;
    const dirty = new Set(this.#dirty);
    this.#dirty.clear();
    if (dirty.has("people")) this.#send({ kind: "people", people: workspace.people.all().map(shownPerson) });
    if (dirty.has("groups")) this.#send({ kind: "groups", groups: this.#groups() });
    if (dirty.has("views")) this.#send({ kind: "views", views: this.eyes.shownViews() });
    if (dirty.has("home")) this.#send({ kind: "home", home: this.eyes.shownHome() });
    if (dirty.has("faults")) this.#send({ kind: "faults", faults: switches.state, sockets: sockets() });
    const stage = dirty.has("stage") ? director()?.look() : undefined;
    if (stage) {
      this.#send({ kind: "stage", stage });
      this.tellTime();
    }
    for (const canvasId of this.#canvases)
      if (this.eyes.mayReadCanvas(canvasId)) this.#send({ kind: "canvas", canvasId });
    this.#canvases.clear();
    const calls = [...this.#calls.values()].map((call) => seenCall(call, this.eyes, this.#shared.workspace));
    this.#calls.clear();
    if (calls.length > 0) this.#send({ kind: "calls", calls });
  }

  #groups() {
    const kept = this.#shared.workspace.userGroups.all().filter(({ deleted }) => !deleted);
    return kept.map(({ id, handle, name }) => ({ id, handle, name }));
  }

  #shownChannel(channelId: string) {
    const channel = this.#shared.workspace.channels.find(channelId);
    if (!channel || !this.eyes.maySee(channelId)) return undefined;
    return this.eyes.shownChannel(channel, this.#shared.reads.last(this.eyes.id, channelId));
  }
}

/** Holds because the table is keyed by the act: the deed found there takes exactly this request. */
const matching = (asked: Request): never => asked as never;

function askedId(text: string): number {
  const found = /"id":\s*(\d+)/.exec(text);
  return Number(found?.[1] ?? 0);
}
