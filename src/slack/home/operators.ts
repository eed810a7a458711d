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

  /** What somebody is shown now; undefined for who is no operator. */
  async meet(userId: string): Promise<Diagnosis | undefined> {
    if (await this.#gate.allows(userId, "operate", undefined)) {
      this.#seen.add(userId);
      return this.#ctx.doctor.known();
    }
    this.#seen.delete(userId);
    return undefined;
  }

  async #tellAll(): Promise<void> {
    if (this.#seen.size > 0) await this.#ctx.ledger.note({ effects: [...this.#seen].map(showHome) });
  }
}
