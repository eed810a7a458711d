import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { InvalidInputError } from "../../lib/errors.ts";
import { countedIds } from "../../lib/ids.ts";
import { createLog } from "../../lib/log.ts";
import { VirtualClock } from "../../lib/virtual-clock.ts";
import { type Bot, createBot } from "../../main.ts";
import { type Sandbox, settleWhen, startSandbox } from "../../sandbox/index.ts";
import { postmortemMarkdown } from "../../slack/postmortems/index.ts";
import { timelineExport } from "../../slack/timeline/index.ts";
import { readArgs } from "../environment.ts";
import { CHANNELS, demoConfig, freePort, LOCALHOST, statusPageOf } from "./acme.ts";
import { ackFigures } from "./figures.ts";
import { type Pace, perform } from "./performance.ts";
import { loadScenario, type Scenario, type Step } from "./scenario.ts";
import { transcript } from "./transcript.ts";
import { watch } from "./watching.ts";

const usage = "demo [--headless] [--scenario NAME] [--speed N|max] [--port N] [--out DIR]";

const FRAME_MS = 100;

/** `sitrep demo`: the real bot in a workspace on this machine, to be used in a page; or, headless, one outage played through it. */
export async function demo(args: readonly string[]): Promise<number> {
  const { values } = readArgs(
    args,
    {
      headless: { type: "boolean", default: false },
      scenario: { type: "string", default: "checkout-outage" },
      speed: { type: "string" },
      port: { type: "string" },
      out: { type: "string" },
    },
    usage,
  );
  const speed = values.speed === undefined ? undefined : readSpeed(values.speed);
  const out = values.out ?? (await mkdtemp(join(tmpdir(), "sitrep-demo-")));
  await mkdir(out, { recursive: true });
  // Output of an earlier run: a play begins on an empty stage.
  for (const suffix of ["", "-wal", "-shm"]) await rm(join(out, `sitrep.db${suffix}`), { force: true });
  if (!values.headless) {
    const port = readPort(values.port);
    return watch({ scenario: values.scenario, out, ...(speed ? { speed } : {}), ...(port ? { port } : {}) });
  }
  await play(await loadScenario(values.scenario), speed ?? Number.POSITIVE_INFINITY, out);
  return 0;
}

function readSpeed(text: string): number {
  if (text === "max") return Number.POSITIVE_INFINITY;
  const speed = Number(text.replace(/[x×]$/i, ""));
  if (speed > 0 && Number.isFinite(speed)) return speed;
  throw new InvalidInputError(`--speed ${text} is not a speed; write a number such as 60, or max.`);
}

function readPort(text: string | undefined): number | undefined {
  const port = Number(text ?? 0);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port || undefined;
  throw new InvalidInputError(`--port ${text} is not a port; write one from 1 to 65535.`);
}

async function play(scenario: Scenario, speed: number, out: string): Promise<void> {
  const clock = new VirtualClock(scenario.start);
  const manifest = await readFile(fileURLToPath(new URL("../../../manifest.yml", import.meta.url)), "utf8");
  const sandbox = await startSandbox({ manifest, clock, ids: countedIds("sandbox"), channels: CHANNELS });
  const config = demoConfig(sandbox, out, await freePort());
  const bot = createBot({
    config,
    log: createLog("warn"),
    clock,
    tickMs: Number.POSITIVE_INFINITY,
    host: LOCALHOST,
  });
  const settle = settleWhen(
    () => sandbox.isIdle(),
    () => bot.isIdle(sandbox.heldCalls()),
  );
  try {
    await bot.start();
    await settle();
    const pace = paceOf(clock, settle, speed);
    const progress = progressLine(scenario);
    await perform({ scenario, sandbox, bot, clock, pace, settle, onStep: progress });
    await settle();
    process.stderr.write("\n");
    await show(scenario, sandbox, bot, out);
  } finally {
    await bot.stop();
    await sandbox.close();
  }
}

/** At full speed time jumps; otherwise it moves in small steps beside the watcher's own. */
function paceOf(clock: VirtualClock, settle: () => Promise<void>, speed: number): Pace {
  if (!Number.isFinite(speed)) return (ms) => clock.advance(ms, settle);
  return async (ms) => {
    for (let left = ms; left > 0; left -= FRAME_MS * speed) {
      await new Promise((resolve) => setTimeout(resolve, FRAME_MS));
      await clock.advance(Math.min(left, FRAME_MS * speed), settle);
    }
  };
}

function progressLine(scenario: Scenario): (step: Step, index: number) => void {
  const total = scenario.steps.length;
  return (step, index) => {
    const minute = String(Math.round(step.atMs / 60_000)).padStart(3);
    const text = `${minute} min  ${index + 1}/${total}  ${step.who}: ${step.name}`;
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${text}`);
    else if (index + 1 === total) process.stderr.write(`${text}\n`);
  };
}

async function show(scenario: Scenario, sandbox: Sandbox, bot: Bot, out: string): Promise<void> {
  const actors = scenario.steps.map(({ who }) => who);
  const others = sandbox.workspace.people.all().filter(({ isBot, deleted }) => !isBot && !deleted);
  const people = [...new Set([...actors, ...others.map(({ name }) => name)])];
  const [incident] = await bot.store.listIncidents({ limit: 1 });
  if (!incident) throw new InvalidInputError("The scenario declared no incident, so there is nothing to show.");
  const timeline = await timelineExport(bot.ctx, incident.id, "md");
  const postmortem = await postmortemMarkdown(bot.ctx, incident.id);
  await writeFile(join(out, "timeline.md"), timeline);
  await writeFile(join(out, "postmortem.md"), postmortem);
  const page = await fetch(statusPageOf(bot.ctx.config));
  await writeFile(join(out, "status.html"), await page.text());

  const channels = sandbox.workspace.channels.visibleTo(sandbox.person(people[0] ?? "dana").id).map(({ name }) => name);
  const shown = transcript(
    sandbox,
    people,
    channels.filter((name) => name !== ""),
  );
  const files = ["timeline.md", "postmortem.md", "status.html", "sitrep.db"].map((file) => `  ${join(out, file)}`);
  process.stdout.write(
    [`${scenario.title}: ${scenario.about}`, "", shown, ackFigures(bot.timings()), "", "Written:", ...files, ""].join(
      "\n",
    ),
  );
}
