import type { Override, Rotation } from "../../../../src/config/index.ts";
import { MINUTES, WALK_FROM, type WallClock } from "./wall-clock.ts";

const MINUTE_MS = 60_000;
const DAY = 1440;

interface Watch {
  readonly people: readonly string[];
  readonly place: number;
}

/** What a rotation says by itself in each minute, for somebody who sits before a clock and hands over when it is time. */
export interface Walk {
  /** The place of a watch in `watches`, -1 for nobody. */
  readonly minutes: Int32Array;
  readonly watches: readonly Watch[];
}

type ClockOf = (timeZone: string) => WallClock;

const WEEKDAYS = ["thu", "fri", "sat", "sun", "mon", "tue", "wed"] as const;

const minutesOf = (day: string): number => Date.parse(day) / MINUTE_MS;

/** Walks through the whole time, minute by minute. */
export function walk(rotation: Rotation, clockOf: ClockOf): Walk {
  const minutes = new Int32Array(MINUTES);
  const watches: Watch[] = [];
  const step = STEPS[rotation.kind](rotation, clockOf);
  let current: Watch | undefined;
  for (let minute = 0; minute < MINUTES; minute++) {
    const watch = step(minute);
    if (watch && watch !== current) watches.push(watch);
    current = watch;
    minutes[minute] = watch ? watches.length - 1 : -1;
  }
  return { minutes, watches };
}

/** Who has the watch in a minute; asked for one minute after the other. */
type Step = (minute: number) => Watch | undefined;

function handedOver(
  people: readonly string[],
  { clock, first, everyMinutes }: { clock: WallClock; first: number; everyMinutes: number },
): Step {
  let next = first;
  let watch: Watch | undefined;
  return (minute) => {
    while ((clock[minute] ?? 0) >= next) {
      next += everyMinutes;
      watch = { people, place: watch ? (watch.place + 1) % people.length : 0 };
    }
    return watch;
  };
}

const STEPS: { [Kind in Rotation["kind"]]: (rotation: Rotation, clockOf: ClockOf) => Step } = {
  daily(rotation, clockOf) {
    if (rotation.kind !== "daily") throw new Error(rotation.kind);
    const first = minutesOf(rotation.startsOn) + rotation.handoverAt;
    const everyMinutes = rotation.everyDays * DAY;
    return handedOver(rotation.people, { clock: clockOf(rotation.timeZone), first, everyMinutes });
  },
  weekly(rotation, clockOf) {
    if (rotation.kind !== "weekly") throw new Error(rotation.kind);
    const first = minutesOf(rotation.startsOn) + rotation.handoverAt;
    const everyMinutes = rotation.everyWeeks * 7 * DAY;
    return handedOver(rotation.people, { clock: clockOf(rotation.timeZone), first, everyMinutes });
  },
  follow_the_sun(rotation, clockOf) {
    if (rotation.kind !== "follow_the_sun") throw new Error(rotation.kind);
    const desks = rotation.shifts.map(({ timeZone, from, people, turns }) => ({
      clock: clockOf(timeZone),
      people,
      next: minutesOf(rotation.startsOn) + from,
      begun: 0,
      daysATurn: turns === "daily" ? 1 : 7,
    }));
    let watch: Watch | undefined;
    return (minute) => {
      for (const desk of desks) {
        while ((desk.clock[minute] ?? 0) >= desk.next) {
          watch = { people: desk.people, place: Math.floor(desk.begun / desk.daysATurn) % desk.people.length };
          desk.next += DAY;
          desk.begun += 1;
        }
      }
      return watch;
    };
  },
  business_hours(rotation, clockOf) {
    if (rotation.kind !== "business_hours") throw new Error(rotation.kind);
    const { people, days, from, to, turns } = rotation;
    const clock = clockOf(rotation.timeZone);
    const first = minutesOf(rotation.startsOn);
    let day = first;
    let opened = 0;
    let watch: Watch | undefined;
    const isOpenOn = (midnight: number) => days.includes(WEEKDAYS[(midnight / DAY) % 7] ?? "sun");
    return (minute) => {
      const shown = clock[minute] ?? 0;
      for (;;) {
        if (!isOpenOn(day)) day += DAY;
        else if (!watch && shown >= day + from) {
          const turn = turns === "daily" ? opened : Math.floor((day - first) / (7 * DAY));
          watch = { people, place: turn % people.length };
          opened += 1;
        } else if (watch && shown >= day + to) {
          watch = undefined;
          day += DAY;
        } else return watch;
      }
    };
  },
};

export interface Drawn {
  readonly rotation: Rotation;
  readonly walk: Walk;
  /** The one whose primary is the second here, where there is one. */
  readonly other: { readonly rotation: Rotation; readonly walk: Walk } | undefined;
  readonly overrides: readonly Override[];
}

const watchAt = ({ minutes, watches }: Walk, atMs: number): Watch | undefined =>
  watches[minutes[Math.floor((atMs - WALK_FROM) / MINUTE_MS)] ?? -1];

function replaced(overrides: readonly Override[], rotation: string, level: string, atMs: number): string | undefined {
  let found: string | undefined;
  for (const one of overrides) {
    if (one.rotation === rotation && one.level === level && one.from <= atMs && one.to > atMs) found = one.userId;
  }
  return found;
}

/** Who is on call at an instant, from what was walked. */
export function bruteAt({ rotation, walk, other, overrides }: Drawn, atMs: number) {
  const watch = watchAt(walk, atMs);
  const primary = replaced(overrides, rotation.id, "primary", atMs) ?? watch?.people[watch.place];
  const asked = [replaced(overrides, rotation.id, "secondary", atMs)];
  if (rotation.secondary === "next" && watch) {
    for (let step = 1; step <= watch.people.length; step++) {
      asked.push(watch.people[(watch.place + step) % watch.people.length]);
    }
  }
  if (other) {
    const theirs = watchAt(other.walk, atMs);
    asked.push(replaced(overrides, other.rotation.id, "primary", atMs) ?? theirs?.people[theirs.place]);
  }
  return { primary, secondary: asked.find((userId) => userId !== undefined && userId !== primary) };
}

/** Every instant at which the answer may change: minutes in which a watch did, and edges of overrides. */
export function turningPoints({ walk, other, overrides }: Drawn): number[] {
  const points = new Set(overrides.flatMap(({ from, to }) => [from, to]));
  for (const { minutes } of [walk, ...(other ? [other.walk] : [])]) {
    for (let minute = 1; minute < MINUTES; minute++) {
      if (minutes[minute] !== minutes[minute - 1]) points.add(WALK_FROM + minute * MINUTE_MS);
    }
  }
  return [...points].sort((a, b) => a - b);
}
