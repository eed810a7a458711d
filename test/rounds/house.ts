import { createServer } from "node:net";
import { join } from "node:path";
import Database from "better-sqlite3";
import { type Sandbox, startSandbox } from "../../src/sandbox/index.ts";
import { type BotProcess, startBotProcess } from "../support/bot-process.ts";
import { afterTest, temporaryFolder } from "../support/temporary-store.ts";
import { MANIFEST } from "../support/world.ts";

/** How Slack reaches the bot. */
export type Mode = "socket" | "http";

/** A workspace and a bot that lives in a process of its own, on a file, until it is killed. */
export interface House {
  readonly sandbox: Sandbox;
  readonly databasePath: string;
  bot(): BotProcess;
  /** Starts the bot anew; resolves when Slack can reach it. */
  wake(): Promise<void>;
  /** What the file says, read beside the bot. */
  all<Row>(sql: string, ...values: unknown[]): Row[];
}

export async function openHouse(mode: Mode): Promise<House> {
  const sandbox = await startSandbox({ manifest: MANIFEST });
  afterTest(() => sandbox.close());
  const databasePath = join(temporaryFolder(), "sitrep.db");
  const port = mode === "http" ? await freePort() : undefined;
  const env: Record<string, string> =
    port === undefined ? {} : { SLACK_APP_TOKEN: "", SLACK_SIGNING_SECRET: sandbox.signingSecret, PORT: String(port) };
  let bot: BotProcess | undefined;
  const house: House = {
    sandbox,
    databasePath,
    bot() {
      if (!bot) throw new Error("the bot was not started");
      return bot;
    },
    async wake() {
      bot = await startBotProcess(sandbox, { databasePath, env });
      if (port !== undefined) await sandbox.useHttp(`http://127.0.0.1:${port}/slack/events`);
    },
    all<Row>(sql: string, ...values: unknown[]) {
      const file = new Database(databasePath, { readonly: true });
      try {
        return file.prepare<unknown[], Row>(sql).all(...values);
      } finally {
        file.close();
      }
    },
  };
  await house.wake();
  return house;
}

/** A port that nobody listens on: HTTP mode must come back on the one that Slack knows. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
