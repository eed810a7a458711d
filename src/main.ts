import type { RequestListener, Server } from "node:http";
import { schedule } from "node-cron";
import { type Config, LivePolicy, portOf } from "./config/index.ts";
import { Alarm, joinGateways, Ledger, Outbox } from "./core/ledger/index.ts";
import { overridesOf } from "./core/oncall/index.ts";
import { columnsOf, type Incident, product } from "./core/product.ts";
import { forget, onceWritable, projectAnew, replanAll } from "./core/upkeep.ts";
import { openStore as openFileStore, type Store } from "./db/store.ts";
import { Doctor, examineFromWithin } from "./doctor/index.ts";
import { receivers } from "./http/receivers.ts";
import { serve } from "./http/serving/listener.ts";
import { site } from "./http/site.ts";
import { unreachable } from "./http/speaking/reach.ts";
import { type Clock, systemClock } from "./lib/clock.ts";
import { type Ids, randomIds } from "./lib/ids.ts";
import type { Log } from "./lib/log.ts";
import type { Context } from "./slack/kit/context.ts";
import { createGateway } from "./slack/kit/gateway.ts";
import {
  type AckTiming,
  channelAddress,
  createHearing,
  createInteractiveClient,
  createSlackCaller,
  Directory,
  type Hearing,
  type HearingMode,
  questionsTo,
} from "./slack/kit/index.ts";
import { storedPeople } from "./slack/kit/speaking/stored-people.ts";
import { furnish } from "./slack/rooms.ts";
import { createCatchUp } from "./slack/timeline/index.ts";

export interface BotParts {
  readonly config: Config;
  readonly log: Log;
  readonly clock?: Clock;
  readonly ids?: Ids;
  /** How the database file is opened. */
  readonly openStore?: (path: string) => Store;
  /** How often the clock is looked at, in milliseconds; Infinity for a clock that is moved by hand. */
  readonly tickMs?: number;
  /** The address of this machine that `PORT` is served on in Socket Mode; all of them unless told. */
  readonly host?: string;
}

/** The whole bot: opened, started and stopped here. */
export interface Bot {
  readonly ctx: Context;
  readonly store: Store;
  /** Connects to Slack, takes up what was left undone and reads what was missed. */
  start(): Promise<void>;
  /** Finishes what is under way and lets go of everything. */
  stop(): Promise<void>;
  /** Reads the configuration's files now, as after a change of them. */
  reload(): Promise<void>;
  /** True when nothing is under way but `heldCalls` calls that Slack has not answered yet. */
  isIdle(heldCalls?: number): boolean;
  timings(): readonly AckTiming[];
  /** The port that HTTP mode listens on. */
  port(): number | undefined;
}

/** Reminders that came due while the bot was away wait so long for the record to be complete. */
const PATIENCE_MS = 15_000;

/** Every night at a quiet minute. */
const FORGET_AT = "17 3 * * *";

/** Wires everything; throws a ConfigError when the database cannot be used. */
export function createBot({
  config,
  log,
  clock = systemClock,
  ids = randomIds,
  openStore = openFileStore,
  tickMs,
  host,
}: BotParts): Bot {
  const store = openStore(config.databasePath);
  const live: LivePolicy = new LivePolicy({
    config,
    clock,
    log,
    onChange: () => onceWritable(log, () => replanAll({ store, ledger })),
    onProblems: () => doctor.tell(),
  });
  const policy = () => live.policy;
  const ledger = new Ledger<Incident>({ store, product, columns: columnsOf, policy, overrides: overridesOf, clock });
  const transport = { token: config.slack.botToken, apiUrl: config.slack.apiUrl, clock, log };
  const slack = createSlackCaller(transport);
  const interactive = createInteractiveClient(transport);
  const teamId = () => hearing.identity()?.teamId;
  const directory = new Directory({ caller: slack, clock, store: storedPeople(store, clock), teamId });
  const isConnected = () => hearing.isConnected();
  const ask = questionsTo(slack);
  const doctor: Doctor = new Doctor({
    examine: () => examineFromWithin({ config, policy, store, clock, ask, unreachable, isConnected }),
    mistakes: () => live.problems,
    clock,
    log,
  });
  const identity = () => {
    const bot = hearing.identity();
    if (!bot) throw new Error("the bot asked who it is before it was connected");
    return { userId: bot.botUserId, botId: bot.botId, teamUrl: bot.teamUrl };
  };
  const ctx: Context = {
    config,
    policy,
    ledger,
    store,
    clock,
    ids,
    log,
    slack,
    interactive,
    directory,
    doctor,
    bot: identity,
  };

  const nameOf = async (userId: string) => (await directory.person(userId)).name;
  const listener = site({
    health: {
      isConnected,
      backlog: async () => (await store.backlog(clock.now())).waiting,
      isConfigurationSound: () => live.problems.length === 0,
    },
    ...{ store, policy, clock, log, nameOf },
    world: () => ledger.world(),
    publicUrl: publicUrlOf(config),
  });
  const hearing: Hearing = createHearing({
    mode: modeOf(ctx, listener),
    botToken: config.slack.botToken,
    apiUrl: config.slack.apiUrl,
    caller: slack,
    interactive,
    onPerson: (...introduced) => directory.heardOf(...introduced),
    clock,
    ids,
    log,
  });

  const built = furnish(ctx, hearing);
  const inSlack = createGateway(
    { clock, log },
    built.map((room) => room.deeds ?? {}),
  );
  const outside = receivers({
    ...{ config, policy, store, clock, ids, log, nameOf },
    incident: (id) => ledger.incident(id),
    record: (id, decision) => ledger.record(id, decision),
    linkTo: ({ facts }) => facts.channel && channelAddress(identity().teamUrl, facts.channel.id),
  });
  const outbox = new Outbox({ store, ledger, clock, log, ...joinGateways([inSlack, outside]) });
  const alarm = new Alarm({ store, ledger, clock, log }, tickMs);
  const catchUp = createCatchUp(ctx, hearing);
  const forgetting = schedule(FORGET_AT, () => forget(ctx), { noOverlap: true });
  forgetting.stop();
  let httpServer: Server | undefined;

  /** Nobody is told that all is silent before what was said meanwhile has been read; but not for ever. */
  async function listenFirst(): Promise<void> {
    const patience = new AbortController();
    await Promise.race([catchUp.run(), clock.sleep(PATIENCE_MS, patience.signal)]);
    patience.abort();
    alarm.start();
  }

  return {
    ctx,
    store,
    async start() {
      if (config.slack.connection.kind === "socket" && config.slack.connection.healthPort !== undefined) {
        httpServer = await serve(listener, config.slack.connection.healthPort, host);
      }
      await onceWritable(log, () => projectAnew({ store, log }));
      hearing.onConnected(() => void catchUp.run());
      const bot = await hearing.start();
      log.info({ team: bot.teamName, mode: config.slack.connection.kind }, "connected to Slack");
      // The policy may have changed since the timers were planned.
      await onceWritable(log, () => replanAll({ store, ledger }));
      await outbox.start();
      void listenFirst();
      forgetting.start();
      live.start();
    },
    async stop() {
      doctor.stop();
      await forgetting.destroy();
      await live.stop();
      await hearing.stop();
      await catchUp.stop();
      await alarm.stop();
      await outbox.stop();
      httpServer?.close();
      await store.close();
    },
    reload: () => live.reload(),
    isIdle: (heldCalls = 0) =>
      live.isIdle &&
      doctor.isIdle(heldCalls) &&
      hearing.isIdle() &&
      ledger.isIdle() &&
      alarm.isIdle() &&
      catchUp.isIdle(heldCalls) &&
      outbox.isIdle(heldCalls),
    timings: () => hearing.timings(),
    port: () => hearing.port(),
  };
}

/** Without an address for others, links lead to this machine. */
const publicUrlOf = ({ publicUrl, slack }: Config): string =>
  publicUrl ?? `http://localhost:${portOf(slack.connection) ?? 3000}/`;

function modeOf({ config, policy }: Context, fallback: RequestListener): HearingMode {
  const { connection } = config.slack;
  if (connection.kind === "socket") return { kind: "socket", appToken: connection.appToken };
  const { signingSecret, port } = connection;
  const sourcePerSecond = () => policy().limits.sourcePerSecond;
  return { kind: "http", signingSecret, port, host: "0.0.0.0", sourcePerSecond, fallback };
}
