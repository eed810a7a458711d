import type { Level, Override, Policy, Rotation } from "../../../config/index.ts";
import { stretchAt, type Turn } from "./turn.ts";

/** What must be known to say who is on call: a decision's World has it. */
export interface RotaWorld {
  readonly policy: Pick<Policy, "rotations">;
  readonly overrides?: readonly Override[];
}

/** Who is on call at one level, and why. */
export interface Holder {
  readonly userId: string;
  /** The shift's own name, where it has one. */
  readonly name?: string;
  /** Somebody took it over from whom the rotation names. */
  readonly isOverride: boolean;
}

export interface OnCall {
  readonly primary: string | undefined;
  readonly secondary: string | undefined;
}

/** Who is on call at an instant; nobody of a rotation that does not exist. */
export function onCall(world: RotaWorld, rotationId: string, atMs: number): OnCall {
  const { primary, secondary } = holdersAt(world, rotationId, atMs);
  return { primary: primary?.userId, secondary: secondary?.userId };
}

export interface Holders {
  readonly primary: Holder | undefined;
  readonly secondary: Holder | undefined;
}

/** Who holds both levels at an instant, with the reason. */
export function holdersAt(world: RotaWorld, rotationId: string, atMs: number): Holders {
  const rotation = rotationNamed(world, rotationId);
  if (!rotation) return { primary: undefined, secondary: undefined };
  const { turn } = stretchAt(rotation, atMs);
  const primary = primaryOf(world, rotation, turn, atMs);
  return { primary, secondary: secondaryOf(world, rotation, { turn, primary, atMs }) };
}

export const rotationNamed = ({ policy }: RotaWorld, rotationId: string): Rotation | undefined =>
  policy.rotations.find(({ id }) => id === rotationId);

function primaryOf(world: RotaWorld, { id }: Rotation, turn: Turn | undefined, atMs: number): Holder | undefined {
  const override = overrideAt(world, id, "primary", atMs);
  if (override) return { userId: override.userId, name: turn?.name, isOverride: true };
  const [userId] = turn ? inOrder(turn) : [];
  return userId === undefined ? undefined : { userId, name: turn?.name, isOverride: false };
}

interface Occasion {
  readonly turn: Turn | undefined;
  readonly primary: Holder | undefined;
  readonly atMs: number;
}

/** The first in question who is not on call as primary already: nobody is called twice over. */
function secondaryOf(world: RotaWorld, rotation: Rotation, { turn, primary, atMs }: Occasion): Holder | undefined {
  const override = overrideAt(world, rotation.id, "secondary", atMs);
  if (override && override.userId !== primary?.userId) {
    return { userId: override.userId, name: turn?.name, isOverride: true };
  }
  const userId = backups(world, rotation, turn, atMs).find((id) => id !== primary?.userId);
  return userId === undefined ? undefined : { userId, name: turn?.name, isOverride: false };
}

/** Whom the rotation names for the second place, best first; whom the primary stands in for comes last. */
function backups(world: RotaWorld, { secondary }: Rotation, turn: Turn | undefined, atMs: number): string[] {
  if (secondary === "none") return [];
  if (secondary === "next") {
    const [own, ...others] = turn ? inOrder(turn) : [];
    return own === undefined ? [] : [...others, own];
  }
  const other = rotationNamed(world, secondary.rotation);
  const theirs = other && primaryOf(world, other, stretchAt(other, atMs).turn, atMs);
  return theirs ? [theirs.userId] : [];
}

/** The line of people as seen from whose turn it is. */
function inOrder({ people, index }: Turn): string[] {
  const first = index % people.length;
  return [...people.slice(first), ...people.slice(0, first)];
}

const overrideAt = ({ overrides = [] }: RotaWorld, rotation: string, level: Level, atMs: number) =>
  overrides.findLast((one) => one.rotation === rotation && one.level === level && one.from <= atMs && atMs < one.to);
