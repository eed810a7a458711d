import { isDeepStrictEqual } from "node:util";
import { UnavailableError } from "../../lib/errors.ts";
import type { Context } from "./context.ts";

/** As far from UTC as a clock can be: words that mean the same on both mean the same on all. */
const FAR_ZONE = "Pacific/Kiritimati";

/**
 * Reads words on a person's clock. While Slack has not told which clock that is, only words that every clock reads
 * alike are taken; rejects with an UnavailableError otherwise, for "9:00" must not be taken for another's nine.
 */
export async function onClockOf<T>(
  ctx: Pick<Context, "directory">,
  userId: string,
  read: (timeZone: string) => T,
): Promise<T> {
  const { tz, isUnheard } = await ctx.directory.person(userId);
  if (isUnheard && !isDeepStrictEqual(outcome(read, tz), outcome(read, FAR_ZONE))) {
    throw new UnavailableError(
      "Slack has not told me your time zone yet, so I cannot know which moment you mean. Please try again in a few seconds.",
    );
  }
  return read(tz);
}

function outcome<T>(read: (timeZone: string) => T, timeZone: string): { found: T } | { refused: unknown } {
  try {
    return { found: read(timeZone) };
  } catch (error) {
    return { refused: error };
  }
}
