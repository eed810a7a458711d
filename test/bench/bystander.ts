import { join } from "node:path";
import { type Config, shippedPolicy } from "../../src/config/index.ts";
import { createLog } from "../../src/lib/log.ts";
import { type Bot, createBot } from "../../src/main.ts";
import type { Context } from "../../src/slack/kit/context.ts";
import { benchFolder } from "./seed.ts";
import { StandIn } from "./stand-in.ts";

export interface Bystander {
  readonly ctx: Context;
  stop(): Promise<void>;
}

/** The bot's inside on a file, in this process and not connected: for measuring what it reads. */
export async function bystander(databasePath: string): Promise<Bystander> {
  const slack = await StandIn.start();
  const config: Config = {
    slack: {
      botToken: "xoxb-bench-0123456789",
      apiUrl: slack.apiUrl,
      connection: { kind: "socket", appToken: "xapp-bench-0123456789", healthPort: undefined },
    },
    databasePath,
    backups: { dir: join(benchFolder(), "backups"), schedule: undefined, keep: { hours: 6, days: 7, weeks: 4 } },
    incidentsChannel: "incidents",
    paging: {},
    logLevel: "silent",
    policy: shippedPolicy(),
  };
  const bot: Bot = createBot({ config, log: createLog("silent") });
  const identity = { userId: "UBOT", botId: "BBOT", teamUrl: "https://acme.slack.com/" };
  return {
    ctx: { ...bot.ctx, bot: () => identity },
    async stop() {
      await bot.store.close();
      await slack.stop();
    },
  };
}
