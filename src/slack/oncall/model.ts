import type { Level, Rotation } from "../../config/index.ts";
import {
  type Holder,
  holdersAt,
  nextChangeOf,
  onCall,
  type RotaWorld,
  shiftsBetween,
} from "../../core/oncall/index.ts";

const LEVELS = ["primary", "secondary"] as const satisfies readonly Level[];
const DAY_MS = 86_400_000;
/** So far ahead the shifts of one rotation are listed. */
const AHEAD_MS = 60 * DAY_MS;
const MOST_AHEAD = 5;
/** A Home has a hundred blocks for everything; these few lines say the most. */
const MOST_AT_HOME = 10;

/** Somebody on call, until when, and for whom they stand in. */
export interface Held extends Holder {
  /** Epoch milliseconds; undefined when nothing changes within a year. */
  readonly until: number | undefined;
  /** Whom the rotation itself names. */
  readonly insteadOf: string | undefined;
}

/** What there is to say of a rotation at one moment. */
export interface RotationNow {
  readonly id: string;
  readonly name: string;
  readonly primary: Held | undefined;
  readonly secondary: Held | undefined;
  /** Who comes on call next as primary; undefined where that is nobody within a year. */
  readonly next: { readonly userId: string; readonly at: number; readonly isOverride: boolean } | undefined;
  /** Names of the services that it is on call for. */
  readonly services: readonly string[];
}

export interface ShiftAhead {
  readonly userId: string;
  readonly name: string | undefined;
  readonly isOverride: boolean;
  readonly startAt: number;
  readonly endAt: number;
}

/** Who is on call now, as a person's Home says it. */
export interface OnCallModel {
  readonly rotations: readonly {
    readonly name: string;
    readonly primary: string | undefined;
    readonly secondary: string | undefined;
  }[];
  /** So many more rotations there are than are shown. */
  readonly beyond: number;
  /** What the person holds themselves. */
  readonly own: readonly { readonly name: string; readonly level: Level; readonly until: number | undefined }[];
}

interface Rota extends RotaWorld {
  readonly policy: RotaWorld["policy"] & {
    readonly services: readonly { readonly name: string; readonly rotation?: string | undefined }[];
  };
}

/** Who is on call in a rotation now, until when, and who is next. */
export function rotationNow(world: Rota, { id, name }: Rotation, atMs: number): RotationNow {
  return {
    id,
    name,
    primary: held(world, id, "primary", atMs),
    secondary: held(world, id, "secondary", atMs),
    next: nextPrimary(world, id, atMs),
    services: world.policy.services.filter(({ rotation }) => rotation === id).map((service) => service.name),
  };
}

function held(world: Rota, id: string, level: Level, atMs: number): Held | undefined {
  const holder = holdersAt(world, id, atMs)[level];
  if (!holder) return undefined;
  const named = holdersAt({ policy: world.policy }, id, atMs)[level]?.userId;
  const insteadOf = holder.isOverride && named !== holder.userId ? named : undefined;
  return { ...holder, insteadOf, until: nextChangeOf(world, id, level, atMs) };
}

/** Past the hours in which nobody is on call. */
function nextPrimary(world: Rota, id: string, atMs: number): RotationNow["next"] {
  let at = nextChangeOf(world, id, "primary", atMs);
  while (at !== undefined) {
    const { primary } = holdersAt(world, id, at);
    if (primary) return { userId: primary.userId, at, isOverride: primary.isOverride };
    at = nextChangeOf(world, id, "primary", at);
  }
  return undefined;
}

/** Who is on call now, as a person's Home says it; of what they hold themselves also until when. */
export function onCallModel(world: RotaWorld, userId: string, atMs: number): OnCallModel {
  const rotations = world.policy.rotations.map(({ id, name }) => ({ id, name, ...onCall(world, id, atMs) }));
  const own = rotations.flatMap((held) =>
    LEVELS.filter((level) => held[level] === userId).map((level) => ({
      name: held.name,
      level,
      until: nextChangeOf(world, held.id, level, atMs),
    })),
  );
  const shown = rotations.slice(0, MOST_AT_HOME).map(({ id: _id, ...held }) => held);
  return { rotations: shown, beyond: rotations.length - shown.length, own: own.slice(0, MOST_AT_HOME) };
}

/** The next few shifts of a rotation after the present one. */
export const shiftsAhead = (world: RotaWorld, id: string, atMs: number): ShiftAhead[] =>
  shiftsBetween(world, id, atMs, atMs + AHEAD_MS)
    .filter(({ level, startAt }) => level === "primary" && startAt > atMs)
    .slice(0, MOST_AHEAD)
    .map(({ userId, name, isOverride, startAt, endAt }) => ({ userId, name, isOverride, startAt, endAt }));
