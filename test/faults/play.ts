import { verifyRecord } from "../../src/core/ledger/index.ts";
import { columnsOf, product } from "../../src/core/product.ts";
import { Acting } from "./acting.ts";
import { type Act, type Day, EVENING_MS, SECOND } from "./day.ts";
import { type EndState, endState } from "./end-state.ts";
import { type Fault, faultLine } from "./fault.ts";
import type { Mistake } from "./mistakes.ts";
import { timersAsPlanned } from "./planned.ts";
import { Stage } from "./stage.ts";

export interface Played {
  readonly state: EndState;
  /** What must never happen, whatever the calm run does. */
  readonly troubles: readonly string[];
  /** The longest that somebody had to wait or to repeat something, for each incident. */
  readonly delays: ReadonlyMap<number, number>;
  /** What people could not do because the clock of the machine was wrong. */
  readonly left: readonly Act[];
}

export interface PlayOptions {
  readonly mistakes?: readonly Mistake[] | undefined;
  readonly trace?: ((line: string) => void) | undefined;
}

/** Plays a day with these faults, and a quiet evening after it; gives what is there in the end. */
export async function play(day: Day, faults: readonly Fault[], options: PlayOptions = {}): Promise<Played> {
  const mayJump = faults.some(({ kind }) => kind === "jumped");
  const stage = await Stage.open({ ...options, mayJump });
  const onRejection = (reason: unknown) => {
    const text = reason instanceof Error ? reason.stack : String(reason);
    stage.troubles.push(`a promise was rejected and nobody minded: ${text}`);
  };
  process.on("unhandledRejection", onRejection);
  try {
    for (const fault of faults) void stage.clock.sleep(fault.at - stage.now).then(() => inflict(stage, day, fault));
    const { delays, left } = await actAll(stage, day);
    await stage.pass(day.endsAt - stage.now);
    stage.sandbox.faults.clear();
    stage.outside.mend();
    stage.life?.spare();
    await stage.pass(EVENING_MS);
    await backAgain(stage);
    for (const name of ["dana", "sam"]) await stage.until(stage.person(name).openHome());
    await stage.pass(5 * SECOND);
    await atRest(stage);
    return { state: await endState(stage), troubles: stage.troubles, delays, left };
  } finally {
    await stage.close();
    process.off("unhandledRejection", onRejection);
  }
}

async function actAll(stage: Stage, day: Day): Promise<Pick<Played, "delays" | "left">> {
  const acting = new Acting(stage);
  const delays = new Map<number, number>();
  for (const act of day.acts) {
    await stage.pass(act.at - stage.now);
    await timersAsPlanned(stage);
    const delay = await acting.do(act);
    delays.set(act.n, Math.max(delays.get(act.n) ?? 0, delay));
  }
  return { delays, left: acting.left };
}

/** Makes a fault happen now. */
function inflict(stage: Stage, day: Day, fault: Fault): unknown {
  const { faults } = stage.sandbox;
  stage.trace(`FAULT ${faultLine(fault)}`);
  switch (fault.kind) {
    case "limited": {
      const { methods, retryAfterSec, forMs } = fault;
      return faults.add({ kind: "rate_limited", retryAfterSec, methods, forMs });
    }
    case "broken":
      return faults.add({
        kind: "server_error",
        afterDeed: fault.afterDeed,
        methods: fault.methods,
        times: fault.times,
      });
    case "slow":
      return faults.add({ kind: "slow", ms: fault.ms, methods: fault.methods, times: fault.times });
    case "lost":
      return faults.add({ kind: `lost_${fault.what}`, methods: fault.methods, times: fault.times });
    case "dropped":
      return fault.how === "cut" ? faults.dropSockets() : faults.refreshSockets({ warn: fault.how === "warned" });
    case "muddled": {
      const { copies: extraCopies, delayMs, share, forMs } = fault;
      faults.events({ seed: day.seed, extraCopies, delayMs: [0, delayMs], share });
      return stage.clock.sleep(forMs).then(() => faults.events({}));
    }
    case "deaf":
      return stage.outside.fail(fault.how, fault.times);
    case "killed":
      return stage
        .kill(fault.crossing, fault.downMs)
        .then(() => stage.clock.sleep(SECOND))
        .then(() => timersAsPlanned(stage));
    case "jumped":
      return stage.jump(fault.byMs, fault.forMs);
    case "locked":
      return stage.lock(fault.forMs);
    case "full":
      return stage.fillDisk(fault.forMs);
    case "gone":
      return stage.loseSlack(fault.forMs, fault.how);
  }
}

async function backAgain(stage: Stage): Promise<void> {
  if (!stage.life) stage.troubles.push("the bot is not back");
  if (stage.sandbox.sockets.connected < 1) stage.troubles.push("the bot is not connected");
}

/** Nothing is left to do, and the record holds together. */
async function atRest(stage: Stage): Promise<void> {
  const { store, troubles } = stage;
  await timersAsPlanned(stage);
  const { waiting, givenUp } = await store.backlog(0);
  if (waiting > 0) troubles.push(`${waiting} deeds still wait`);
  for (const { key, lastError } of givenUp) troubles.push(`given up: ${key} (${lastError})`);
  for (const finding of await verifyRecord(store, product, { columns: columnsOf }))
    troubles.push(`the record is broken: ${JSON.stringify(finding)}`);
}
