import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Sandbox } from "../../src/sandbox/index.ts";
import { afterTest } from "./temporary-store.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export interface BotProcess {
  /** Kills it as `kill -9` does; resolves when it is gone. */
  kill(): Promise<void>;
  /** Asks it to stop and gives its exit code. */
  stop(): Promise<number | null>;
  /** Asks it to read its configuration anew. */
  hangUp(): void;
  /** Everything that it wrote so far. */
  output(): string;
  /** Resolves once it wrote these words. */
  says(words: string): Promise<void>;
  readonly exited: Promise<number | null>;
}

export interface BotProcessOptions {
  readonly databasePath: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the real bot, as `npm start` does, against a sandbox; resolves when Slack can reach it. */
export async function startBotProcess(sandbox: Sandbox, options: BotProcessOptions): Promise<BotProcess> {
  const bot = spawnSitrep(["start"], {
    SLACK_BOT_TOKEN: sandbox.botToken,
    SLACK_APP_TOKEN: sandbox.appToken,
    SLACK_API_URL: sandbox.apiUrl,
    DATABASE_PATH: options.databasePath,
    LOG_LEVEL: "info",
    ...options.env,
  });
  await Promise.race([
    bot.says("connected to Slack"),
    bot.exited.then((code) => {
      throw new Error(`the bot ended with ${code} before it was connected:\n${bot.output()}`);
    }),
  ]);
  return bot;
}

/** Runs the command line in a process of its own, with this environment alone. */
export function spawnSitrep(args: readonly string[], env: Readonly<Record<string, string>>) {
  const child: ChildProcess = spawn(process.execPath, ["--import", "tsx", "src/cli/sitrep.ts", ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let written = "";
  const listeners = new Set<() => void>();
  const hear = (chunk: Buffer) => {
    written += chunk.toString();
    for (const listener of listeners) listener();
  };
  child.stdout?.on("data", hear);
  child.stderr?.on("data", hear);
  const exited = once(child, "exit").then(([code]) => (typeof code === "number" ? code : null));
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    return exited;
  };
  afterTest(async () => {
    await end("SIGKILL");
  });
  return {
    exited,
    hangUp: () => void child.kill("SIGHUP"),
    output: () => written,
    kill: async () => {
      await end("SIGKILL");
    },
    stop: () => end("SIGTERM"),
    says: (words: string) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!written.includes(words)) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
      }),
  };
}
