import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from "../../lib/errors.ts";
import { ownOf } from "../../lib/own.ts";
import { person, SITREP } from "../ledger/index.ts";
import { withoutSecrets } from "../timeline/index.ts";
import type { Cover, OncallFacet, WithOncall } from "./facet.ts";
import { mustLieAhead, type OncallDecision } from "./override.ts";
import { type RotaWorld, rotationNamed } from "./rota/on-call.ts";
import type { Shift } from "./rota/shifts.ts";
import { isHeldBy, peopleIn, rotaOf, shiftsOf } from "./shifts-of.ts";
import { type Span, spokenSpan } from "./spans/index.ts";

interface AskInput extends Span {
  readonly userId: string;
  readonly id: string;
  /** Needed only by those who are in several. */
  readonly rotation?: string | undefined;
  /** Who cannot be asked, although the rotation names them: guests, deactivated accounts. */
  readonly unable: readonly string[];
  readonly timeZone: string;
  readonly why?: string | undefined;
}

/** Asks all others of the rotation to take over a part of one's shifts. */
export const askCover =
  ({ userId, id, rotation, unable, timeZone, why, ...span }: AskInput): OncallDecision =>
  (house, world) => {
    mustLieAhead(span, world.now);
    const rota = rotaOf(house, world);
    const shift = shiftMeant(rota, userId, span, rotation, timeZone);
    const from = Math.max(span.from, shift.startAt, world.now);
    const to = Math.min(span.to, shift.endAt);
    const { level } = shift;
    const isAsked = openCovers(house.oncall).some(
      (open) =>
        open.userId === userId && open.rotation === shift.rotation && open.level === level && overlaps(open, from, to),
    );
    if (isAsked)
      throw new ConflictError("You have asked for cover of that time already, and the question is still open.");
    const asked = candidates(rota, shift.rotation, userId).filter((other) => !unable.includes(other));
    if (asked.length === 0) {
      throw new ConflictError(
        `Nobody else in this rotation can be asked. Find somebody, then \`/incident override ${shift.rotation} @name …\`.`,
      );
    }
    const held = { rotation: shift.rotation, level, from, to, userId };
    const data = { id, ...held, asked, why: why ? withoutSecrets(why, world.policy) : undefined };
    return [{ kind: "cover_asked", by: person(userId), key: `cover/${id}`, data }];
  };

/** Everybody who could take over from somebody. */
export function candidates(rota: RotaWorld, rotationId: string, userId: string): string[] {
  const rotation = rotationNamed(rota, rotationId);
  return rotation ? peopleIn(rotation).filter((other) => other !== userId) : [];
}

/** The one shift of which a span is a part; the sentence for the person when there is none or more than one. */
function shiftMeant(rota: RotaWorld, userId: string, span: Span, rotation: string | undefined, tz: string): Shift {
  const own = shiftsOf(rota, userId, span, rotation);
  const primary = own.filter(({ level }) => level === "primary");
  const meant = primary.length > 0 ? primary : own;
  const [shift, ...others] = meant;
  if (!shift) {
    const [next] = shiftsOf(rota, userId, { from: span.from, to: span.from + LOOKED_AHEAD_MS }, rotation);
    const hint = next ? ` Your next shift is ${spokenSpan({ from: next.startAt, to: next.endAt }, tz)}.` : "";
    throw new InvalidInputError(`You are not on call then, so there is nothing to cover.${hint}`, "from");
  }
  const rotations = [...new Set(meant.map((one) => one.rotation))];
  if (rotations.length > 1) {
    const names = rotations.map((name) => `\`/incident cover ${name} …\``).join(" or ");
    throw new InvalidInputError(`You are on call in several rotations then. Say which: ${names}.`, "shift");
  }
  if (others.length > 0) {
    throw new InvalidInputError("That touches more than one of your shifts. Ask for one at a time.", "to");
  }
  return shift;
}

const LOOKED_AHEAD_MS = 60 * 86_400_000;

const overlaps = (span: Span, from: number, to: number): boolean => span.from < to && from < span.to;

export const openCovers = ({ covers }: OncallFacet): Cover[] =>
  Object.values(covers).filter(({ end }) => end === undefined);

/** When the asking ends: as the time begins, or where it had begun, as it is over. */
export const coverExpiresAt = ({ from, to, askedAt }: Cover): number => (from > askedAt ? from : to);

const ENDED = {
  taken: "was taken by somebody else, so nothing is needed from you",
  withdrawn: "is not needed any more",
  expired: "was for a time that has begun",
} as const;

function openCover({ oncall }: WithOncall, id: string, now: number): Cover {
  const cover = ownOf(oncall.covers, id);
  if (!cover) throw new NotFoundError("I no longer know of this question.");
  if (cover.end) throw new ConflictError(`This cover ${ENDED[cover.end.how]}.`);
  if (coverExpiresAt(cover) <= now) throw new ConflictError(`This cover ${ENDED.expired}.`);
  return cover;
}

interface AnswerInput {
  readonly userId: string;
  readonly id: string;
}

/** The first who takes it is on call; from now on nobody else is asked. */
export const takeCover =
  ({ userId, id }: AnswerInput): OncallDecision =>
  (house, world) => {
    const known = ownOf(house.oncall.covers, id);
    // A second click of the one who took it is no mistake.
    if (known?.end?.how === "taken" && known.end.userId === userId) return [];
    const cover = openCover(house, id, world.now);
    const { rotation, level, to } = cover;
    if (!cover.asked.includes(userId)) throw new ForbiddenError("This was asked of the others in the rotation.");
    const from = Math.max(cover.from, world.now);
    if (!isHeldBy(rotaOf(house, world), { rotation, level, from, to, userId: cover.userId })) {
      throw new ConflictError("The shift has changed hands since this was asked, so there is nothing to take.");
    }
    return [
      { kind: "cover_taken", by: person(userId), key: `cover/${id}/taken`, data: { id, userId } },
      {
        kind: "override_set",
        by: person(userId),
        key: `override/cover-${id}`,
        data: { id: `cover-${id}`, rotation, level, userId, from, to, why: cover.why, source: "cover" },
      },
    ];
  };

/** One of those asked cannot. */
export const declineCover =
  ({ userId, id }: AnswerInput): OncallDecision =>
  (house, { now }) => {
    const cover = openCover(house, id, now);
    if (!cover.asked.includes(userId)) throw new ForbiddenError("This was asked of the others in the rotation.");
    return [{ kind: "cover_declined_by", by: person(userId), key: `cover/${id}/no/${userId}`, data: { id, userId } }];
  };

/** The asker needs it no longer. */
export const withdrawCover =
  ({ userId, id }: AnswerInput): OncallDecision =>
  (house, { now }) => {
    if (openCover(house, id, now).userId !== userId) {
      throw new ForbiddenError("Only whoever asked for cover can take the question back.");
    }
    return [{ kind: "cover_withdrawn", by: person(userId), key: `cover/${id}/withdrawn`, data: { id } }];
  };

/** Its time has begun and nobody took it. */
export const expireCover =
  (id: string): OncallDecision =>
  ({ oncall }, { now }) => {
    const cover = oncall.covers[id];
    if (!cover || cover.end || coverExpiresAt(cover) > now) return [];
    return [{ kind: "cover_expired", by: SITREP, key: `cover/${id}/expired`, data: { id } }];
  };
