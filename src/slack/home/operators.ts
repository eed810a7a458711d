import { showHome } from "../../core/home/index.ts";
import type { Diagnosis } from "../../doctor/index.ts";
import type { Context } from "../kit/context.ts";
import type { Gate } from "../kit/index.ts";

/** Who of those that opened their Home is shown how the bot itself is doing, and kept up to date on it. */
export class Operators {
  readonly #ctx: Context;
  readonly #gate: Gate;
  readonly #seen = new Set<string>();

  constructor(ctx: Context, gate: Gate) {
    this.#ctx = ctx;
    this.#gate = gate;
    ctx.doctor.onChange(() => this.#tellAll());
  }

  /** What somebody is shown who opens their Home; undefined for who is no operator. */
  async meet(userId: string): Promise<Diagnosis | undefined> {
    if (await this.#gate.allows(userId, "operate", undefined)) this.#seen.add(userId);
    else this.#seen.delete(userId);
    return this.#knownTo(userId);
  }

  /** What is shown when a Home is edited; asks Slack nothing of those who were never shown it. */
  async remind(userId: string): Promise<Diagnosis | undefined> {
    return this.#seen.has(userId) ? this.meet(userId) : undefined;
  }

  #knownTo(userId: string): Diagnosis | undefined {
    return this.#seen.has(userId) ? this.#ctx.doctor.known() : undefined;
  }

  async #tellAll(): Promise<void> {
    if (this.#seen.size > 0) await this.#ctx.ledger.note({ effects: [...this.#seen].map(showHome) });
  }
}
