import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Config, diskFiles, type Files, loadPolicy, type Policy } from "../../config/index.ts";
import type { Sandbox, SandboxOptions } from "../../sandbox/index.ts";

const DIR = fileURLToPath(new URL("../../content/demo", import.meta.url));

/** Where the people of the demo read; the last is shared with customers, of whom one is there. */
export const CHANNELS = [
  ...["general", "random", "incidents"].map((name) => ({ name })),
  { name: "engineering", members: ["dana", "sam", "alex", "kim"] },
  { name: "leadership", members: ["lee", "dana"] },
  { name: "support", members: ["priya", "lee"] },
  { name: "customer-news", members: ["priya", "lee", "gus"] },
] as const satisfies SandboxOptions["channels"];

/** The configuration of the demo's company, for a workspace with its people. */
export const acmePolicy = (sandbox: Pick<Sandbox, "person">): Policy => loadPolicy(DIR, withIds(sandbox));

/** A file that ships cannot know the ids of a workspace, so that people stand in it by handle. */
const withIds = (sandbox: Pick<Sandbox, "person">): Files => ({
  ...diskFiles,
  read(path) {
    const text = diskFiles.read(path);
    if (!path.startsWith(DIR)) return text;
    return text.replaceAll(/"@([a-z]+)"/g, (_, handle: string) => `"${sandbox.person(handle).id}"`);
  },
});

/** What the demo's bot is told, in the page and without it; it serves its status page on that port. */
export function demoConfig(sandbox: Sandbox, out: string, port: number): Config {
  const connection = { kind: "socket" as const, appToken: sandbox.appToken, healthPort: port };
  return {
    slack: { botToken: sandbox.botToken, apiUrl: sandbox.apiUrl, connection },
    databasePath: join(out, "sitrep.db"),
    backups: { dir: join(out, "demo-backups"), schedule: undefined, keep: { hours: 6, days: 7, weeks: 4 } },
    incidentsChannel: "incidents",
    paging: {},
    logLevel: "warn",
    publicUrl: `http://127.0.0.1:${port}/`,
    policy: acmePolicy(sandbox),
  };
}

/** Where customers would look. */
export const statusPageOf = ({ publicUrl }: Pick<Config, "publicUrl">): string => `${publicUrl}status`;

/** A port on this machine that nobody has taken. */
export function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, LOCALHOST, () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("there is no free port")),
      );
    });
  });
}

/** Nobody else may look into the demo. */
export const LOCALHOST = "127.0.0.1";
