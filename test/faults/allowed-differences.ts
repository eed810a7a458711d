import type { Allowed, Circumstances } from "./allowed/allowed.ts";
import { ANSWERS } from "./allowed/answers.ts";
import { HEARING } from "./allowed/hearing.ts";
import { PAGING } from "./allowed/paging.ts";
import { REMINDERS } from "./allowed/reminders.ts";
import { SCREENS } from "./allowed/screens.ts";
import { SHIFTS } from "./allowed/shifts.ts";
import { MINUTE, SECOND } from "./day.ts";
import { endOf } from "./fault.ts";

/** Where a run with faults may end otherwise than the calm run, and why. Anything else is a fault of ours. */
export const ALLOWED: readonly Allowed[] = [...REMINDERS, ...PAGING, ...SHIFTS, ...ANSWERS, ...HEARING, ...SCREENS];

/** How much later a timer may be due than in the calm run, in milliseconds, each part with its reason. */
export function allowedDelayMs(key: string, { delays, faults }: Omit<Circumstances, "all" | "day">): number {
  // A machine whose clock was wrong planned by that clock.
  if (faults.some(({ kind }) => kind === "jumped")) return Number.POSITIVE_INFINITY;
  // A commit is tried for two seconds before a person is told; what a person had to repeat counts from then.
  const waited = Math.max(0, ...delays.values()) + LONGEST_COMMIT_MS;
  // Slack does not say when a mark was put on: one that is found later breaks the silence later.
  // And silence is counted from full minutes.
  const unheard = key.includes("silent") ? MINUTE + Math.max(0, ...faults.map((fault) => endOf(fault) - fault.at)) : 0;
  // Where nobody was there to call, the next is called later.
  const isLadder = key.includes("escalation_climb");
  const away = isLadder ? Math.max(0, ...faults.map((fault) => (fault.kind === "killed" ? fault.downMs : 0))) : 0;
  return waited + unheard + away;
}

const LONGEST_COMMIT_MS = 5 * SECOND;
