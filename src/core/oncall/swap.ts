import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from "../../lib/errors.ts";
import { ownOf } from "../../lib/own.ts";
import { person, SITREP } from "../ledger/index.ts";
import type { Stretch } from "./entries.ts";
import type { OncallFacet, Swap, WithOncall } from "./facet.ts";
import { type OncallDecision, swapOverrideId } from "./override.ts";
import type { RotaWorld } from "./rota/on-call.ts";
import { isHeldBy, rotaOf } from "./shifts-of.ts";

interface OfferInput {
  readonly userId: string;
  readonly other: string;
  readonly gives: Stretch;
  readonly takes: Stretch;
  readonly id: string;
}

/** Offers one's own shift against that of another of the same rotation. */
export const offerSwap =
  ({ userId, other, gives, takes, id }: OfferInput): OncallDecision =>
  (house, world) => {
    if (userId === other) throw new InvalidInputError("That is you. Choose somebody else to swap with.", "other");
    if (gives.rotation !== takes.rotation) {
      throw new InvalidInputError("The two shifts are of different rotations; swaps stay within one.", "takes");
    }
    if (gives.from <= world.now) {
      throw new InvalidInputError("Your shift has begun. For the rest of it ask with `/incident cover`.", "gives");
    }
    if (takes.from <= world.now) throw new InvalidInputError("Their shift has begun. Choose a later one.", "takes");
    if (gives.from < takes.to && takes.from < gives.to) {
      throw new InvalidInputError("The two shifts overlap, so nobody can hold both in turn. Choose others.", "takes");
    }
    mustStillHold(rotaOf(house, world), { userId, other, gives, takes });
    const isOffered = openSwaps(house.oncall).some(
      (open) => open.userId === userId && isSameStretch(open.gives, gives),
    );
    if (isOffered) throw new ConflictError("You have offered this shift already. Take that offer back first.");
    return [{ kind: "swap_offered", by: person(userId), key: `swap/${id}`, data: { id, userId, other, gives, takes } }];
  };

const isSameStretch = (a: Stretch, b: Stretch): boolean =>
  a.rotation === b.rotation && a.level === b.level && a.from === b.from;

function mustStillHold(rota: RotaWorld, { userId, other, gives, takes }: Omit<OfferInput, "id">): void {
  if (!isHeldBy(rota, { ...gives, userId })) {
    throw new ConflictError(
      "The offered shift has changed hands meanwhile. Look at `/incident oncall`, then offer anew.",
    );
  }
  if (!isHeldBy(rota, { ...takes, userId: other })) {
    throw new ConflictError(
      "The wanted shift has changed hands meanwhile. Look at `/incident oncall`, then offer anew.",
    );
  }
}

export const openSwaps = ({ swaps }: OncallFacet): Swap[] =>
  Object.values(swaps).filter(({ end }) => end === undefined);

/** An offer holds until the first of the two shifts begins. */
export const swapExpiresAt = ({ gives, takes }: Swap): number => Math.min(gives.from, takes.from);

const ENDED = {
  accepted: "was accepted already",
  declined: "was declined already",
  withdrawn: "was taken back",
  expired: "is over: the first of its shifts has begun",
} as const;

function openSwap({ oncall }: WithOncall, id: string, now: number): Swap {
  const swap = ownOf(oncall.swaps, id);
  if (!swap) throw new NotFoundError("I no longer know of this offer.");
  if (swap.end) throw new ConflictError(`This offer ${ENDED[swap.end.how]}.`);
  if (swapExpiresAt(swap) <= now) throw new ConflictError(`This offer ${ENDED.expired}.`);
  return swap;
}

interface AnswerInput {
  readonly userId: string;
  readonly id: string;
}

function askedOf(swap: Swap, userId: string): Swap {
  if (swap.other !== userId) throw new ForbiddenError("This swap was offered to somebody else.");
  return swap;
}

/** Both shifts change hands, each for exactly its own time. */
export const acceptSwap =
  ({ userId, id }: AnswerInput): OncallDecision =>
  (house, world) => {
    const { end } = ownOf(house.oncall.swaps, id) ?? {};
    if (end?.how === "accepted" && end.userId === userId) return [];
    const swap = askedOf(openSwap(house, id, world.now), userId);
    mustStillHold(rotaOf(house, world), swap);
    const put = (half: "given" | "taken", stretch: Stretch, holder: string) => ({
      kind: "override_set" as const,
      by: person(userId),
      key: `override/${swapOverrideId(id, half)}`,
      data: { id: swapOverrideId(id, half), ...stretch, userId: holder, source: "swap" as const },
    });
    return [
      { kind: "swap_accepted", by: person(userId), key: `swap/${id}/accepted`, data: { id } },
      put("given", swap.gives, swap.other),
      put("taken", swap.takes, swap.userId),
    ];
  };

export const declineSwap =
  ({ userId, id }: AnswerInput): OncallDecision =>
  (house, { now }) => {
    askedOf(openSwap(house, id, now), userId);
    return [{ kind: "swap_declined", by: person(userId), key: `swap/${id}/declined`, data: { id } }];
  };

export const withdrawSwap =
  ({ userId, id }: AnswerInput): OncallDecision =>
  (house, { now }) => {
    if (openSwap(house, id, now).userId !== userId) {
      throw new ForbiddenError("Only whoever offered the swap can take it back.");
    }
    return [{ kind: "swap_withdrawn", by: person(userId), key: `swap/${id}/withdrawn`, data: { id } }];
  };

export const expireSwap =
  (id: string): OncallDecision =>
  ({ oncall }, { now }) => {
    const swap = oncall.swaps[id];
    if (!swap || swap.end || swapExpiresAt(swap) > now) return [];
    return [{ kind: "swap_expired", by: SITREP, key: `swap/${id}/expired`, data: { id } }];
  };
