import type { VirtualClock } from "../../lib/virtual-clock.ts";
import { type Bot, type BotParts, createBot } from "../../main.ts";
import type { Sandbox, Stage } from "../../sandbox/index.ts";

type SwitchParts = Omit<BotParts, "tickMs"> & { readonly clock: VirtualClock };

/** The bot of the demo, which can be taken away in the middle of things and started again on the same record. */
export class BotSwitch {
  readonly #parts: SwitchParts;
  readonly #sandbox: Sandbox;
  readonly #onChange: () => void;
  #bot: Bot | undefined;
  #state: Stage["app"] = "stopped";

  constructor(parts: SwitchParts, sandbox: Sandbox, onChange: () => void) {
    this.#parts = parts;
    this.#sandbox = sandbox;
    this.#onChange = onChange;
  }

  get state(): Stage["app"] {
    return this.#state;
  }

  get bot(): Bot {
    if (!this.#bot) throw new Error("the bot is not running");
    return this.#bot;
  }

  /** True while the bot is stopped as well: nobody waits for one who is not there. */
  isIdle(): boolean {
    return this.#state !== "running" || this.#bot === undefined || this.#bot.isIdle(this.#sandbox.heldCalls());
  }

  async start(): Promise<void> {
    if (this.#state !== "stopped") return;
    this.#become("starting");
    const bot = createBot({ ...this.#parts, tickMs: Number.POSITIVE_INFINITY });
    this.#bot = bot;
    await bot.start();
    this.#become("running");
  }

  /** Cuts its connections first, so that it ends in the middle of what it was doing. */
  async stop(): Promise<void> {
    if (this.#state !== "running") return;
    this.#become("stopping");
    this.#sandbox.faults.dropSockets();
    await this.#bot?.stop();
    this.#bot = undefined;
    this.#become("stopped");
  }

  #become(state: Stage["app"]): void {
    this.#state = state;
    this.#onChange();
  }
}
