import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Config, shippedPolicy } from "../../../src/config/index.ts";
import type { Clock } from "../../../src/lib/clock.ts";
import { countedIds } from "../../../src/lib/ids.ts";
import { createLog } from "../../../src/lib/log.ts";
import { VirtualClock } from "../../../src/lib/virtual-clock.ts";
import { createBot } from "../../../src/main.ts";
import { type Sandbox, settleWhen, startSandbox } from "../../../src/sandbox/index.ts";
import { type Finding, inMs } from "../measured.ts";
import type { Row } from "../row.ts";
import { benchFolder } from "../seed.ts";

const DECLARATIONS = 20;
const LIMIT = 1.1;
const START = Date.UTC(2026, 2, 12, 14);
const STEP_MS = 250;
const PATIENCE_MS = 10 * 60_000;
const manifest = readFileSync(new URL("../../../manifest.yml", import.meta.url), "utf8");

/** Twenty declarations at once, under Slack's limits, on a virtual clock. */
export const storm: Row = {
  name: "storm",
  claim: "FAST-4",
  async run(): Promise<Finding[]> {
    const ours = await declaredBySitrep();
    const bare = await calledBare();
    const ratio = ours / bare;
    return [
      {
        row: storm.name,
        what: `${DECLARATIONS} declarations at once, all announced (Slack's time)`,
        ours: inMs(ours),
        against: "the same calls alone, as fast as the limits let them",
        theirs: inMs(bare),
        ratio: { median: ratio, low: ratio, high: ratio },
        demand: { words: `≤ ${LIMIT}`, holds: ratio <= LIMIT },
      },
    ];
  },
};

async function declaredBySitrep(): Promise<number> {
  const clock = new VirtualClock(START);
  const sandbox = await startSandbox({ manifest, clock, ids: countedIds("sandbox"), rateLimits: true });
  const config: Config = {
    slack: {
      botToken: sandbox.botToken,
      apiUrl: sandbox.apiUrl,
      connection: { kind: "socket", appToken: sandbox.appToken, healthPort: undefined },
    },
    databasePath: join(benchFolder(), "storm.db"),
    backups: { dir: join(benchFolder(), "backups"), schedule: undefined, keep: { hours: 6, days: 7, weeks: 4 } },
    incidentsChannel: "incidents",
    paging: {},
    logLevel: "silent",
    policy: shippedPolicy(),
  };
  const bot = createBot({
    config,
    log: createLog("silent"),
    clock,
    ids: countedIds("bot"),
    tickMs: Number.POSITIVE_INFINITY,
  });
  await bot.start();
  const settle = settleWhen(
    () => sandbox.isIdle(),
    () => bot.isIdle(sandbox.heldCalls()),
  );
  await settle();
  const dana = sandbox.person("dana");
  const startedAt = clock.now();
  await Promise.all(
    Array.from({ length: DECLARATIONS }, (_, index) =>
      dana.command("#general", `/incident declare sev3 Service ${index} is down`),
    ),
  );
  await passUntil(clock, settle, () => announced(sandbox) >= DECLARATIONS);
  const ms = clock.now() - startedAt;
  await bot.stop();
  await sandbox.close();
  return ms;
}

const announced = (sandbox: Sandbox): number =>
  sandbox
    .person("dana")
    .sees("#incidents")
    .filter(({ text }) => text.includes("is down")).length;

async function passUntil(clock: VirtualClock, settle: () => Promise<void>, isDone: () => boolean): Promise<void> {
  const giveUpAt = clock.now() + PATIENCE_MS;
  while (!isDone()) {
    if (clock.now() > giveUpAt) throw new Error("the storm did not pass");
    await clock.advance(STEP_MS, settle);
  }
}

/** The least that has to be said: a channel and an announcement each, tried again the moment that Slack allows. */
async function calledBare(): Promise<number> {
  const clock = new VirtualClock(START);
  const sandbox = await startSandbox({ manifest, clock, ids: countedIds("sandbox"), rateLimits: true });
  const startedAt = clock.now();
  let left = DECLARATIONS;
  let underWay = 0;
  const call = async (method: string, fields: Record<string, string>) => {
    underWay += 1;
    const answer = await fetch(`${sandbox.apiUrl}${method}`, {
      method: "POST",
      headers: { authorization: `Bearer ${sandbox.botToken}` },
      body: new URLSearchParams(fields),
    });
    await answer.text();
    underWay -= 1;
    return answer;
  };
  const incidents = sandbox.workspace.channels.named("incidents")?.id ?? "";
  const all = Promise.all(
    Array.from({ length: DECLARATIONS }, async (_, index) => {
      await patiently(clock, () => call("conversations.create", { name: `inc-${index}` }));
      await patiently(clock, () => call("chat.postMessage", { channel: incidents, text: `Service ${index} is down` }));
      left -= 1;
    }),
  );
  const settle = settleWhen(
    () => sandbox.isIdle(),
    () => underWay === 0,
  );
  await passUntil(clock, settle, () => left === 0);
  await all;
  const ms = clock.now() - startedAt;
  await sandbox.close();
  return ms;
}

async function patiently(clock: Clock, call: () => Promise<Response>): Promise<void> {
  for (;;) {
    const answer = await call();
    if (answer.status !== 429) return;
    await clock.sleep(Number(answer.headers.get("retry-after")) * 1_000);
  }
}
