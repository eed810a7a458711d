import type { Attempt, Gateway, Outcome } from "../core/ledger/index.ts";
import type { Clock } from "../lib/clock.ts";
import type { Log } from "../lib/log.ts";

/** Carries out effects of one kind by requests to others than Slack. */
export type HttpDeed = (attempt: Attempt) => Promise<Outcome>;
export type HttpDeedTable = Readonly<Record<string, HttpDeed>>;

/** A deed that fails for a reason of ours is given up after this. */
const PATIENCE_MS = 10 * 60_000;

/** Turns effects into requests to others than Slack. */
export function createHttpGateway(parts: { clock: Clock; log: Log }, tables: readonly HttpDeedTable[]): Gateway {
  const deeds = new Map(tables.flatMap((table) => Object.entries(table)));
  return {
    kinds: new Set(deeds.keys()),
    gathered: new Set(),
    async carryOut(attempt): Promise<Outcome> {
      const { key, kind } = attempt.effect;
      try {
        const outcome = await deeds.get(kind)?.(attempt);
        return outcome ?? { kind: "given_up", reason: `no deed for effects of kind ${kind}` };
      } catch (error) {
        parts.log.error({ err: error, deed: key, attempts: attempt.attempts }, "a deed failed for a reason of our own");
        const isHopeless = parts.clock.now() - attempt.firstTriedAt > PATIENCE_MS;
        if (isHopeless) return { kind: "given_up", reason: "internal error" };
        return { kind: "again", reason: "internal error", isInDoubt: true };
      }
    },
  };
}
