const MINUTE_MS = 60_000;

export const FROM = Date.UTC(2025, 0, 1);
/** Every minute of two years when asked for; else moments of one, which has each change of a clock too. */
export const isWhole = process.env.ROTA === "all";
export const TO = Date.UTC(isWhole ? 2027 : 2026, 0, 1);
/** A rotation may begin so long before that. */
export const LEAD_DAYS = 30;
/** The first minute that is walked; some days more, since days begin at different times around the world. */
export const WALK_FROM = FROM - (LEAD_DAYS + 3) * 86_400_000;
export const MINUTES = (TO - WALK_FROM) / MINUTE_MS;

/** What a clock on the wall shows in each minute, as minutes since 1970-01-01 on its own calendar. */
export type WallClock = Float64Array;

const read = new Map<string, WallClock>();

/** Looks at a clock every so many minutes; between two looks it goes on evenly. */
export function wallClock(timeZone: string, everyMinutes: number): WallClock {
  const name = `${timeZone}/${everyMinutes}`;
  const known = read.get(name);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  const clock = new Float64Array(MINUTES);
  for (let minute = 0; minute < MINUTES; minute++) {
    const past = minute % everyMinutes;
    if (past > 0) {
      clock[minute] = (clock[minute - 1] ?? 0) + 1;
      continue;
    }
    const shown = format.format(WALK_FROM + minute * MINUTE_MS);
    const [, day, month, year, hour, min] = /^(\d\d)\/(\d\d)\/(\d{4}), (\d\d):(\d\d)$/.exec(shown) ?? [];
    clock[minute] = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(min)) / MINUTE_MS;
  }
  read.set(name, clock);
  return clock;
}

/** The minutes at which a clock does not go on evenly. */
export function leaps(clock: WallClock): number[] {
  const found: number[] = [];
  for (let minute = 1; minute < MINUTES; minute++) {
    if (clock[minute] !== (clock[minute - 1] ?? 0) + 1) found.push(minute);
  }
  return found;
}
