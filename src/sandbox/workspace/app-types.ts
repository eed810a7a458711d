export interface SlashCommand {
  readonly command: string;
  readonly description: string;
  readonly usageHint: string;
  readonly shouldEscape: boolean;
  /** Request URL, when the app is not on Socket Mode. */
  readonly url?: string;
}

export interface Shortcut {
  readonly name: string;
  readonly type: "global" | "message";
  readonly callbackId: string;
  readonly description: string;
}

/** The parts of an app manifest that decide what the app may do and hear. */
export interface Manifest {
  readonly name: string;
  readonly botName: string;
  readonly botScopes: ReadonlySet<string>;
  readonly botEvents: ReadonlySet<string>;
  readonly commands: readonly SlashCommand[];
  readonly shortcuts: readonly Shortcut[];
  readonly homeTab: boolean;
  readonly messagesTab: boolean;
  readonly messagesTabReadOnly: boolean;
  readonly interactivity: boolean;
  readonly interactivityUrl?: string;
  readonly optionsUrl?: string;
  readonly eventsUrl?: string;
  readonly socketMode: boolean;
}

export interface InstalledApp {
  readonly id: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly manifest: Manifest;
  revoked: boolean;
}
