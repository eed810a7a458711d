import { DomainError } from "../../lib/errors.ts";
import type { Settle, VirtualClock } from "../../lib/virtual-clock.ts";
import type { Director, Sandbox, ScenarioCard, Stage } from "../../sandbox/index.ts";
import { BotSwitch } from "./bot-switch.ts";
import { perform } from "./performance.ts";
import type { Scenario, Step } from "./scenario.ts";
import { Timekeeper } from "./timekeeper.ts";

const DAY_MS = 86_400_000;
/** A scenario may begin this long before or after the time of day that it was written for. */
const LEEWAY_MS = 90 * 60_000;
const DEFAULT_SPEED = 60;

export interface DirectorParts {
  readonly sandbox: Sandbox;
  readonly clock: VirtualClock;
  readonly scenarios: ReadonlyMap<string, Scenario>;
  readonly bot: ConstructorParameters<typeof BotSwitch>[0];
  /** Waits until nothing is under way, the bot asked as well. */
  readonly settle: (isBotIdle: () => boolean) => Settle;
  readonly speed?: number;
}

/** Runs the demo for the page: scenarios, time, and the bot itself. */
export class DemoDirector implements Director {
  readonly #parts: DirectorParts;
  readonly #listeners = new Set<() => void>();
  readonly #cards: readonly ScenarioCard[];
  readonly #switch: BotSwitch;
  readonly #time: Timekeeper;
  readonly #settle: Settle;
  #speed: number;
  #play: { name: string; start: number; state: "playing" | "paused" } | undefined;
  #playing: Promise<void> = Promise.resolve();
  #note = "";
  #problem: string | undefined;

  constructor(parts: DirectorParts) {
    this.#parts = parts;
    this.#speed = parts.speed ?? DEFAULT_SPEED;
    this.#switch = new BotSwitch(parts.bot, parts.sandbox, () => this.#changed());
    this.#settle = parts.settle(() => this.#switch.isIdle());
    this.#time = new Timekeeper(parts.clock, this.#settle, () => this.#changed());
    this.#time.setSpeed(this.#speed);
    this.#cards = [...parts.scenarios].map(([name, { title, about, length }]) => ({
      ...{ name, title, about, lengthMs: length },
    }));
  }

  /** Starts the bot, then time. */
  async open(): Promise<void> {
    await this.#switch.start();
    await this.#settle();
    this.#time.start();
  }

  async close(): Promise<void> {
    this.#time.cancel(new Stopped());
    await this.#playing;
    await this.#time.stop();
    await this.#switch.stop();
  }

  look(): Stage {
    const now = this.#parts.clock.now();
    const play = this.#play;
    return {
      scenarios: this.#cards,
      ...(play ? { scenario: play.name } : {}),
      state: play?.state ?? "idle",
      atMs: play ? now - play.start : 0,
      speed: this.#speed,
      isSkipping: this.#time.isSkipping,
      note: this.#note,
      ...(this.#problem ? { problem: this.#problem } : {}),
      app: this.#switch.state,
    };
  }

  rate(): number {
    return this.#play?.state === "playing" && !this.#time.isSkipping ? this.#speed : this.#time.rate;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  play(name: string): void {
    const scenario = this.#parts.scenarios.get(name);
    if (!scenario) throw new Error(`There is no scenario "${name}".`);
    if (this.#play) throw new Error("A scenario is on: end it first.");
    if (this.#switch.state !== "running") throw new Error("Start the app first: the scenario needs it.");
    const start = beginningOf(scenario, this.#parts.clock.now());
    this.#play = { name, start, state: "playing" };
    this.#problem = undefined;
    this.#note = "";
    this.#time.freeze(false);
    this.#time.skipTo(start);
    this.#changed();
    this.#playing = this.#perform({ ...scenario, start });
  }

  pause(): void {
    this.#setState("paused");
  }

  resume(): void {
    this.#setState("playing");
  }

  stop(): void {
    this.#time.cancel(new Stopped());
  }

  setSpeed(speed: number): void {
    this.#speed = speed;
    this.#time.setSpeed(speed);
    this.#changed();
  }

  skip(ms: number): void {
    this.#time.skipTo(this.#parts.clock.now() + ms);
    this.#changed();
  }

  startApp(): Promise<void> {
    return this.#switch.start();
  }

  stopApp(): Promise<void> {
    return this.#switch.stop();
  }

  async #perform(scenario: Scenario): Promise<void> {
    const { sandbox, clock } = this.#parts;
    const bot = this.#switch;
    let endedEarly: unknown;
    try {
      await perform({
        ...{ scenario, sandbox, clock, settle: this.#settle, pace: (ms: number) => this.#pace(ms) },
        // Asked anew at each step: the bot may have been restarted meanwhile.
        get bot() {
          return bot.bot;
        },
        onStep: (step, index) => this.#tell(step, index, scenario.steps.length),
      });
      this.#note = `${scenario.title} is over. Time runs as yours does.`;
    } catch (error) {
      endedEarly = error;
    }
    if (endedEarly instanceof Stopped) this.#note = "Ended. Time runs as yours does.";
    else if (endedEarly) this.#problem = `The scenario stopped ${problemOf(endedEarly)}`;
    this.#play = undefined;
    this.#time.release();
    this.#time.freeze(false);
    this.#changed();
  }

  /** Waits for the time of the next step, and for the bot when it is away. */
  async #pace(ms: number): Promise<void> {
    const { clock } = this.#parts;
    await this.#time.until(clock.now() + ms);
    while (this.#switch.state !== "running") {
      this.#note = "Waiting for the app to be started again";
      this.#changed();
      await this.#time.until(clock.now() + 1000);
    }
  }

  #tell(step: Step, index: number, count: number): void {
    this.#note = `${index + 1} of ${count}: ${step.who}, ${step.name}`;
    this.#changed();
  }

  #setState(state: "playing" | "paused"): void {
    if (!this.#play) return;
    this.#play = { ...this.#play, state };
    this.#time.freeze(state === "paused");
    this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Somebody ended the scenario. */
class Stopped extends Error {}

const problemOf = (error: unknown): string =>
  error instanceof DomainError || error instanceof Error ? error.message : String(error);

/** Now, when the time of day fits what the scenario says about it; else the next time that it does. */
export function beginningOf({ start }: Pick<Scenario, "start">, nowMs: number): number {
  const days = Math.max(0, Math.ceil((nowMs - LEEWAY_MS - start) / DAY_MS));
  const next = start + days * DAY_MS;
  return Math.abs(next - nowMs) <= LEEWAY_MS ? nowMs : Math.max(nowMs, next);
}
