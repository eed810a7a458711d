/** Writes moments as "2026-11-21 14:05:09" in a time zone. */
export function zoneTimes(timeZone: string): (ms: number) => string {
  // Made once: a formatter costs far more than what it formats.
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  return (ms) => format.format(ms);
}
