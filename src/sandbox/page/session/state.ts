import type {
  FaultState,
  Push,
  ShownApp,
  ShownCall,
  ShownChannel,
  ShownGroup,
  ShownMessage,
  ShownPerson,
  ShownView,
  Stage,
} from "../../live/wire.ts";

export type Place = { readonly kind: "channel"; readonly id: string } | { readonly kind: "home" };
export type Side =
  | { readonly kind: "thread"; readonly channelId: string; readonly ts: string }
  | { readonly kind: "canvas"; readonly canvasId: string }
  | { readonly kind: "about"; readonly channelId: string };

export interface Clock {
  readonly now: number;
  readonly rate: number;
  /** `performance.now()` when it was told. */
  readonly heardAt: number;
}

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly isBad: boolean;
}

/** What this window knows. */
export interface PageState {
  readonly link: "connecting" | "open" | "lost";
  readonly me: string;
  readonly team: string;
  readonly baseUrl: string;
  readonly app: ShownApp;
  readonly people: ReadonlyMap<string, ShownPerson>;
  readonly groups: ReadonlyMap<string, ShownGroup>;
  readonly channels: ReadonlyMap<string, ShownChannel>;
  readonly views: readonly ShownView[];
  readonly home: ShownView | null;
  readonly faults: FaultState;
  readonly sockets: number;
  readonly stage: Stage | null;
  readonly clock: Clock;
  readonly place: Place | undefined;
  readonly side: Side | undefined;
  /** Messages of the open channel, replies left out, oldest first. */
  readonly messages: readonly ShownMessage[];
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly lastRead: string;
  /** The open thread: its parent first. */
  readonly thread: readonly ShownMessage[];
  readonly calls: readonly ShownCall[];
  readonly isInspecting: boolean;
  /** Counts changes of the open canvas. */
  readonly canvasVersion: number;
  readonly toasts: readonly Toast[];
}

export const emptyState: PageState = {
  ...{ link: "connecting", me: "", team: "", baseUrl: "" },
  app: { name: "", botUserId: "", homeTab: false, commands: [], shortcuts: [] },
  ...{ people: new Map(), groups: new Map(), channels: new Map(), views: [], home: null },
  faults: {
    ...{ rateLimits: false, refusals: false, serverErrors: false },
    ...{ lostAnswers: false, slowAnswers: false, mixedEvents: false },
  },
  ...{ sockets: 0, stage: null, clock: { now: Date.now(), rate: 1, heardAt: performance.now() } },
  ...{ place: undefined, side: undefined, messages: [], hasMore: false, isLoading: false, lastRead: "", thread: [] },
  ...{ calls: [], isInspecting: false, canvasVersion: 0, toasts: [] },
};

const MOST_CALLS = 500;

const byId = <T extends { id: string }>(all: readonly T[]): Map<string, T> => new Map(all.map((one) => [one.id, one]));

/** The state after a push from the workspace. */
export function heard(state: PageState, push: Push): PageState {
  switch (push.kind) {
    case "hello": {
      const { kind: _, people, groups, channels, clock, ...rest } = push;
      const maps = { people: byId(people), groups: byId(groups), channels: byId(channels) };
      return { ...state, ...rest, ...maps, clock: { ...clock, heardAt: performance.now() } };
    }
    case "people":
      return { ...state, people: byId(push.people) };
    case "groups":
      return { ...state, groups: byId(push.groups) };
    case "channels":
      return withChannels(state, push.channels, push.gone);
    case "messages":
      return withMessages(state, push);
    case "views":
      return { ...state, views: push.views };
    case "home":
      return { ...state, home: push.home };
    case "canvas":
      return { ...state, canvasVersion: state.canvasVersion + 1 };
    case "calls":
      return { ...state, calls: withCalls(state.calls, push.calls) };
    case "faults":
      return { ...state, faults: push.faults, sockets: push.sockets };
    case "stage":
      return { ...state, stage: push.stage };
    case "clock":
      return { ...state, clock: { now: push.now, rate: push.rate, heardAt: performance.now() } };
    case "answer":
      return state;
  }
}

function withChannels(state: PageState, changed: readonly ShownChannel[], gone: readonly string[]): PageState {
  const channels = new Map(state.channels);
  for (const channel of changed) channels.set(channel.id, channel);
  for (const id of gone) channels.delete(id);
  const { place, side } = state;
  const isPlaceGone = place?.kind === "channel" && gone.includes(place.id);
  const isSideGone = side !== undefined && "channelId" in side && gone.includes(side.channelId);
  return {
    ...state,
    channels,
    ...(isPlaceGone ? { place: undefined, messages: [], thread: [] } : {}),
    ...(isSideGone ? { side: undefined } : {}),
  };
}

function withMessages(state: PageState, push: Extract<Push, { kind: "messages" }>): PageState {
  const { place, side } = state;
  const here = place?.kind === "channel" && place.id === push.channelId;
  const oldest = state.hasMore ? (state.messages[0]?.ts ?? "") : "";
  const roots = push.messages.filter((message) => isRoot(message) && message.ts >= oldest);
  const messages = here ? merged(state.messages, roots, push.gone) : state.messages;
  if (side?.kind !== "thread" || side.channelId !== push.channelId) return { ...state, messages };
  const inThread = push.messages.filter(({ ts, threadTs }) => ts === side.ts || threadTs === side.ts);
  return { ...state, messages, thread: merged(state.thread, inThread, push.gone) };
}

export const isRoot = ({ ts, threadTs, subtype }: ShownMessage): boolean =>
  threadTs === undefined || threadTs === ts || subtype === "thread_broadcast";

function merged(
  known: readonly ShownMessage[],
  changed: readonly ShownMessage[],
  gone: readonly string[],
): readonly ShownMessage[] {
  if (changed.length === 0 && !known.some(({ ts }) => gone.includes(ts))) return known;
  const last = known.at(-1)?.ts ?? "";
  if (gone.length === 0 && changed.every(({ ts }) => ts > last)) return [...known, ...sorted(changed)];
  const byTs = new Map(known.map((message) => [message.ts, message]));
  for (const message of changed) byTs.set(message.ts, message);
  for (const ts of gone) byTs.delete(ts);
  return sorted([...byTs.values()]);
}

const sorted = (messages: readonly ShownMessage[]): ShownMessage[] =>
  [...messages].sort((a, b) => (a.ts < b.ts ? -1 : 1));

export function withCalls(known: readonly ShownCall[], changed: readonly ShownCall[]): readonly ShownCall[] {
  const byNumber = new Map(known.map((call) => [call.number, call]));
  for (const call of changed) byNumber.set(call.number, call);
  return [...byNumber.values()].slice(-MOST_CALLS);
}
