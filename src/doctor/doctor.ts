import type { Clock } from "../lib/clock.ts";
import type { Log } from "../lib/log.ts";
import { type Mistake, refusedConfiguration } from "./configuration.ts";
import { bad, type Finding, problemsIn } from "./finding.ts";

/** How the bot is doing, as far as is known. */
export interface Diagnosis {
  /** What is not good, worst first; a change of the configuration that was refused is told at once. */
  readonly problems: readonly Finding[];
  /** When the last look ended, epoch milliseconds; undefined before the first. */
  readonly checkedAt: number | undefined;
  readonly isLooking: boolean;
}

export interface DoctorParts {
  readonly examine: () => Promise<readonly Finding[]>;
  /** What of a changed configuration was refused; empty when the files are in force. */
  readonly mistakes: () => readonly Mistake[];
  readonly clock: Clock;
  readonly log: Log;
}

/** What was seen is taken for true so long. */
const FRESH_MS = 10 * 60_000;
/** Whoever asks again so soon is told what was just seen: Slack counts the questions. */
const PAUSE_MS = 30_000;

/** The doctor of a running bot: looks when asked to, and remembers. */
export class Doctor {
  readonly #parts: DoctorParts;
  readonly #listeners: (() => Promise<void>)[] = [];
  #findings: readonly Finding[] = [];
  #checkedAt: number | undefined;
  #look: Promise<void> | undefined;
  #isStopped = false;

  constructor(parts: DoctorParts) {
    this.#parts = parts;
  }

  /** What is known at this moment, without looking. */
  known(): Diagnosis {
    const findings = [...refusedConfiguration(this.#parts.mistakes()), ...this.#findings];
    return { problems: problemsIn(findings), checkedAt: this.#checkedAt, isLooking: this.#look !== undefined };
  }

  /** True when what is known is more than ten minutes old. */
  get isStale(): boolean {
    return this.#isOlderThan(FRESH_MS);
  }

  /** True when it is worth looking again because somebody asks. */
  get isRested(): boolean {
    return this.#look === undefined && this.#isOlderThan(PAUSE_MS);
  }

  /** True unless a look is under way; one that waits for `heldCalls` answers that Slack keeps back counts as none. */
  isIdle(heldCalls = 0): boolean {
    return this.#look === undefined || heldCalls > 0;
  }

  /** Looks at everything anew; who asks meanwhile shares the look. Never rejects. */
  look(): Promise<void> {
    this.#look ??= this.#examine().finally(() => {
      this.#look = undefined;
      return this.tell();
    });
    return this.#look;
  }

  /** Hears when another diagnosis is known. */
  onChange(listener: () => Promise<void>): void {
    this.#listeners.push(listener);
  }

  /** Tells whoever listens that something is known anew. */
  async tell(): Promise<void> {
    if (this.#isStopped) return;
    for (const listener of this.#listeners) {
      await listener().catch((err: unknown) => this.#parts.log.warn({ err }, "a new diagnosis could not be shown"));
    }
  }

  /** Tells nobody anything any more; a look that is under way comes to nothing. */
  stop(): void {
    this.#isStopped = true;
  }

  #isOlderThan(ms: number): boolean {
    return this.#checkedAt === undefined || this.#parts.clock.now() - this.#checkedAt >= ms;
  }

  async #examine(): Promise<void> {
    const { examine, clock, log } = this.#parts;
    try {
      this.#findings = await examine();
    } catch (err) {
      if (this.#isStopped) return;
      log.error({ err }, "the doctor could not look at everything");
      const mend = "The bot's log says why; npx sitrep doctor looks from outside.";
      this.#findings = [bad("Doctor", "it could not be looked at everything", mend)];
    }
    this.#checkedAt = clock.now();
  }
}
