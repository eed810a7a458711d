import type { Attempt, Effect, Gateway, NewEntry, Outcome } from "../../core/ledger/index.ts";
import { SITREP } from "../../core/ledger/index.ts";
import type { Clock } from "../../lib/clock.ts";
import { UnavailableError } from "../../lib/errors.ts";
import type { Log } from "../../lib/log.ts";
import type { Deed, DeedInput } from "./deeds.ts";
import type { AnyDeedTable } from "./room.ts";
import { SlackCallError, type SlackFailure } from "./speaking/failures.ts";

type Refusal = Extract<SlackFailure, { kind: "refused" }>;

const MINUTE_MS = 60_000;
/** A token that was revoked, a channel that was archived by hand: somebody must mend it, so there is no hurry. */
const PARKED_MS = { auth: MINUTE_MS, gone: 5 * MINUTE_MS } as const;
/** After this long a parked deed, or one that fails for a reason of ours, is given up. */
const PATIENCE_MS = { gone: 24 * 60 * MINUTE_MS, bug: 10 * MINUTE_MS } as const;

/** Each deed is only given effects of its own kind, as the slice declared them. */
const typed = (deed: AnyDeedTable[string]): Deed<unknown> => deed as Deed<unknown>;

/** Turns effects into calls to Slack, and what Slack says into outcomes. One table of deeds, from all rooms. */
export function createGateway(parts: { clock: Clock; log: Log }, tables: readonly AnyDeedTable[]): Gateway {
  const deeds = new Map(tables.flatMap((table) => Object.entries(table)).map(([kind, deed]) => [kind, typed(deed)]));
  const gathered = new Set([...deeds].filter(([, deed]) => deed.isGathered).map(([kind]) => kind));

  async function carryOut(attempt: Attempt, companions: readonly Attempt[]): Promise<Outcome> {
    const { kind, key, data } = attempt.effect;
    const deed = deeds.get(kind);
    if (!deed) return { kind: "given_up", reason: `no deed for effects of kind ${kind}` };
    const input: DeedInput<unknown> = { ...attempt, key, data, companions: companions.map(toCompanion) };
    try {
      return { kind: "done", entries: await deed.carryOut(input) };
    } catch (error) {
      if (error instanceof SlackCallError) return afterFailure(deed, input, error.failure, attempt.effect);
      if (error instanceof UnavailableError) return afterFullDisk(input, error);
      return afterBug(deed, input, error);
    }
  }

  function afterFailure(
    deed: Deed<unknown>,
    input: DeedInput<unknown>,
    failure: SlackFailure,
    effect: Effect,
  ): Outcome {
    switch (failure.kind) {
      case "rate_limited":
        return { kind: "again", reason: "rate limited", isInDoubt: false, atMs: failure.untilMs };
      case "in_doubt":
        return { kind: "again", reason: failure.reason, isInDoubt: true };
      case "unreachable":
        return { kind: "again", reason: failure.reason, isInDoubt: false };
      case "refused":
        return afterRefusal(deed, input, failure, effect);
    }
  }

  function afterRefusal(deed: Deed<unknown>, input: DeedInput<unknown>, failure: Refusal, effect: Effect): Outcome {
    const now = parts.clock.now();
    const reason = failure.needed ? `${failure.code}, needs ${failure.needed}` : failure.code;
    const again = (atMs?: number): Outcome => ({ kind: "again", reason, isInDoubt: false, atMs });
    if (failure.meaning === "auth") return again(now + PARKED_MS.auth);
    if (failure.meaning === "passing") return again();
    const isNicety = deed.whenRefused === "drop" && !deed.refused;
    if (failure.meaning === "gone" && !isNicety && now - input.firstTriedAt < PATIENCE_MS.gone) {
      parts.log.warn(
        { deed: input.key, lane: effect.lane, reason },
        "the channel is closed to the bot; trying again later",
      );
      return again(now + PARKED_MS.gone);
    }
    const entries = deed.refused?.(input, failure) ?? note(deed, input, reason);
    return { kind: "given_up", reason, entries };
  }

  /** Slack may have done its part before the database refused: the next attempt looks. */
  function afterFullDisk(input: DeedInput<unknown>, error: UnavailableError): Outcome {
    parts.log.warn({ err: error, deed: input.key }, "what a deed came to could not be stored; trying again");
    return { kind: "again", reason: "the database cannot be written", isInDoubt: true };
  }

  function afterBug(deed: Deed<unknown>, input: DeedInput<unknown>, error: unknown): Outcome {
    parts.log.error({ err: error, deed: input.key, attempts: input.attempts }, "a deed failed for a reason of our own");
    const isHopeless = parts.clock.now() - input.firstTriedAt > PATIENCE_MS.bug;
    if (!isHopeless) return { kind: "again", reason: "internal error", isInDoubt: true };
    return { kind: "given_up", reason: "internal error", entries: note(deed, input, "an error inside Sitrep") };
  }

  return { kinds: new Set(deeds.keys()), carryOut, gathered };
}

const toCompanion = ({ incidentId, effect }: Attempt) => ({ key: effect.key, incidentId, data: effect.data });

function note(deed: Deed<unknown>, input: DeedInput<unknown>, reason: string): readonly NewEntry[] {
  if (deed.whenRefused === "drop") return [];
  const text = `${deed.whenRefused.note} (${reason}).`;
  return [{ kind: "deed_failed", by: SITREP, key: `failed/${input.key}`, data: { deed: input.key, text } }];
}
