import { type ChildProcess, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { benchFolder } from "./seed.ts";
import { appTokenOf, type StandIn } from "./stand-in.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SECRET = "bench-signing-secret";

/** A program under test, in a process of its own, and the way to make it hear. */
export interface Contestant {
  /** Sends one payload (JSON text) as this kind; resolves when it is acknowledged. */
  event(body: string): Promise<void>;
  command(fields: Readonly<Record<string, string>>): Promise<void>;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

export type Door = "socket" | "http";
export type Kind = "sitrep" | "bolt" | "raw" | "watched";

const PROGRAMS: Readonly<Record<Kind, readonly string[]>> = {
  sitrep: ["dist/cli/sitrep.js", "start"],
  bolt: ["--import", "tsx", "test/bench/contestants/bolt.ts"],
  watched: ["--expose-gc", "--import", "tsx", "test/bench/contestants/watched.ts"],
  raw: ["--import", "tsx", "test/bench/contestants/raw.ts"],
};

export interface ContestantOptions {
  readonly kind: Kind;
  readonly door: Door;
  readonly slack: StandIn;
  readonly databasePath?: string;
}

let started = 0;

/** Starts one; resolves when it can be spoken to. */
export async function startContestant({ kind, door, slack, databasePath }: ContestantOptions): Promise<Contestant> {
  const name = `${kind}${started++}`;
  const port = await freePort();
  const doorEnv: Record<string, string> =
    door === "socket" ? { SLACK_APP_TOKEN: appTokenOf(name) } : { SLACK_SIGNING_SECRET: SECRET, PORT: String(port) };
  const child = spawn(process.execPath, PROGRAMS[kind], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      SLACK_BOT_TOKEN: "xoxb-bench-0123456789",
      SLACK_API_URL: slack.apiUrl,
      INCIDENTS_CHANNEL: "C0INCIDENTS",
      DATABASE_PATH: databasePath ?? join(benchFolder(), "sitrep.db"),
      BACKUP_SCHEDULE: "off",
      CONFIG_DIR: tirelessPolicy(),
      LOG_LEVEL: "warn",
      ...doorEnv,
    },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const gone = once(child, "exit").then(([code]) => {
    throw new Error(`${kind} ended with ${code}`);
  });
  gone.catch(() => undefined);
  await Promise.race([door === "socket" ? slack.connected(name) : answers(port), gone]);
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const overHttp = (body: string, contentType: string) => post({ port, body, contentType, agent });
  return {
    process: child,
    event: (body) => (door === "socket" ? slack.send(name, "events_api", body) : overHttp(body, "application/json")),
    command: (fields) =>
      door === "socket"
        ? slack.send(name, "slash_commands", JSON.stringify(fields))
        : overHttp(new URLSearchParams(fields).toString(), "application/x-www-form-urlencoded"),
    async stop() {
      agent.destroy();
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

/** One person does the work of thousands here, and would be asked to slow down. */
function tirelessPolicy(): string {
  const folder = benchFolder();
  writeFileSync(join(folder, "policy.yml"), "extends: default\nlimits:\n  personPerMinute: 10000000\n");
  return folder;
}

interface Post {
  readonly port: number;
  readonly body: string;
  readonly contentType: string;
  readonly agent: Agent;
}

/** A kept connection may be closed by its server just when it is used again; then nothing was heard, and it is sent anew. */
async function post(what: Post): Promise<void> {
  if (!(await sent(what))) await post(what);
}

/** False when the connection was gone before the request. */
function sent({ port, body, contentType, agent }: Post): Promise<boolean> {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = `v0=${createHmac("sha256", SECRET).update(`v0:${timestamp}:${body}`).digest("hex")}`;
  return new Promise((resolve, reject) => {
    const headers = {
      "content-type": contentType,
      "content-length": Buffer.byteLength(body),
      "x-slack-signature": signature,
      "x-slack-request-timestamp": timestamp,
    };
    const asked = request(
      { host: "127.0.0.1", port, path: "/slack/events", method: "POST", agent, headers },
      (answer) => {
        answer.resume();
        answer.on("end", () =>
          answer.statusCode === 200 ? resolve(true) : reject(new Error(`HTTP ${answer.statusCode}`)),
        );
      },
    );
    asked.on("error", (error: NodeJS.ErrnoException) =>
      asked.reusedSocket && error.code === "ECONNRESET" ? resolve(false) : reject(error),
    );
    asked.end(body);
  });
}

async function answers(port: number): Promise<void> {
  for (;;) {
    try {
      await fetch(`http://127.0.0.1:${port}/`);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== "object" || address === null) throw new Error("no port is free");
  return address.port;
}
