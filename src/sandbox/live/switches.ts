import type { Faults } from "../faults/faults.ts";
import { FAULT_SWITCHES, type FaultState, type FaultSwitch } from "./wire.ts";

const SEED = 7;

/** The switches of the page's panel, on top of the sandbox's faults. */
export class Switches {
  readonly #faults: Faults;
  readonly #setRateLimits: (on: boolean) => void;
  #state: FaultState = {
    ...{ rateLimits: false, refusals: false, serverErrors: false },
    ...{ lostAnswers: false, slowAnswers: false, mixedEvents: false },
  };

  constructor(faults: Faults, setRateLimits: (on: boolean) => void, isRateLimited: boolean) {
    this.#faults = faults;
    this.#setRateLimits = setRateLimits;
    this.#state = { ...this.#state, rateLimits: isRateLimited };
  }

  get state(): FaultState {
    return this.#state;
  }

  set(name: FaultSwitch, isOn: boolean): void {
    this.#state = { ...this.#state, [name]: isOn };
    const { refusals, serverErrors, lostAnswers, slowAnswers, mixedEvents } = this.#state;
    if (name === "rateLimits") this.#setRateLimits(isOn);
    else if (name === "mixedEvents") {
      this.#faults.events(mixedEvents ? { seed: SEED, extraCopies: 1, delayMs: [0, 3000] } : {});
    } else {
      const share = (isDrawn: boolean, part: number) => (isDrawn ? part : 0);
      const isAny = refusals || serverErrors || lostAnswers || slowAnswers;
      this.#faults.chaos(
        isAny
          ? {
              ...{ seed: SEED, retryAfterSec: 5, slowMs: 4000 },
              ...{ rateLimited: share(refusals, 0.3), serverError: share(serverErrors, 0.2) },
              ...{ lostAnswer: share(lostAnswers, 0.25), slow: share(slowAnswers, 0.25) },
            }
          : undefined,
      );
    }
  }

  clear(): void {
    for (const name of FAULT_SWITCHES) if (this.#state[name]) this.set(name, false);
    this.#faults.clear();
  }
}
