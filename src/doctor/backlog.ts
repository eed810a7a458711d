import type { Store } from "../db/store.ts";
import { counted, stretch } from "../lib/amounts.ts";
import { bad, type Finding, good, poor, type Vantage } from "./finding.ts";

const WEEK_MS = 7 * 24 * 3_600_000;
const LATE_MS = 10 * 60_000;
const SHOWN_FAILURES = 5;

export type Backlog = Awaited<ReturnType<Store["backlog"]>>;

/** Whether deeds go out, and which were given up in the last week. */
export const examineBacklog = async (
  store: Pick<Store, "backlog">,
  now: number,
  vantage: Vantage,
): Promise<Finding[]> => judgeBacklog(await store.backlog(now - WEEK_MS), now, vantage);

/** What waits and what was given up; in Slack the keys of deeds, which may name people, stay out. Pure. */
export function judgeBacklog({ waiting, waitingSince, givenUp }: Backlog, now: number, vantage: Vantage): Finding[] {
  const lateMs = waitingSince === undefined ? 0 : now - waitingSince;
  const queue =
    lateMs > LATE_MS
      ? bad(
          "Backlog",
          `${counted(waiting, "deed")} ${waiting === 1 ? "waits" : "wait"} to go out, the oldest for ${stretch(lateMs)}`,
          `${vantage === "bot" ? "Its log" : "Start the bot; if it runs, its log"} says what Slack, PagerDuty or whoever else is to take them answers.`,
        )
      : good("Backlog", waiting === 0 ? "nothing waits" : `${counted(waiting, "deed")} on their way`);
  if (givenUp.length === 0) return [queue];
  const newest = givenUp.slice(-SHOWN_FAILURES).reverse();
  const lines = newest.map(({ key, incidentId, lastError }) => {
    const name = vantage === "terminal" ? key : incidentId ? `one of #${incidentId}` : "one of no incident";
    return `${name} (${lastError ?? "no reason kept"})`;
  });
  const more = givenUp.length > lines.length ? `, and ${givenUp.length - lines.length} more` : "";
  const what = `${counted(givenUp.length, "deed")} given up in the last week: ${lines.join("; ")}${more}`;
  return [queue, poor("Backlog", what, "Each is noted on its incident's timeline; mend what the reason names.")];
}
