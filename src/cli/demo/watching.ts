import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Config, shippedPolicy } from "../../config/index.ts";
import { countedIds } from "../../lib/ids.ts";
import { createLog } from "../../lib/log.ts";
import { VirtualClock } from "../../lib/virtual-clock.ts";
import { type Sandbox, settleWhen, startSandbox } from "../../sandbox/index.ts";
import { askedToStop } from "../environment.ts";
import { DemoDirector } from "./director.ts";
import { loadScenario, type Scenario, scenarioNames } from "./scenario.ts";

const MANIFEST = fileURLToPath(new URL("../../../manifest.yml", import.meta.url));
/** Time to look around before the scenario. */
const LEAD_MS = 2 * 60_000;

export interface DemoOptions {
  /** A shipped scenario, or the path of one; it decides when the demo takes place. */
  readonly scenario: string;
  /** Where the record is kept. */
  readonly out: string;
  readonly speed?: number;
  readonly port?: number;
}

export interface Demo {
  readonly url: string;
  readonly sandbox: Sandbox;
  readonly director: DemoDirector;
  close(): Promise<void>;
}

/** Opens the demo: a workspace with its page, the bot in it, and somebody who directs. */
export async function openDemo({ scenario, out, speed, port }: DemoOptions): Promise<Demo> {
  const scenarios = await allScenarios(scenario);
  const first = scenarios.get(scenario);
  const clock = new VirtualClock((first?.start ?? 0) - LEAD_MS);
  const manifest = await readFile(MANIFEST, "utf8");
  const sandbox = await startSandbox({ manifest, clock, ids: countedIds("sandbox"), ...(port ? { port } : {}) });
  const director = new DemoDirector({
    ...{ sandbox, clock, scenarios, ...(speed ? { speed } : {}) },
    bot: { config: demoConfig(sandbox, out), log: createLog("error"), clock },
    settle: (isBotIdle) => settleWhen(() => sandbox.isIdle(), isBotIdle),
  });
  sandbox.useDirector(director);
  await director.open();
  return {
    ...{ url: sandbox.url, sandbox, director },
    async close() {
      await director.close();
      await sandbox.close();
    },
  };
}

/** The wanted one first. */
async function allScenarios(wanted: string): Promise<Map<string, Scenario>> {
  const names = [...new Set([wanted, ...(await scenarioNames())])];
  const loaded = await Promise.all(names.map(async (name) => [name, await loadScenario(name)] as const));
  return new Map(loaded);
}

/** What the demo's bot is told, in the page and without it. */
export function demoConfig(sandbox: Sandbox, out: string): Config {
  const connection = { kind: "socket" as const, appToken: sandbox.appToken, healthPort: undefined };
  return {
    slack: { botToken: sandbox.botToken, apiUrl: sandbox.apiUrl, connection },
    databasePath: join(out, "sitrep.db"),
    backups: { dir: join(out, "backups"), schedule: undefined, keep: { hours: 6, days: 7, weeks: 4 } },
    incidentsChannel: "incidents",
    paging: {},
    logLevel: "warn",
    policy: shippedPolicy(),
  };
}

/** Serves the demo's page until it is asked to stop; gives the exit code. */
export async function watch(options: DemoOptions): Promise<number> {
  const stopping = askedToStop();
  const demo = await openDemo(options);
  const page = await fetch(demo.url);
  process.stdout.write(`${page.ok ? welcome(demo.url, options.out) : await page.text()}\n`);
  await stopping;
  await demo.close();
  return 0;
}

const welcome = (url: string, out: string): string =>
  [
    `Open ${url}/`,
    "",
    "You are Dana, in a Slack workspace on this machine that nobody else can reach.",
    "Type /incident in a channel, or press Play and watch an outage. Switch person at the top right.",
    `The record is kept in ${out}. Ctrl-C ends it.`,
  ].join("\n");
