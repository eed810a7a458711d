import type { World } from "../ledger/index.ts";
import type { Handoff, WithOncall } from "./facet.ts";
import { onCall, type RotaWorld } from "./rota/on-call.ts";
import { nextChangeOf, type Shift, shiftsBetween } from "./rota/shifts.ts";
import { peopleIn, rotaOf } from "./shifts-of.ts";

/** One person goes off call and another comes on. */
export type Handover = Pick<Handoff, "rotation" | "leaver" | "arriver" | "since" | "leavesAt" | "changeAt">;

/** A change that is longer ago was not missed, it is over. */
const MISSED_MS = 12 * 3_600_000;
/** So far back it matters who was on call last before a pause. */
const LOOKED_BACK_MS = 7 * 86_400_000;
/** Opening and closing hours without another person are passed over so often. */
const STEPS = 40;

/** The next change of hands that was not handed over yet; undefined where nobody follows another. */
export function nextHandover(house: WithOncall, world: World, rotation: string): Handover | undefined {
  const rota = rotaOf(house, world);
  const watchedSince = house.oncall.watchedSince[rotation];
  if (watchedSince === undefined) return undefined;
  const base = Math.max(watchedSince, lastHandedOver(house, rota, rotation), world.now - MISSED_MS);
  return handoverAfter(rota, rotation, base);
}

/** What was handed over to somebody who did not come on call after all does not count. */
function lastHandedOver({ oncall }: WithOncall, rota: RotaWorld, rotation: string): number {
  const changes = Object.values(oncall.handoffs)
    .filter((handoff) => handoff.rotation === rotation && handoff.sent && isArriving(rota, handoff))
    .map(({ changeAt }) => changeAt);
  return Math.max(0, ...changes);
}

/** Whether the arriver is who comes on call at the change. */
export const isArriving = (rota: RotaWorld, { rotation, changeAt, arriver }: Handover): boolean =>
  onCall(rota, rotation, changeAt).primary === arriver;

function handoverAfter(rota: RotaWorld, rotation: string, base: number): Handover | undefined {
  if (isAlone(rota, rotation, base)) return undefined;
  let leaving =
    onCall(rota, rotation, base).primary === undefined
      ? primaryShifts(rota, rotation, base - LOOKED_BACK_MS, base).at(-1)
      : shiftAt(rota, rotation, base);
  let at = leaving ? base : nextStart(rota, rotation, base);
  for (let step = 0; step < STEPS && at !== undefined; step += 1) {
    leaving ??= shiftAt(rota, rotation, at);
    const arrivesAt = nextStart(rota, rotation, at);
    if (!leaving || arrivesAt === undefined) return undefined;
    const arriver = onCall(rota, rotation, arrivesAt).primary;
    const { userId: leaver, startAt: since, endAt: leavesAt } = leaving;
    if (arriver !== undefined && arriver !== leaver) {
      return { rotation, leaver, arriver, since, leavesAt: Math.min(leavesAt, arrivesAt), changeAt: arrivesAt };
    }
    leaving = undefined;
    at = arrivesAt;
  }
  return undefined;
}

/** Whoever is the only one follows themselves, which need not be looked up day by day. */
export function isAlone({ policy, overrides = [] }: RotaWorld, rotationId: string, base: number): boolean {
  const rotation = policy.rotations.find(({ id }) => id === rotationId);
  const stand = overrides.filter((one) => one.rotation === rotationId && one.to > base);
  const people = [...(rotation ? peopleIn(rotation) : []), ...stand.map(({ userId }) => userId)];
  return new Set(people).size < 2;
}

/** When somebody else comes on call, or the same person after a pause. */
function nextStart(rota: RotaWorld, rotation: string, at: number): number | undefined {
  const change = nextChangeOf(rota, rotation, "primary", at);
  if (change === undefined || onCall(rota, rotation, change).primary !== undefined) return change;
  return nextChangeOf(rota, rotation, "primary", change);
}

const shiftAt = (rota: RotaWorld, rotation: string, at: number): Shift | undefined =>
  primaryShifts(rota, rotation, at, at + 1).at(0);

const primaryShifts = (rota: RotaWorld, rotation: string, from: number, to: number): Shift[] =>
  shiftsBetween(rota, rotation, from, to).filter(
    ({ level, startAt, endAt }) => level === "primary" && startAt < to && endAt > from,
  );
