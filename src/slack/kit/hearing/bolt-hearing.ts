import { App } from "@slack/bolt";
import type { Clock } from "../../../lib/clock.ts";
import type { Ids } from "../../../lib/ids.ts";
import type { Log } from "../../../lib/log.ts";
import { quietLogger } from "../quiet-logger.ts";
import type { SlackCaller } from "../speaking/caller.ts";
import { classify } from "../speaking/classify.ts";
import type { InteractiveClient } from "../speaking/interactive.ts";
import { Acknowledging } from "./acknowledging.ts";
import { Answering } from "./answering.ts";
import { createExplainer } from "./explaining.ts";
import type { BotIdentity, Hearing, HearingMode } from "./hearing.ts";
import { HttpDoor } from "./http-door.ts";
import { askIdentity, isOwnEvent, refusedToken } from "./identity.ts";
import { introduce, type OnPerson } from "./introducing.ts";
import { PrivateReplies } from "./private-replies.ts";
import { createSwitchboard } from "./registering.ts";
import { AckTimings } from "./timings.ts";
import { TwinSockets } from "./twin-sockets.ts";

export interface HearingOptions {
  mode: HearingMode;
  botToken: string;
  /** Ends with a slash, such as "https://slack.com/api/". */
  apiUrl: string;
  caller: SlackCaller;
  interactive: InteractiveClient;
  /** Hears of everybody who commands or clicks. */
  onPerson?: OnPerson;
  clock: Clock;
  ids: Ids;
  log: Log;
}

const DRAIN_MS = 3_000;

/** The bot's ears: one Bolt app behind two sockets or an HTTP door. Register handlers, then start. */
export function createHearing(options: HearingOptions): Hearing {
  const { caller, interactive, clock, ids, log } = options;
  const listeners: (() => void)[] = [];
  const stopped = new AbortController();
  const timings = new AckTimings();
  let identity: BotIdentity | undefined;
  let lastAliveAt: number | undefined;
  const alive = () => {
    lastAliveAt = clock.now();
  };
  const connected = () => {
    alive();
    for (const listener of listeners) listener();
  };

  const receiver = createReceiver(options, connected, alive);
  const app = new App({
    receiver,
    authorize: async () => ({
      botToken: options.botToken,
      ...(identity && { botId: identity.botId, botUserId: identity.botUserId }),
    }),
    clientOptions: { slackApiUrl: options.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
    logger: quietLogger(log),
    convoStore: false,
    deferInitialization: true,
  });

  const answering = new Answering({
    replies: new PrivateReplies({ caller, interactive, log }),
    explain: createExplainer(ids, log),
    log,
  });
  const switchboard = createSwitchboard(answering);
  const acknowledging = new Acknowledging({
    clock,
    log,
    timings,
    switchboard,
    isOwn: (event) => identity !== undefined && isOwnEvent(event, identity),
    onRequest(body, kind) {
      alive();
      if (options.onPerson && kind !== "event") introduce(body, options.onPerson);
    },
  });
  acknowledging.wrap(app);

  const drained = async () => {
    const enough = new AbortController();
    const everything = Promise.all([acknowledging.settled(), answering.settled()]);
    await Promise.race([everything, clock.sleep(DRAIN_MS, enough.signal)]);
    enough.abort();
  };

  return {
    ...switchboard.registrations,
    async start() {
      await app.init();
      identity = await askIdentity(caller, clock, log, stopped.signal);
      await receiver.start().catch((error: unknown) => {
        const reason = classify(error);
        throw reason.kind === "refused" ? refusedToken("SLACK_APP_TOKEN", reason.code) : error;
      });
      if (receiver instanceof HttpDoor) connected();
      return identity;
    },
    async stop() {
      stopped.abort();
      await drained();
      await receiver.stop();
      await drained();
    },
    identity: () => identity,
    onConnected: (listener) => listeners.push(listener),
    isConnected: () => receiver.isOpen,
    lastAliveAt: () => (receiver instanceof TwinSockets && receiver.isOpen ? clock.now() : lastAliveAt),
    timings: () => timings.all(),
    port: () => (receiver instanceof HttpDoor ? receiver.port : undefined),
    isIdle: () => acknowledging.isIdle && answering.isIdle,
  };
}

function createReceiver(options: HearingOptions, onOpen: () => void, onClose: () => void): TwinSockets | HttpDoor {
  const { mode, apiUrl, clock, log } = options;
  switch (mode.kind) {
    case "socket":
      return new TwinSockets({ appToken: mode.appToken, apiUrl, clock, log, onOpen, onClose });
    case "http":
      return new HttpDoor({
        signingSecret: mode.signingSecret,
        port: mode.port,
        host: mode.host ?? "0.0.0.0",
        path: mode.path ?? "/slack/events",
        sourcePerSecond: mode.sourcePerSecond,
        fallback: mode.fallback,
        clock,
        log,
      });
  }
}
