import type { Rotation } from "../../config/index.ts";
import { SITREP, type World } from "../ledger/index.ts";
import type { SetOverride, WithOncall } from "./facet.ts";
import { isAlone } from "./next-handover.ts";
import type { OncallDecision } from "./override.ts";
import { onCall } from "./rota/on-call.ts";
import { nextChangeAt } from "./rota/shifts.ts";
import { peopleIn, rotaOf } from "./shifts-of.ts";

/** When a rotation next comes into other hands; undefined where nobody follows another. */
export function nextShiftAt(house: WithOncall, world: World, rotation: Rotation): number | undefined {
  const { changedAt, watchedSince } = house.oncall;
  const { id, kind } = rotation;
  const rota = rotaOf(house, world);
  const base = changedAt[id] ?? watchedSince[id] ?? world.now;
  // Somebody who is the only one goes off call at closing time alone.
  if (kind !== "business_hours" && isAlone(rota, id, base)) return undefined;
  return nextChangeAt(rota, id, base);
}

/** A shift has changed at this time; the record says who is on call now. */
export const changeShift =
  (rotation: string, at: number): OncallDecision =>
  (house, world) => {
    if ((house.oncall.changedAt[rotation] ?? -1) >= at) return [];
    const { primary, secondary } = onCall(rotaOf(house, world), rotation, world.now);
    const data = { rotation, ...(primary && { primary }), ...(secondary && { secondary }) };
    return [{ kind: "shift_changed", by: SITREP, key: `shift/${rotation}/${at}`, data }];
  };

/** Whom it concerns that a shift or an override changed: everybody of those rotations and of those that fall back on them. */
export function concernedBy(
  { oncall: before }: WithOncall,
  { oncall: after }: WithOncall,
  { policy }: World,
): string[] {
  const overrides = changedOverrides(before.overrides, after.overrides);
  const changed = new Set(overrides.map(({ rotation }) => rotation));
  for (const [id, at] of Object.entries(after.changedAt)) if (before.changedAt[id] !== at) changed.add(id);
  const rotations = policy.rotations.filter(({ id, secondary }) =>
    [id, ...(typeof secondary === "object" ? [secondary.rotation] : [])].some((each) => changed.has(each)),
  );
  const standIns = [...overrides, ...after.overrides.filter(({ rotation }) => changed.has(rotation))];
  return [...new Set([...rotations.flatMap(peopleIn), ...standIns.map(({ userId }) => userId)])];
}

function changedOverrides(before: readonly SetOverride[], after: readonly SetOverride[]): SetOverride[] {
  if (before === after) return [];
  const [old, fresh] = [before, after].map((list) => new Set(list.map(({ id }) => id)));
  return [...before.filter(({ id }) => !fresh?.has(id)), ...after.filter(({ id }) => !old?.has(id))];
}
