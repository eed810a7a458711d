import { type Config, ConfigProblems, type Env, loadConfig, loadStorage } from "../config/index.ts";
import type { Clock } from "../lib/clock.ts";
import type { AskSlack } from "./asking.ts";
import type { Room } from "./channels.ts";
import { examineClock } from "./clock.ts";
import { soundConfiguration, wrongConfiguration } from "./configuration.ts";
import { examineStorage } from "./database.ts";
import type { Finding } from "./finding.ts";
import { examinePaging, type Reach } from "./paging.ts";
import { examineSlack, tryConnection } from "./slack.ts";

export interface OutsideParts {
  readonly env: Env;
  readonly clock: Clock;
  /** Asks Slack at an address with a token. */
  readonly askWith: (token: string, apiUrl: string) => AskSlack;
  readonly unreachable: Reach;
}

/** Examines the installation from beside the bot, which may run or not; reads the whole database. */
export async function examineFromOutside(parts: OutsideParts): Promise<Finding[]> {
  const { env, clock } = parts;
  const config = attempt(() => loadConfig(env));
  const storage = config instanceof ConfigProblems ? attempt(() => loadStorage(env)) : config;
  const stored = storage instanceof ConfigProblems ? undefined : await examineStorage(storage, clock.now());
  return [
    ...(config instanceof ConfigProblems
      ? wrongConfiguration(config.problems)
      : await examineConfigured(config, parts, stored?.rooms ?? [])),
    ...(stored?.findings ?? []),
  ];
}

async function examineConfigured(config: Config, parts: OutsideParts, rooms: readonly Room[]): Promise<Finding[]> {
  const { botToken, apiUrl, connection } = config.slack;
  const askWith = (token: string) => parts.askWith(token, apiUrl);
  return [
    soundConfiguration(config.policy),
    ...(await examineSlack({
      ask: askWith(botToken),
      apiUrl,
      incidentsChannel: config.incidentsChannel,
      policy: config.policy,
      vantage: "terminal",
      connection: () => tryConnection(connection, askWith),
      rooms,
    })),
    await examineClock(apiUrl, parts.clock),
    ...(await examinePaging(config, parts.unreachable)),
  ];
}

function attempt<T>(load: () => T): T | ConfigProblems {
  try {
    return load();
  } catch (error) {
    if (error instanceof ConfigProblems) return error;
    throw error;
  }
}
