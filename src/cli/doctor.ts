import { type Config, loadConfig, loadStorage } from "../config/index.ts";
import { systemClock } from "../lib/clock.ts";
import { ConfigError } from "../lib/errors.ts";
import { createLog } from "../lib/log.ts";
import { examineClock } from "./doctor/clock.ts";
import { bad, type Finding, good } from "./doctor/finding.ts";
import { examinePaging } from "./doctor/paging.ts";
import { reportText } from "./doctor/report.ts";
import { examineSlack } from "./doctor/slack.ts";
import { examineStorage } from "./doctor/storage.ts";
import { environment, readArgs } from "./environment.ts";
import { counted } from "./words.ts";

const usage = "doctor [--json]";

/** `sitrep doctor`: what is wrong with the installation and how to mend it; exit code 1 when it cannot work. */
export async function doctor(args: readonly string[]): Promise<number> {
  const { values } = readArgs(args, { json: { type: "boolean", default: false } }, usage);
  const findings = await examine(environment());
  process.stdout.write(values.json ? `${JSON.stringify(findings, null, 2)}\n` : reportText(findings));
  return findings.some(({ state }) => state === "bad") ? 1 : 0;
}

async function examine(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  const config = attempt(() => loadConfig(env));
  const storage = config instanceof ConfigError ? attempt(() => loadStorage(env)) : config;
  const stored = storage instanceof ConfigError ? undefined : await examineStorage(storage, systemClock.now());
  return [
    ...(config instanceof ConfigError
      ? [wrongConfig(config)]
      : await examineOutside(config, stored?.rooms ?? new Map())),
    ...(stored?.findings ?? []),
  ];
}

async function examineOutside(config: Config, rooms: ReadonlyMap<number, string>): Promise<Finding[]> {
  const parts = { config, clock: systemClock, log: createLog("silent"), rooms };
  const { severities, roles, services, rotations } = config.policy;
  return [
    good(
      "Configuration",
      `sound; ${counted(severities.length, "severity", "severities")}, ${counted(roles.length, "role")}, ${counted(services.length, "service")}, ${counted(rotations.length, "rotation")}`,
    ),
    ...(await examineSlack(parts)),
    await examineClock(config.slack.apiUrl, systemClock),
    ...(await examinePaging(config)),
  ];
}

const wrongConfig = ({ message }: ConfigError): Finding =>
  bad(
    "Configuration",
    message.replaceAll("\n\n", "\n"),
    "Correct it, then ask the doctor again. A running bot goes on with the configuration from before.",
  );

function attempt<T>(load: () => T): T | ConfigError {
  try {
    return load();
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}
