import { type Config, loadConfig } from "../config/index.ts";
import { DamagedFileError } from "../db/open.ts";
import { systemClock } from "../lib/clock.ts";
import { ConfigError } from "../lib/errors.ts";
import { createLog, type Log } from "../lib/log.ts";
import { type Bot, createBot } from "../main.ts";
import { withGoodBackup } from "./backup/newest-good.ts";
import { scheduleBackups } from "./backup/schedule.ts";
import { askedToStop, environment } from "./environment.ts";

/** `sitrep start`: runs the bot until it is asked to stop. */
export async function start(): Promise<number> {
  const config = loadConfig(environment());
  const log = createLog(config.logLevel);
  process.on("unhandledRejection", (err) => log.error({ err }, "a promise was rejected and nobody minded"));
  const bot = createOrSayHow(config, log);
  const backups = scheduleBackups({ ...config, clock: systemClock, log });
  process.on("SIGHUP", () => void bot.reload());
  const stopping = askedToStop();
  try {
    await Promise.race([bot.start(), stopping]);
  } catch (error) {
    await bot.stop();
    throw asConfigError(error);
  }
  backups.start();
  log.info({ signal: await stopping }, "stopping");
  await backups.stop();
  await bot.stop();
  return 0;
}

/** A damaged file is named together with what can take its place. */
function createOrSayHow(config: Config, log: Log): Bot {
  try {
    return createBot({ config, log });
  } catch (error) {
    throw error instanceof DamagedFileError ? withGoodBackup(error, config.backups) : error;
  }
}

/** A port that is taken is for the operator to mend, not a bug. */
function asConfigError(error: unknown): unknown {
  if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) return error;
  return new ConfigError("PORT is in use by another program. Stop that one, or set PORT to a free one.");
}
