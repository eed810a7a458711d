import { TZDate } from "@date-fns/tz";
import type { Reminders } from "../../config/index.ts";
import { isWithin } from "../../lib/local-time.ts";

/** The first moment from `atMs` on that is not in the quiet hours of somebody whose clock stands in `timeZone`. */
export function afterQuietHours(
  atMs: number,
  timeZone: string,
  { fromMinute, toMinute }: Reminders["quietHours"],
): number {
  const local = new TZDate(atMs, timeZone);
  const minute = local.getHours() * 60 + local.getMinutes();
  if (!isWithin(minute, fromMinute, toMinute)) return atMs;
  const day = local.getDate() + (minute >= toMinute ? 1 : 0);
  const [hour, rest] = [Math.floor(toMinute / 60), toMinute % 60];
  return new TZDate(local.getFullYear(), local.getMonth(), day, hour, rest, timeZone).getTime();
}
