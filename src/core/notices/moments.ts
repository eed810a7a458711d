/** "14:05 UTC", or with the day when that is another one. */
export function momentText(at: number, now: number, timeZone: string): string {
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  });
  const day = new Intl.DateTimeFormat("en-GB", { timeZone, day: "numeric", month: "short" });
  const time = clock.format(at);
  return day.format(at) === day.format(now) ? time : `${day.format(at)}, ${time}`;
}

const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** A length of time in words, in its two largest units. */
export function durationText(ms: number): string {
  const first = UNITS.findIndex(([, size]) => ms >= size);
  if (first === -1) return "less than a minute";
  const parts = UNITS.slice(first, first + 2).reduce<{ left: number; words: string[] }>(
    ({ left, words }, [unit, size]) => {
      const count = Math.floor(left / size);
      return {
        left: left - count * size,
        words: count === 0 ? words : [...words, `${count} ${unit}${count === 1 ? "" : "s"}`],
      };
    },
    { left: ms, words: [] },
  );
  return parts.words.join(" ");
}
