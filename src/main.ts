import type { RequestListener, Server } from "node:http";
import { schedule } from "node-cron";
import { type Config, LivePolicy, portOf } from "./config/index.ts";
import { Alarm, HOUSE, joinGateways, Ledger, Outbox, reproject } from "./core/ledger/index.ts";
import { overridesOf } from "./core/oncall/index.ts";
import { columnsOf, type Incident, PROJECTION, product } from "./core/product.ts";
import { forgetOldWords } from "./core/timeline/index.ts";
import { openStore as openFileStore, type Store } from "./db/store.ts";
import { Doctor, examineFromWithin } from "./doctor/index.ts";
import { calendarRoute } from "./http/calendar/route.ts";
import { createHttpGateway } from "./http/gateway.ts";
import { type Health, healthRoute } from "./http/health.ts";
import { pagingDeeds } from "./http/paging/index.ts";
import { httpListener, serve } from "./http/serving/listener.ts";
import { unreachable } from "./http/speaking/reach.ts";
import { statuspageDeeds } from "./http/statuspage/push.ts";
import { statusPageRoute } from "./http/statuspage/route.ts";
import { type Clock, systemClock } from "./lib/clock.ts";
import { UnavailableError } from "./lib/errors.ts";
import { type Ids, randomIds } from "./lib/ids.ts";
import type { Log } from "./lib/log.ts";
import { approvalsRoom } from "./slack/approvals/index.ts";
import { createRouter } from "./slack/commands/index.ts";
import { escalationRoom } from "./slack/escalation/index.ts";
import { homeRoom } from "./slack/home/index.ts";
import { controlPanel, incidentsRoom, openDeclareForm } from "./slack/incidents/index.ts";
import type { AskViews } from "./slack/kit/asks.ts";
import type { Context } from "./slack/kit/context.ts";
import { createGateway } from "./slack/kit/gateway.ts";
import {
  type AckTiming,
  channelAddress,
  createGate,
  createHearing,
  createInteractiveClient,
  createSlackCaller,
  Directory,
  type Gate,
  guardedDoors,
  type Hearing,
  type HearingMode,
  questionsTo,
  type Registrations,
} from "./slack/kit/index.ts";
import type { Room } from "./slack/kit/room.ts";
import { storedPeople } from "./slack/kit/speaking/stored-people.ts";
import { noticesRoom } from "./slack/notices/index.ts";
import { oncallRoom } from "./slack/oncall/index.ts";
import { postmortemsRoom } from "./slack/postmortems/index.ts";
import { relatedRoom } from "./slack/related/index.ts";
import { remindersRoom } from "./slack/reminders/index.ts";
import { rolesRoom } from "./slack/roles/index.ts";
import { servicesRoom } from "./slack/services/index.ts";
import { summaryRoom } from "./slack/summary/index.ts";
import { createCatchUp, timelineRoom } from "./slack/timeline/index.ts";
import { triggersRoom } from "./slack/triggers/index.ts";
import { updatesRoom } from "./slack/updates/index.ts";

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

/** What was heard and done is remembered this long; Slack may send an event again for 26 hours. */
const MEMORY_MS = 48 * 3_600_000;
/** Every night at a quiet minute. */
const FORGET_AT = "17 3 * * *";

/** What each part of the product brings to Slack. */
const rooms: readonly ((ctx: Context, asks: AskViews, gate: Gate) => Room)[] = [
  timelineRoom,
  incidentsRoom,
  servicesRoom,
  rolesRoom,
  updatesRoom,
  approvalsRoom,
  escalationRoom,
  triggersRoom,
  noticesRoom,
  oncallRoom,
  relatedRoom,
  postmortemsRoom,
  remindersRoom,
  summaryRoom,
  homeRoom,
];

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
    onChange: () => onceWritable(() => replanAll(store, ledger)),
    onProblems: () => doctor.tell(),
  });
  const policy = () => live.policy;
  const ledger = new Ledger<Incident>({ store, product, columns: columnsOf, policy, overrides: overridesOf, clock });
  const transport = { token: config.slack.botToken, apiUrl: config.slack.apiUrl, clock, log };
  const slack = createSlackCaller(transport);
  const interactive = createInteractiveClient(transport);
  const directory = new Directory({ caller: slack, clock, store: storedPeople(store, clock) });
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

  const health: Health = {
    isConnected,
    backlog: async () => (await store.backlog(clock.now())).waiting,
    isConfigurationSound: () => live.problems.length === 0,
  };
  const listener = httpListener({
    routes: [
      healthRoute(health),
      statusPageRoute({ store, policy, clock, publicUrl: publicUrlOf(config) }),
      calendarRoute({
        store,
        world: () => ledger.world(),
        nameOf: async (userId) => (await directory.person(userId)).name,
      }),
    ],
    clock,
    log,
    sourcePerSecond: () => policy().limits.sourcePerSecond,
  });
  const hearing: Hearing = createHearing({
    mode: modeOf(ctx, listener),
    botToken: config.slack.botToken,
    apiUrl: config.slack.apiUrl,
    caller: slack,
    interactive,
    onPerson: (userId, handle) => directory.heardOf(userId, handle),
    clock,
    ids,
    log,
  });

  const built = furnish(ctx, hearing);
  const inSlack = createGateway(
    { clock, log },
    built.map((room) => room.deeds ?? {}),
  );
  const paging = pagingDeeds({
    paging: config.paging,
    policy,
    clock,
    log,
    incident: (id) => ledger.incident(id),
    record: (id, decision) => ledger.record(id, decision),
    linkTo: ({ facts }) => facts.channel && channelAddress(identity().teamUrl, facts.channel.id),
    nameOf: async (userId) => (await directory.person(userId)).name,
  });
  const statuspage = statuspageDeeds({
    settings: config.statuspage,
    policy,
    store,
    clock,
    incident: (id) => ledger.incident(id),
  });
  const outside = createHttpGateway({ clock, log }, [paging, statuspage]);
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

  /** A file that another program holds at the start is waited for. */
  async function onceWritable(act: () => Promise<unknown>): Promise<void> {
    for (;;) {
      try {
        await act();
        return;
      } catch (error) {
        if (!(error instanceof UnavailableError)) throw error;
        log.warn({ err: error }, "the timers could not be planned anew; trying again");
      }
    }
  }

  /** What another version of the program stored is seen through the eyes of this one. */
  async function projectAnew(): Promise<void> {
    const count = await reproject({ store, product, columns: columnsOf, projection: PROJECTION });
    if (count > 0) log.info({ count }, "incidents were folded anew, as this version sees them");
  }

  return {
    ctx,
    store,
    async start() {
      if (config.slack.connection.kind === "socket" && config.slack.connection.healthPort !== undefined) {
        httpServer = await serve(listener, config.slack.connection.healthPort, host);
      }
      await onceWritable(projectAnew);
      hearing.onConnected(() => void catchUp.run());
      const bot = await hearing.start();
      log.info({ team: bot.teamName, mode: config.slack.connection.kind }, "connected to Slack");
      // The policy may have changed since the timers were planned.
      await onceWritable(() => replanAll(store, ledger));
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

/** Builds the rooms and lets everything that people can do in them be heard. */
export function furnish(ctx: Context, hearing: Registrations): readonly Room[] {
  const asks: AskViews = {};
  const gate = createGate(ctx);
  const built = rooms.map((room) => room(ctx, asks, gate));
  for (const room of built) Object.assign(asks, room.asks);
  const doors = guardedDoors(ctx, gate, hearing);
  for (const room of built) room.register?.(doors);
  createRouter({
    ctx,
    gate,
    verbs: built.flatMap((room) => room.verbs ?? []),
    openDeclareForm: (input) => openDeclareForm(ctx, input),
    controlPanel: (input, incident) => controlPanel(ctx, incident, input.userId),
  }).register(doors);
  return built;
}

/** Plans all timers anew, those of the house too; what is open may get its first by another policy. */
async function replanAll(store: Store, ledger: Ledger<Incident>): Promise<void> {
  const open = await store.listIncidents({ isOpen: true });
  const numbers = new Set([HOUSE, ...open.map(({ id }) => id), ...(await store.incidentsWithTimers())]);
  await Promise.all([...numbers].map((id) => ledger.replan(id)));
}

/** What need not be known any longer goes, at night. */
async function forget({ store, ledger, clock, policy, log }: Context): Promise<void> {
  await store.forgetBefore(clock.now() - MEMORY_MS);
  const record = ledger.record.bind(ledger);
  const count = await forgetOldWords({ store, record, policy: policy(), now: clock.now() });
  if (count > 0) log.info({ count }, "words were removed because of their age");
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
