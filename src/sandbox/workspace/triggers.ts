import { SlackError } from "./slack-error.ts";
import type { State } from "./state.ts";
import type { Trigger } from "./types.ts";

export const TRIGGER_LIFE_MS = 3000;

/** Leave to open one view, given with each act of a person; it works once and for three seconds. */
export class Triggers {
  readonly #state: State;
  readonly #issued = new Map<string, Trigger>();

  constructor(state: State) {
    this.#state = state;
  }

  issue(userId: string, viewId?: string): string {
    const now = this.#state.clock.now();
    const id = `${now}.${this.#state.team.id}.${this.#state.id("t").toLowerCase()}`;
    this.#issued.set(id, { id, userId, viewId, expiresAtMs: now + TRIGGER_LIFE_MS, used: false });
    return id;
  }

  redeem(triggerId: string): Trigger {
    const trigger = this.#issued.get(triggerId);
    if (!trigger) throw new SlackError("invalid_trigger_id");
    if (trigger.used) throw new SlackError("exchanged_trigger_id");
    if (this.#state.clock.now() > trigger.expiresAtMs) throw new SlackError("expired_trigger_id");
    trigger.used = true;
    return trigger;
  }
}
