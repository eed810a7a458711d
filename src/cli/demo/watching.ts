import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { countedIds } from "../../lib/ids.ts";
import { createLog } from "../../lib/log.ts";
import { VirtualClock } from "../../lib/virtual-clock.ts";
import { type Sandbox, settleWhen, startSandbox } from "../../sandbox/index.ts";
import { askedToStop } from "../environment.ts";
import { CHANNELS, demoConfig, freePort, LOCALHOST, statusPageOf } from "./acme.ts";
import { backedUp, keepBackups } from "./backups.ts";
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
  /** Where customers would look. */
  readonly statusPage: string;
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
  const sandbox = await startSandbox({
    ...{ manifest, clock, ids: countedIds("sandbox"), channels: CHANNELS },
    ...(port ? { port } : {}),
  });
  const config = backedUp(demoConfig(sandbox, out, await freePort()));
  const director = new DemoDirector({
    ...{ sandbox, clock, scenarios, ...(speed ? { speed } : {}) },
    bot: { config, log: createLog("error"), clock, host: LOCALHOST },
    settle: (isBotIdle) => settleWhen(() => sandbox.isIdle(), isBotIdle),
  });
  sandbox.useDirector(director);
  await director.open();
  const backups = await keepBackups({ ...config, clock });
  return {
    ...{ url: sandbox.url, statusPage: statusPageOf(config), sandbox, director },
    async close() {
      await backups.stop();
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

/** Serves the demo's page until it is asked to stop; gives the exit code. */
export async function watch(options: DemoOptions): Promise<number> {
  const stopping = askedToStop();
  const demo = await openDemo(options);
  const page = await fetch(demo.url);
  process.stdout.write(`${page.ok ? welcome(demo, options.out) : await page.text()}\n`);
  await stopping;
  await demo.close();
  return 0;
}

const welcome = ({ url, statusPage }: Demo, out: string): string =>
  [
    `Open ${url}/`,
    "",
    "You are Dana, in a Slack workspace on this machine that nobody else can reach.",
    "Type /incident in a channel, or press Play and watch an outage. Switch person at the top right.",
    `What customers see: ${statusPage}`,
    `The record is kept in ${out}. Ctrl-C ends it.`,
  ].join("\n");
