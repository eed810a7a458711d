import { loadConfig } from "../../../src/config/index.ts";
import { createLog } from "../../../src/lib/log.ts";
import { createBot } from "../../../src/main.ts";

/** The bot itself, which tells how much memory it holds when it is asked; run with `--expose-gc`. */
const config = loadConfig(process.env);
const bot = createBot({ config, log: createLog(config.logLevel) });
await bot.start();
process.on("message", () => {
  globalThis.gc?.();
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  process.send?.({ rss, heapUsed });
});
