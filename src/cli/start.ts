import { loadConfig } from "../config/index.ts";
import { ConfigError } from "../lib/errors.ts";
import { createLog } from "../lib/log.ts";
import { createBot } from "../main.ts";
import { askedToStop, environment } from "./environment.ts";

/** `sitrep start`: runs the bot until it is asked to stop. */
export async function start(): Promise<number> {
  const config = loadConfig(environment());
  const log = createLog(config.logLevel);
  process.on("unhandledRejection", (err) => log.error({ err }, "a promise was rejected and nobody minded"));
  const bot = createBot({ config, log });
  const stopping = askedToStop();
  try {
    await Promise.race([bot.start(), stopping]);
  } catch (error) {
    await bot.stop();
    throw asConfigError(error);
  }
  log.info({ signal: await stopping }, "stopping");
  await bot.stop();
  return 0;
}

/** A port that is taken is for the operator to mend, not a bug. */
function asConfigError(error: unknown): unknown {
  if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) return error;
  return new ConfigError("PORT is in use by another program. Stop that one, or set PORT to a free one.");
}
