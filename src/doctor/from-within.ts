import type { Config, Policy } from "../config/index.ts";
import type { Store } from "../db/store.ts";
import { megabytes } from "../lib/amounts.ts";
import type { Clock } from "../lib/clock.ts";
import type { AskSlack } from "./asking.ts";
import { examineBacklog } from "./backlog.ts";
import { examineClock } from "./clock.ts";
import { soundConfiguration } from "./configuration.ts";
import { roomsOf } from "./database.ts";
import { examineFiles, sizeOf } from "./files.ts";
import { bad, type Finding, good } from "./finding.ts";
import { examinePaging, type Reach } from "./paging.ts";
import { byHttp, examineSlack } from "./slack.ts";

export interface WithinParts {
  readonly config: Omit<Config, "policy">;
  readonly policy: () => Policy;
  readonly store: Pick<Store, "backlog" | "listIncidents">;
  readonly clock: Clock;
  readonly ask: AskSlack;
  readonly unreachable: Reach;
  readonly isConnected: () => boolean;
}

/**
 * Examines the installation from inside the running bot, by what it has open already. Reads no pages of the database:
 * that is done at every start and with every backup.
 */
export async function examineFromWithin(parts: WithinParts): Promise<Finding[]> {
  const { config, store, clock, ask, unreachable } = parts;
  const { apiUrl } = config.slack;
  const policy = parts.policy();
  const [rooms, backlog] = await Promise.all([roomsOf(store), examineBacklog(store, clock.now(), "bot")]);
  const [inSlack, time, paging, size, files] = await Promise.all([
    examineSlack({
      ask,
      apiUrl,
      incidentsChannel: config.incidentsChannel,
      policy,
      vantage: "bot",
      connection: async () => judgeConnection(config.slack.connection, parts.isConnected()),
      rooms,
    }),
    examineClock(apiUrl, clock),
    examinePaging({ paging: config.paging, policy }, unreachable),
    sizeOf(config.databasePath),
    examineFiles(config, clock.now(), "bot"),
  ]);
  const database = good("Database", `answers; ${megabytes(size)}, read whole at the start and with each backup`);
  return [soundConfiguration(policy), ...inSlack, time, ...paging, database, ...backlog, ...files];
}

/** Whether Slack reaches the bot that runs. Pure. */
export function judgeConnection(connection: Config["slack"]["connection"], isConnected: boolean): Finding {
  if (connection.kind === "http") return byHttp(connection.port);
  if (isConnected) return good("Connection", "Socket Mode is open");
  const mend = "Check the network and SLACK_APP_TOKEN; the bot goes on trying, and its log says what Slack answers.";
  return bad("Connection", "no socket to Slack is open, so nothing is heard", mend);
}
