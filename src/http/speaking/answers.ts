/** However long a receiver wants to be left alone, what it must hear is not held back longer than this. */
const LONGEST_WAIT_MS = 5 * 60_000;

/** The wait that a `Retry-After` asks for, in milliseconds. Seconds, as these services say it; a date would be by their clock. */
export function waitMs(retryAfter: string | undefined): number | undefined {
  const seconds = retryAfter !== undefined && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : undefined;
  return seconds === undefined ? undefined : Math.min(LONGEST_WAIT_MS, Math.max(1, seconds) * 1_000);
}

/** The JSON that a text is; undefined for any other text. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
