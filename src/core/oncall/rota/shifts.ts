import type { Level, Rotation } from "../../../config/index.ts";
import { type Holder, holdersAt, type RotaWorld, rotationNamed } from "./on-call.ts";
import { stretchAt } from "./turn.ts";

/** Somebody's time on call. */
export interface Shift {
  readonly rotation: string;
  readonly level: Level;
  readonly userId: string;
  /** Epoch milliseconds; `endAt` is not part of it. */
  readonly startAt: number;
  readonly endAt: number;
  /** The shift's own name, where it has one. */
  readonly name?: string;
  readonly isOverride: boolean;
}

const LEVELS = ["primary", "secondary"] as const satisfies readonly Level[];

/** Nothing further ahead is looked at: a policy lets nobody be on call for longer at a stretch. */
const HORIZON_MS = 400 * 86_400_000;

/**
 * All shifts that lie in a span or reach into it, whole, by level and then by time. What follows on itself is one shift;
 * only what lies beyond the span is not joined.
 */
export const shiftsBetween = (world: RotaWorld, rotationId: string, fromMs: number, toMs: number): Shift[] =>
  LEVELS.flatMap((level) => joined(pieces(world, rotationId, level, fromMs, toMs)));

/** When the next person comes on call, or nobody does, at either level; undefined when nothing changes within 400 days. */
export function nextChangeAt(world: RotaWorld, rotationId: string, atMs: number): number | undefined {
  const changes = LEVELS.map((level) => nextChangeOf(world, rotationId, level, atMs)).filter((at) => at !== undefined);
  return changes.length > 0 ? Math.min(...changes) : undefined;
}

/** When somebody else, or nobody, comes on call at one level; undefined when nothing changes within 400 days. */
export function nextChangeOf(world: RotaWorld, rotationId: string, level: Level, atMs: number): number | undefined {
  const rotation = rotationNamed(world, rotationId);
  if (!rotation) return undefined;
  const now = holdersAt(world, rotationId, atMs)[level]?.userId;
  let at = edgesAround(world, rotation, level, atMs).next;
  while (at <= atMs + HORIZON_MS) {
    if (holdersAt(world, rotationId, at)[level]?.userId !== now) return at;
    at = edgesAround(world, rotation, level, at).next;
  }
  return undefined;
}

/** Between two neighbouring edges nothing changes, so one question tells the whole piece. */
function pieces(world: RotaWorld, rotationId: string, level: Level, fromMs: number, toMs: number): Shift[] {
  const rotation = rotationNamed(world, rotationId);
  if (!rotation) return [];
  const found: Shift[] = [];
  let at = fromMs;
  while (at < toMs) {
    const { last, next } = edgesAround(world, rotation, level, at);
    const holder = holdersAt(world, rotationId, at)[level];
    if (holder) found.push({ rotation: rotationId, level, ...holder, startAt: last, endAt: next });
    at = next;
  }
  return found;
}

interface Edges {
  /** At or before the instant. */
  readonly last: number;
  /** After it. */
  readonly next: number;
}

/** The nearest instants at which anything may change that a level depends on. */
function edgesAround(world: RotaWorld, rotation: Rotation, level: Level, atMs: number): Edges {
  const own = edgesOf(world, rotation, level === "primary" ? ["primary"] : LEVELS, atMs);
  const { secondary } = rotation;
  const other = typeof secondary === "object" ? rotationNamed(world, secondary.rotation) : undefined;
  if (level === "primary" || !other) return own;
  const theirs = edgesOf(world, other, ["primary"], atMs);
  return { last: Math.max(own.last, theirs.last), next: Math.min(own.next, theirs.next) };
}

function edgesOf({ overrides = [] }: RotaWorld, rotation: Rotation, levels: readonly Level[], atMs: number): Edges {
  const { startAt, endAt } = stretchAt(rotation, atMs);
  const edges = overrides
    .filter((one) => one.rotation === rotation.id && levels.includes(one.level) && one.from < one.to)
    .flatMap(({ from, to }) => [from, to]);
  return {
    last: Math.max(startAt, ...edges.filter((edge) => edge <= atMs)),
    next: Math.min(endAt, ...edges.filter((edge) => edge > atMs)),
  };
}

function joined(shifts: readonly Shift[]): Shift[] {
  const whole: Shift[] = [];
  for (const shift of shifts) {
    const before = whole.at(-1);
    if (before && before.endAt === shift.startAt && isSame(before, shift)) {
      whole[whole.length - 1] = { ...before, endAt: shift.endAt };
    } else whole.push(shift);
  }
  return whole;
}

const isSame = (a: Holder, b: Holder): boolean =>
  a.userId === b.userId && a.name === b.name && a.isOverride === b.isOverride;
