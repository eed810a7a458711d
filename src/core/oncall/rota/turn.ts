import type { Rotation } from "../../../config/index.ts";
import { dayNumber, instantOf, localDay, weekdayOf } from "../../../lib/local-time.ts";

type Of<Kind extends Rotation["kind"]> = Extract<Rotation, { readonly kind: Kind }>;

/** Whose turn it is: a place in a line of people. */
export interface Turn {
  readonly people: readonly string[];
  readonly index: number;
  /** The shift's own name, where it has one. */
  readonly name?: string;
}

/** A stretch of time in which a rotation, left to itself, says one thing; without a turn, that nobody is on call. */
export interface Stretch {
  /** Epoch milliseconds; `endAt` is not part of it. -Infinity before the rotation begins. */
  readonly startAt: number;
  readonly endAt: number;
  readonly turn?: Turn;
}

/** The stretch of a rotation in which an instant lies. Before its first handover on `startsOn` nobody is on call. */
export function stretchAt(rotation: Rotation, atMs: number): Stretch {
  switch (rotation.kind) {
    case "daily":
      return inLine(rotation, rotation.everyDays, atMs);
    case "weekly":
      return inLine(rotation, rotation.everyWeeks * 7, atMs);
    case "follow_the_sun":
      return aroundTheWorld(rotation, atMs);
    case "business_hours":
      return inBusinessHours(rotation, atMs);
  }
}

/** One after the other, each for so many days of the calendar. */
function inLine(rotation: Of<"daily" | "weekly">, days: number, atMs: number): Stretch {
  const { timeZone, people, handoverAt } = rotation;
  const first = dayNumber(rotation.startsOn);
  const startOf = (index: number) => instantOf(first + index * days, handoverAt, timeZone);
  let index = Math.max(0, Math.floor((localDay(atMs, timeZone) - first) / days) + 1);
  let endAt = startOf(index);
  // A clock that goes back over midnight shows a day once more that has already been left.
  while (endAt <= atMs) endAt = startOf(++index);
  for (;;) {
    index -= 1;
    const startAt = index < 0 ? -Infinity : startOf(index);
    if (startAt <= atMs) return index < 0 ? { startAt, endAt } : { startAt, endAt, turn: { people, index } };
    endAt = startAt;
  }
}

/** How many turns have passed between the first day and this one. */
const turnsBetween = (turns: "daily" | "weekly", first: number, day: number): number =>
  turns === "daily" ? day - first : Math.floor((day - first) / 7);

/** Each shift holds until the next begins, wherever that is; of two that begin at once, the later in the list. */
function aroundTheWorld({ shifts, startsOn }: Of<"follow_the_sun">, atMs: number): Stretch {
  const first = dayNumber(startsOn);
  const starts = shifts.flatMap((shift) => {
    const today = localDay(atMs, shift.timeZone);
    const days = [-1, 0, 1].map((step) => Math.max(first, today + step));
    return [...new Set(days)].map((day) => ({ shift, day, at: instantOf(day, shift.from, shift.timeZone) }));
  });
  const endAt = Math.min(...starts.map(({ at }) => at).filter((at) => at > atMs));
  const begun = starts.filter(({ at }) => at <= atMs);
  const startAt = Math.max(...begun.map(({ at }) => at));
  const holding = begun.findLast(({ at }) => at === startAt);
  if (!holding) return { startAt: -Infinity, endAt };
  const { shift, day } = holding;
  const turn = { people: shift.people, index: turnsBetween(shift.turns, first, day), name: shift.name };
  return { startAt, endAt, turn };
}

/** From opening to closing on each business day; between them nobody. */
function inBusinessHours(rotation: Of<"business_hours">, atMs: number): Stretch {
  const { timeZone, people, from, to } = rotation;
  const first = dayNumber(rotation.startsOn);
  const today = localDay(atMs, timeZone);
  let closedSince = -Infinity;
  for (let day = today - 8; ; day++) {
    if (day < first) day = first;
    if (!isBusinessDay(rotation, day)) continue;
    const opensAt = instantOf(day, from, timeZone);
    const closesAt = instantOf(day, to, timeZone);
    if (atMs < opensAt) return { startAt: closedSince, endAt: opensAt };
    if (atMs < closesAt) {
      const index =
        rotation.turns === "daily" ? businessDays(rotation, first, day) : turnsBetween("weekly", first, day);
      return { startAt: opensAt, endAt: closesAt, turn: { people, index } };
    }
    closedSince = closesAt;
  }
}

const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

function isBusinessDay({ days }: Of<"business_hours">, day: number): boolean {
  const weekday = WEEKDAYS[weekdayOf(day)];
  return weekday !== undefined && days.includes(weekday);
}

/** How many business days there are from one day to another, the latter not counted. */
function businessDays(rotation: Of<"business_hours">, from: number, to: number): number {
  const weeks = Math.floor((to - from) / 7);
  const rest = Array.from({ length: (to - from) % 7 }, (_, step) => from + weeks * 7 + step);
  return weeks * new Set(rotation.days).size + rest.filter((day) => isBusinessDay(rotation, day)).length;
}
