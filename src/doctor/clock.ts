import { stretch } from "../lib/amounts.ts";
import type { Clock } from "../lib/clock.ts";
import { bad, type Finding, good, poor } from "./finding.ts";

const POOR_MS = 30_000;
/** Slack signs its requests, and one that seems five minutes old is refused. */
const BAD_MS = 240_000;
const TIMEOUT_MS = 5_000;

/** Compares this machine's clock with Slack's. */
export async function examineClock(apiUrl: string, clock: Clock): Promise<Finding> {
  try {
    const before = clock.now();
    const response = await hastily(clock, (signal) => fetch(`${apiUrl}api.test`, { method: "POST", signal }));
    const after = clock.now();
    await response.body?.cancel();
    const theirs = Date.parse(response.headers.get("date") ?? "");
    if (Number.isNaN(theirs)) return poor("Clock", "Slack did not say what time it is", "Ask the doctor again.");
    return judgeClock((before + after) / 2 - theirs);
  } catch {
    return poor("Clock", "Slack could not be asked what time it is", "Check the network and SLACK_API_URL.");
  }
}

/** Gives a deed up that takes too long. */
async function hastily<T>(clock: Clock, deed: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const [late, done] = [new AbortController(), new AbortController()];
  void clock.sleep(TIMEOUT_MS, done.signal).then(() => !done.signal.aborted && late.abort());
  try {
    return await deed(late.signal);
  } finally {
    done.abort();
  }
}

/** By how much this machine is ahead of Slack, in milliseconds; a second of it is Slack's rounding. Pure. */
export function judgeClock(aheadMs: number): Finding {
  const off = Math.abs(aheadMs);
  if (off < POOR_MS) return good("Clock", "agrees with Slack's");
  const what = `this machine is ${stretch(off)} ${aheadMs > 0 ? "ahead of" : "behind"} Slack`;
  const mend = "Let the system keep the time by NTP (timedatectl set-ntp true).";
  return off < BAD_MS ? poor("Clock", what, mend) : bad("Clock", what, mend);
}
