import { App, HTTPReceiver, type Logger, LogLevel, SocketModeReceiver } from "@slack/bolt";
import { WebClient } from "@slack/web-api";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../../src/sandbox/index.ts";

/** An app that tries everything; nothing in it belongs to the product. */
export const TRY_MANIFEST = `
display_information:
  name: Tryout
features:
  app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false }
  bot_user: { display_name: Tryout, always_online: true }
  shortcuts:
    - { name: Start something, type: global, callback_id: start, description: Starts }
    - { name: Note this, type: message, callback_id: note, description: Notes }
  slash_commands:
    - { command: /try, description: Tries, should_escape: true }
    - { command: /raw, description: Tries without references, should_escape: false }
oauth_config:
  scopes:
    bot: [commands, "chat:write", "chat:write.public", "app_mentions:read", "channels:read", "channels:history",
          "channels:manage", "channels:join", "groups:write", "groups:read", "groups:history", "im:write", "im:read",
          "im:history", "reactions:read", "reactions:write", "users:read", "files:read", "files:write"]
settings:
  event_subscriptions:
    bot_events: [app_home_opened, app_mention, message.channels, message.groups, message.im, reaction_added,
                 reaction_removed, member_joined_channel]
  interactivity: { is_enabled: true }
  socket_mode_enabled: true
`;

const nothing = () => {};
const silent: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
};

export interface Running {
  readonly app: App;
  stop(): Promise<void>;
}

const open: { stop(): Promise<void> }[] = [];

/** A workspace for one test, gone after it (see `closeAll`). */
export async function tryWorkspace(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ manifest: TRY_MANIFEST, ...options });
  open.push({ stop: () => sandbox.close() });
  return sandbox;
}

/** A stock Bolt app on Socket Mode, connected. */
export async function socketApp(sandbox: Sandbox, listen: (app: App) => void): Promise<Running> {
  const clientOptions = () => ({ slackApiUrl: sandbox.apiUrl });
  const receiver = new SocketModeReceiver({
    appToken: sandbox.appToken,
    logger: silent,
    clientPingTimeout: 1000,
    installerOptions: { clientOptions: clientOptions() },
  });
  const app = new App({ token: sandbox.botToken, receiver, logger: silent, clientOptions: clientOptions() });
  listen(app);
  const before = sandbox.sockets.connected;
  await app.start();
  await sandbox.until(() => sandbox.sockets.connected > before);
  return remember(app, async () => {
    const gone = new Promise<void>((resolve) => receiver.client.once("disconnected", () => resolve()));
    await receiver.client.disconnect();
    await gone;
  });
}

/** A stock Bolt app behind its HTTP receiver, verified by the workspace. */
export async function httpApp(
  sandbox: Sandbox,
  listen: (app: App) => void,
  options: { signingSecret?: string } = {},
): Promise<Running & { isVerified: boolean }> {
  const receiver = new HTTPReceiver({
    signingSecret: options.signingSecret ?? sandbox.signingSecret,
    logger: silent,
    processBeforeResponse: true,
  });
  const app = new App({
    ...{ token: sandbox.botToken, receiver, logger: silent },
    clientOptions: { slackApiUrl: sandbox.apiUrl },
  });
  listen(app);
  const server = await receiver.start({ port: 0, host: "127.0.0.1" });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the receiver has no port");
  const isVerified = await sandbox.useHttp(`http://127.0.0.1:${address.port}/slack/events`);
  const running = remember(app, async () => {
    server.closeAllConnections();
    await receiver.stop();
  });
  return { ...running, isVerified };
}

/** The app's Web API client, without retries of its own. */
export const clientOf = (sandbox: Sandbox): WebClient =>
  new WebClient(sandbox.botToken, {
    ...{ slackApiUrl: sandbox.apiUrl, logger: silent, rejectRateLimitedCalls: true },
    retryConfig: { retries: 0 },
  });

/** Stops what a test started, apps first. */
export async function closeAll(): Promise<void> {
  for (const each of open.splice(0).reverse()) await each.stop().catch(nothing);
}

function remember(app: App, stop: () => Promise<void>): Running {
  let isStopped = false;
  const running = {
    app,
    stop: async () => {
      if (isStopped) return;
      isStopped = true;
      await stop();
    },
  };
  open.push(running);
  return running;
}
