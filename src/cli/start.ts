import { type Config, loadConfig } from "../config/index.ts";
import { unsoundness } from "../db/backup.ts";
import { checkAside, type Soundness } from "../db/check-aside.ts";
import { withGoodBackup } from "../db/newest-good.ts";
import { DamagedFileError, damaged } from "../db/open.ts";
import { openCheckedAside } from "../db/store.ts";
import { systemClock } from "../lib/clock.ts";
import { ConfigError } from "../lib/errors.ts";
import { createLog, type Log } from "../lib/log.ts";
import { type Bot, createBot } from "../main.ts";
import { scheduleBackups } from "./backup/schedule.ts";
import type { Checking } from "./early-check.ts";
import { askedToStop, environment } from "./environment.ts";

/** Backups do not get in the way of connecting; but a Slack that cannot be reached is no reason to go without. */
const BACKUPS_WAIT_MS = 3_000;

/** `sitrep start`: runs the bot until it is asked to stop. */
export async function start(checking: Checking): Promise<number> {
  const config = loadConfig(environment());
  const log = createLog(config.logLevel);
  process.on("unhandledRejection", (err) => log.error({ err }, "a promise was rejected and nobody minded"));
  const sound = soundnessOf(checking, config);
  const bot = createOrSayHow(config, log, sound);
  const backups = scheduleBackups({ ...config, clock: systemClock, log });
  process.on("SIGHUP", () => void bot.reload());
  const stopping = askedToStop();
  const patience = new AbortController();
  try {
    const started = Promise.all([sound, bot.start()]).then(() => undefined);
    const waited = systemClock.sleep(BACKUPS_WAIT_MS, patience.signal).then(() => undefined);
    const signal = await Promise.race([started, waited, stopping]);
    if (signal === undefined) backups.start();
    await Promise.race([started, stopping]);
  } catch (error) {
    await backups.stop();
    await bot.stop();
    throw asConfigError(error);
  } finally {
    patience.abort();
  }
  log.info({ signal: await stopping }, "stopping");
  await backups.stop();
  await bot.stop();
  return 0;
}

/** Fails when the file is damaged; one that could not be read aside is read here. */
async function soundnessOf({ path, answer }: Checking, { databasePath, backups }: Config): Promise<void> {
  const aside = path === databasePath ? answer : checkAside(databasePath);
  const found = await aside.catch((): Soundness => {
    const what = unsoundness(databasePath);
    return what === undefined ? { kind: "sound" } : { kind: "damaged", what };
  });
  if (found.kind === "damaged") throw withGoodBackup(damaged(databasePath, found.what), backups);
}

/** A damaged file is named together with what can take its place. */
function createOrSayHow(config: Config, log: Log, sound: Promise<void>): Bot {
  sound.catch(() => {});
  try {
    return createBot({ config, log, openStore: (path) => openCheckedAside(path, sound) });
  } catch (error) {
    throw error instanceof DamagedFileError ? withGoodBackup(error, config.backups) : error;
  }
}

/** A port that is taken is for the operator to mend, not a bug. */
function asConfigError(error: unknown): unknown {
  if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) return error;
  return new ConfigError("PORT is in use by another program. Stop that one, or set PORT to a free one.");
}
