import type { Block, ChannelKind, Ts, ViewState } from "../workspace/types.ts";

/** What the page and the workspace say to each other over `/live`: JSON texts, one a message. */

export interface ShownPerson {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly realName: string;
  readonly title: string;
  readonly tz: string;
  readonly isBot: boolean;
  readonly isGuest: boolean;
  readonly isAdmin: boolean;
  readonly deleted: boolean;
}

export interface ShownApp {
  readonly name: string;
  readonly botUserId: string;
  readonly homeTab: boolean;
  readonly commands: readonly { readonly command: string; readonly description: string; readonly usageHint: string }[];
  readonly shortcuts: readonly {
    readonly name: string;
    readonly type: "global" | "message";
    readonly callbackId: string;
    readonly description: string;
  }[];
}

export interface ShownGroup {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
}

export interface ShownBookmark {
  readonly id: string;
  readonly title: string;
  readonly link: string;
  readonly emoji: string;
}

export interface ShownChannel {
  readonly id: string;
  readonly kind: ChannelKind;
  readonly name: string;
  readonly topic: string;
  readonly purpose: string;
  readonly isMember: boolean;
  readonly archived: boolean;
  readonly members: readonly string[];
  readonly pins: readonly Ts[];
  readonly bookmarks: readonly ShownBookmark[];
  readonly canvas?: { readonly id: string; readonly title: string };
  /** Messages after the last one read; 100 means "more than 99". */
  readonly unread: number;
  /** How many of those ring this person. */
  readonly mentions: number;
  /** Time of the newest message, for the order of direct messages. */
  readonly latest: Ts;
}

export interface ShownFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly mimetype: string;
  readonly filetype: string;
  readonly size: number;
  readonly altText: string;
  readonly deleted: boolean;
}

export interface ShownMessage {
  readonly channelId: string;
  readonly ts: Ts;
  readonly threadTs?: Ts;
  readonly userId: string;
  /** What the app calls itself in this message. */
  readonly username?: string;
  readonly iconEmoji?: string;
  readonly text: string;
  readonly blocks?: readonly Block[];
  readonly attachments?: readonly Readonly<Record<string, unknown>>[];
  readonly subtype?: string;
  readonly ephemeral: boolean;
  readonly edited: boolean;
  readonly deleted: boolean;
  readonly reactions: readonly { readonly name: string; readonly users: readonly string[] }[];
  readonly files: readonly ShownFile[];
  readonly replies?: { readonly count: number; readonly users: readonly string[]; readonly latest: Ts };
}

export interface ShownView {
  readonly id: string;
  readonly title: string;
  readonly submit?: string;
  readonly close?: string;
  readonly blocks: readonly Block[];
  readonly state: ViewState;
  /** Sentences under fields, by block id. */
  readonly errors: Readonly<Record<string, string>>;
  readonly hash: string;
  readonly isSubmitDisabled: boolean;
}

/** One exchange between app and workspace, without what is private to somebody else. */
export interface ShownCall {
  readonly number: number;
  readonly kind: "api" | "delivery" | "response_url" | "file";
  readonly method: string;
  readonly at: number;
  readonly by: string;
  readonly args: Readonly<Record<string, string>>;
  readonly status: number;
  readonly error?: string;
  readonly fault?: string;
  readonly ms: number;
  readonly done: boolean;
}

export const FAULT_SWITCHES = [
  "rateLimits",
  "refusals",
  "serverErrors",
  "lostAnswers",
  "slowAnswers",
  "mixedEvents",
] as const;
export type FaultSwitch = (typeof FAULT_SWITCHES)[number];
export type FaultState = Readonly<Record<FaultSwitch, boolean>>;

export interface ScenarioCard {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly lengthMs: number;
}

export type AppState = "running" | "stopping" | "stopped" | "starting";

/** What the scenario bar shows. */
export interface Stage {
  readonly scenarios: readonly ScenarioCard[];
  /** The scenario that is on, if any. */
  readonly scenario?: string;
  readonly state: "idle" | "playing" | "paused";
  /** Time since the scenario began; negative while its beginning is awaited. */
  readonly atMs: number;
  readonly speed: number;
  /** Time is being moved ahead as fast as the app can follow. */
  readonly isSkipping: boolean;
  /** What was done last, such as "14 of 60: sam says". */
  readonly note: string;
  readonly problem?: string;
  readonly app: AppState;
}

/** What a person hears. */
export type Push =
  | {
      readonly kind: "hello";
      readonly me: string;
      readonly team: string;
      readonly baseUrl: string;
      readonly app: ShownApp;
      readonly people: readonly ShownPerson[];
      readonly groups: readonly ShownGroup[];
      readonly channels: readonly ShownChannel[];
      readonly views: readonly ShownView[];
      readonly home: ShownView | null;
      readonly faults: FaultState;
      readonly stage: Stage | null;
      readonly sockets: number;
      /** `rate`: milliseconds of the workspace's clock in one of the watcher's. */
      readonly clock: { readonly now: number; readonly rate: number };
    }
  | { readonly kind: "people"; readonly people: readonly ShownPerson[] }
  | { readonly kind: "groups"; readonly groups: readonly ShownGroup[] }
  | { readonly kind: "channels"; readonly channels: readonly ShownChannel[]; readonly gone: readonly string[] }
  | {
      readonly kind: "messages";
      readonly channelId: string;
      readonly messages: readonly ShownMessage[];
      readonly gone: readonly Ts[];
    }
  | { readonly kind: "views"; readonly views: readonly ShownView[] }
  | { readonly kind: "home"; readonly home: ShownView | null }
  | { readonly kind: "canvas"; readonly canvasId: string }
  | { readonly kind: "calls"; readonly calls: readonly ShownCall[] }
  | { readonly kind: "faults"; readonly faults: FaultState; readonly sockets: number }
  | { readonly kind: "stage"; readonly stage: Stage }
  | { readonly kind: "clock"; readonly now: number; readonly rate: number }
  | { readonly kind: "answer"; readonly to: number; readonly result: Answer };

/** What came of something that a person asked for. */
export type Answer = Readonly<Record<string, unknown>> & {
  readonly ok: boolean;
  readonly error?: string;
  /** The sentence that the person reads. */
  readonly notice?: string;
};

/** Answer to `open` and `older`. */
export interface Page {
  readonly messages: readonly ShownMessage[];
  readonly hasMore: boolean;
  readonly lastRead?: Ts;
}
