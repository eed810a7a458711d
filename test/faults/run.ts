import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { actLine } from "./acting.ts";
import { drawDay } from "./day.ts";
import { clockTime, drawFaults, faultLine } from "./fault.ts";
import { MISTAKES, type Mistake } from "./mistakes.ts";
import { trySeed, type Verdict } from "./seed.ts";
import { shrink } from "./shrink.ts";

const WORKERS = 2;
const MOST_SHOWN = 5;

const { values } = parseArgs({
  options: {
    seed: { type: "string" },
    seeds: { type: "string" },
    from: { type: "string", default: "1" },
    with: { type: "string" },
    trace: { type: "boolean", default: false },
    shrink: { type: "boolean", default: false },
    mistake: { type: "string", multiple: true, default: [] },
    worker: { type: "boolean", default: false },
  },
});

const mistakes = values.mistake.map((name): Mistake => {
  const known = MISTAKES.find((mistake) => mistake === name);
  if (!known) throw new Error(`there is no mistake "${name}"; there are ${MISTAKES.join(", ")}`);
  return known;
});

if (values.worker) await work();
else if (values.seed !== undefined) process.exit(await one(Number(values.seed)));
else process.exit(await many(chosen(Number(values.from), Number(values.seeds ?? "1000"))));

/** The seeds from there on; with `--with jumped` those alone in which such a fault happens. */
function chosen(from: number, count: number): number[] {
  const seeds = Array.from({ length: count }, (_, index) => from + index);
  const has = (seed: number) => drawFaults(drawDay(seed)).some(({ kind }) => kind === values.with);
  const some = values.with === undefined ? seeds : seeds.filter(has);
  if (some.length === 0) throw new Error(`in none of these seeds is there a fault "${values.with}"`);
  return some;
}

/** Plays one seed, tells its day, and what is wrong with it. */
async function one(seed: number): Promise<number> {
  const print = (line: string) => console.log(line);
  for (const act of drawDay(seed).acts) print(`${clockTime(act.at)} ${act.by} ${actLine(act)}`);
  const verdict = values.shrink
    ? await shrink(seed, { mistakes })
    : await trySeed(seed, { mistakes, trace: values.trace ? print : undefined });
  print("");
  for (const fault of verdict.faults) print(`fault ${faultLine(fault)}`);
  for (const finding of verdict.findings) print(`- ${finding}`);
  print(verdict.findings.length === 0 ? `seed ${seed} ends as the calm run does` : `seed ${seed} fails`);
  return verdict.findings.length === 0 ? 0 : 1;
}

/** Deals seeds to processes of their own; gives the exit code. */
async function many(seeds: readonly number[]): Promise<number> {
  const startedAt = performance.now();
  const failed: Verdict[] = [];
  let next = 0;
  let done = 0;
  const worker = () =>
    new Promise<void>((resolve, reject) => {
      const args = ["--worker", ...mistakes.flatMap((mistake) => ["--mistake", mistake])];
      const child = fork(fileURLToPath(import.meta.url), args, { execArgv: ["--import", "tsx"] });
      const deal = () => {
        const seed = seeds[next++];
        return seed === undefined ? child.disconnect() : child.send(seed);
      };
      child.on("message", (verdict: Verdict) => {
        done += 1;
        if (verdict.findings.length > 0) {
          failed.push(verdict);
          console.log(`seed ${verdict.seed}: ${verdict.faults.map(faultLine).join(" + ")}`);
          for (const finding of verdict.findings.slice(0, MOST_SHOWN)) console.log(`  - ${finding}`);
        }
        if (done % 100 === 0) console.log(`${done} of ${seeds.length}, ${failed.length} failed`);
        deal();
      });
      child.on("error", reject);
      child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`))));
      deal();
    });
  await Promise.all(Array.from({ length: WORKERS }, worker));
  const seconds = (performance.now() - startedAt) / 1_000;
  console.log(`${seeds.length} seeds from ${seeds[0]} in ${seconds.toFixed(0)} s: ${failed.length} failed`);
  for (const { seed } of failed) console.log(`npm run faults -- --seed ${seed} --shrink`);
  return failed.length === 0 ? 0 : 1;
}

async function work(): Promise<void> {
  process.on("message", async (seed: number) => {
    const verdict = await trySeed(seed, { mistakes }).catch((error: unknown): Verdict => {
      return {
        seed,
        faults: [],
        findings: [`the harness failed: ${error instanceof Error ? error.stack : String(error)}`],
      };
    });
    process.send?.(verdict);
  });
  process.on("disconnect", () => process.exit(0));
}
