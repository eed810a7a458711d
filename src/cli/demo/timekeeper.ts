import type { Settle, VirtualClock } from "../../lib/virtual-clock.ts";

const FRAME_MS = 50;
/** Longest step of the watcher's time that counts as one: a machine that slept does not catch up. */
const LONGEST_FRAME_MS = 1000;
const SKIP_STEP_MS = 60_000;

/** Moves the workspace's clock beside the watcher's: at their pace, faster for a scenario, at once when time is skipped. */
export class Timekeeper {
  readonly #clock: VirtualClock;
  readonly #settle: Settle;
  readonly #onChange: () => void;
  #speed = 1;
  #isFrozen = false;
  #skipTo = Number.NEGATIVE_INFINITY;
  #appointment: { at: number; keep(): void; miss(reason: Error): void } | undefined;
  /** The moment at which somebody acts. */
  #heldAt: number | undefined;
  #isOver = false;
  #loop: Promise<void> | undefined;

  constructor(clock: VirtualClock, settle: Settle, onChange: () => void) {
    this.#clock = clock;
    this.#settle = settle;
    this.#onChange = onChange;
  }

  get isSkipping(): boolean {
    return this.#skipTo > this.#clock.now();
  }

  /** Milliseconds of the workspace in one of the watcher's. */
  get rate(): number {
    if (this.isSkipping || this.#isFrozen) return 0;
    return this.#appointment ? this.#speed : 1;
  }

  start(): void {
    this.#loop = this.#run();
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    await this.#loop;
  }

  setSpeed(speed: number): void {
    this.#speed = speed;
  }

  freeze(isFrozen: boolean): void {
    this.#isFrozen = isFrozen;
  }

  skipTo(atMs: number): void {
    this.#skipTo = Math.max(this.#skipTo, atMs);
  }

  /** Resolves at that time, before any later moment; between appointments time runs as the watcher's does. */
  until(atMs: number): Promise<void> {
    return new Promise((keep, miss) => {
      this.#heldAt = undefined;
      this.#appointment = { at: atMs, keep, miss };
    });
  }

  /** Whoever kept an appointment has no further one. */
  release(): void {
    this.#heldAt = undefined;
  }

  /** Breaks off what is waited for. */
  cancel(reason: Error): void {
    this.#skipTo = Number.NEGATIVE_INFINITY;
    const missed = this.#appointment;
    this.#appointment = undefined;
    this.#heldAt = undefined;
    missed?.miss(reason);
  }

  async #run(): Promise<void> {
    let last = performance.now();
    while (!this.#isOver) {
      if (!this.isSkipping || this.#heldAt !== undefined)
        await new Promise((resolve) => setTimeout(resolve, this.isSkipping ? 1 : FRAME_MS));
      const now = performance.now();
      const elapsed = Math.min(now - last, LONGEST_FRAME_MS);
      last = now;
      await this.#move(elapsed);
    }
  }

  async #move(elapsedMs: number): Promise<void> {
    const wasSkipping = this.isSkipping;
    const ahead = wasSkipping ? Math.min(SKIP_STEP_MS, this.#skipTo - this.#clock.now()) : elapsedMs * this.rate;
    // While somebody acts, the time of the scenario waits for them.
    const at = this.#appointment?.at ?? this.#heldAt ?? Number.POSITIVE_INFINITY;
    const most = Math.max(0, at - this.#clock.now());
    await this.#clock.advance(Math.min(ahead, most), this.#settle);
    if (wasSkipping && !this.isSkipping) this.#onChange();
    if (wasSkipping || !this.#isFrozen) this.#keepAppointment();
  }

  #keepAppointment(): void {
    const due = this.#appointment;
    if (!due || due.at > this.#clock.now()) return;
    this.#appointment = undefined;
    this.#heldAt = due.at;
    due.keep();
  }
}
