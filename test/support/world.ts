import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Config, loadPolicy, type Paging, type Policy, shippedPolicy } from "../../src/config/index.ts";
import { verifyRecord } from "../../src/core/ledger/index.ts";
import { columnsOf, product } from "../../src/core/product.ts";
import { countedIds } from "../../src/lib/ids.ts";
import { createLog, type Log } from "../../src/lib/log.ts";
import { VirtualClock } from "../../src/lib/virtual-clock.ts";
import { type Bot, createBot } from "../../src/main.ts";
import { type Sandbox, type SandboxOptions, settleWhen, startSandbox } from "../../src/sandbox/index.ts";
import type { Relay } from "./relay.ts";
import { afterTest, temporaryFolder } from "./temporary-store.ts";

export const MANIFEST = readFileSync(new URL("../../manifest.yml", import.meta.url), "utf8");

/** Thursday, 12 March 2026, 14:00 UTC: a working day everywhere. */
export const THURSDAY = Date.UTC(2026, 2, 12, 14, 0);

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface WorldOptions {
  readonly startAt?: number;
  /** The shipped one unless told; it may name people and groups of the workspace. */
  readonly policy?: Policy | ((sandbox: Sandbox) => Policy);
  readonly sandbox?: Partial<SandboxOptions>;
  /** The folder that the policy is read from, and followed while the bot runs. */
  readonly configDir?: string;
  /** Does not start the bot, so that the sandbox can be prepared first. */
  readonly isBotAsleep?: boolean;
  readonly incidentsChannel?: string;
  /** Further parts of the configuration. */
  readonly config?: Partial<Config>;
  /** Ways of paging beside Slack; none unless told. */
  readonly paging?: Paging;
  /** The bot hears Slack over HTTP instead of Socket Mode, through this. */
  readonly relay?: Relay;
  /** Where the bot's log goes; nowhere unless told. */
  readonly log?: Log;
}

/** A workspace, the bot in it, and a clock that drives both. */
export interface World {
  readonly sandbox: Sandbox;
  readonly clock: VirtualClock;
  readonly bot: () => Bot;
  person: Sandbox["person"];
  /** Waits until nothing is under way at this instant. */
  settle(): Promise<void>;
  /** Moves time on, letting everything happen that falls due. */
  pass(ms: number): Promise<void>;
  startBot(): Promise<void>;
  /** Stops the bot in good order; it can be started again on the same file. */
  stopBot(): Promise<void>;
  /** What a broken record would be: empty when chain and projections hold. */
  verify(): ReturnType<typeof verifyRecord>;
}

/** Starts a world; bot, sandbox and files are gone after the test. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const clock = new VirtualClock(options.startAt ?? THURSDAY);
  const sandbox = await startSandbox({ manifest: MANIFEST, clock, ids: countedIds("sandbox"), ...options.sandbox });
  afterTest(() => sandbox.close());
  const folder = temporaryFolder();
  const config: Config = {
    slack: {
      botToken: sandbox.botToken,
      apiUrl: sandbox.apiUrl,
      connection: options.relay
        ? { kind: "http", signingSecret: sandbox.signingSecret, port: 0 }
        : { kind: "socket", appToken: sandbox.appToken, healthPort: undefined },
    },
    databasePath: join(folder, "sitrep.db"),
    backups: { dir: join(folder, "backups"), schedule: undefined, keep: { hours: 6, days: 7, weeks: 4 } },
    incidentsChannel: options.incidentsChannel ?? "incidents",
    paging: options.paging ?? {},
    logLevel: "silent",
    ...(options.configDir === undefined
      ? { policy: policyOf(options, sandbox) }
      : { configDir: options.configDir, policy: loadPolicy(options.configDir) }),
    ...options.config,
  };
  const log = options.log ?? createLog(process.env.TEST_LOG ?? "silent");
  let bot: Bot | undefined;
  const settle = settleWhen(
    () => sandbox.isIdle(),
    () => bot === undefined || bot.isIdle(sandbox.heldCalls()),
  );

  const world: World = {
    sandbox,
    clock,
    bot() {
      if (!bot) throw new Error("the bot is asleep");
      return bot;
    },
    person: (name) => sandbox.person(name),
    settle,
    pass: (ms) => clock.advance(ms, settle),
    async startBot() {
      bot = createBot({ config, log, clock, ids: countedIds("bot"), tickMs: Number.POSITIVE_INFINITY });
      await bot.start();
      if (options.relay) await sandbox.useHttp(await options.relay.leadTo(bot.port() ?? 0));
      await settle();
    },
    async stopBot() {
      const stopping = bot;
      bot = undefined;
      await stopping?.stop();
    },
    verify: () => verifyRecord(world.bot().store, product, { columns: columnsOf }),
  };
  afterTest(() => world.stopBot());
  if (!options.isBotAsleep) await world.startBot();
  return world;
}

function policyOf({ policy = shippedPolicy() }: WorldOptions, sandbox: Sandbox): Policy {
  return typeof policy === "function" ? policy(sandbox) : policy;
}
