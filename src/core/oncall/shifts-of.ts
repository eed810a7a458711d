import type { Rotation } from "../../config/index.ts";
import { NotFoundError } from "../../lib/errors.ts";
import type { World } from "../ledger/index.ts";
import type { Held } from "./entries.ts";
import type { WithOncall } from "./facet.ts";
import { type RotaWorld, rotationNamed } from "./rota/on-call.ts";
import { type Shift, shiftsBetween } from "./rota/shifts.ts";
import type { Span } from "./spans/index.ts";

/** The rotations with what the house's record itself says of them: the world may be older by a decision. */
export const rotaOf = ({ oncall }: WithOncall, { policy }: Pick<World, "policy">): RotaWorld => ({
  policy,
  overrides: oncall.overrides,
});

/** Everybody who takes turns in a rotation, each once. */
export function peopleIn(rotation: Rotation): string[] {
  const people =
    rotation.kind === "follow_the_sun" ? rotation.shifts.flatMap((shift) => shift.people) : rotation.people;
  return [...new Set(people)];
}

/** A rotation that must exist, by its key or its name. */
export function rotationMeant({ policy }: RotaWorld, word: string): Rotation {
  const wanted = word.trim().toLowerCase();
  const found = policy.rotations.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted);
  if (found) return found;
  const known = policy.rotations.map(({ id }) => `\`${id}\``).join(", ");
  throw new NotFoundError(
    known
      ? `There is no rotation “${word}”. There are: ${known}.`
      : "No rotations are set up. They stand in rotations.yml.",
  );
}

export const rotationLabel = (world: RotaWorld, id: string): string => rotationNamed(world, id)?.name ?? id;

/** Whether a rotation can ever name a person; to reckon all shifts of those that cannot is long and in vain. */
function mayName(world: RotaWorld, rotation: Rotation, userId: string): boolean {
  const { id, secondary } = rotation;
  const isNamed = peopleIn(rotation).includes(userId);
  const isPutIn = world.overrides?.some((override) => override.rotation === id && override.userId === userId);
  if (isNamed || isPutIn) return true;
  const other = typeof secondary === "string" ? undefined : rotationNamed(world, secondary.rotation);
  return other !== undefined && mayName(world, { ...other, secondary: "none" }, userId);
}

/** A person's shifts that lie in a span or reach into it, whole and in the order of time; in all rotations or in one. */
export function shiftsOf(world: RotaWorld, userId: string, { from, to }: Span, rotationId?: string): Shift[] {
  const rotations = world.policy.rotations.filter(({ id }) => rotationId === undefined || id === rotationId);
  return rotations
    .filter((rotation) => mayName(world, rotation, userId))
    .flatMap(({ id }) => shiftsBetween(world, id, from, to))
    .filter((shift) => shift.userId === userId && shift.endAt > from && shift.startAt < to)
    .sort((a, b) => a.startAt - b.startAt || a.level.localeCompare(b.level));
}

/** Whether that person alone holds the level for the whole of the time. */
export function isHeldBy(world: RotaWorld, { rotation, level, from, to, userId }: Held): boolean {
  const shifts = shiftsBetween(world, rotation, from, to).filter((shift) => shift.level === level);
  let reached = from;
  for (const { userId: holder, startAt, endAt } of shifts) {
    if (endAt <= from || startAt >= to) continue;
    if (startAt > reached || holder !== userId) return false;
    reached = endAt;
  }
  return reached >= to;
}
