import type { Policy } from "../../config/index.ts";
import { postmortemDueAt, postmortemNeed } from "../postmortems/index.ts";
import type { RecipientName } from "./recipients.ts";
import type { Rule, Rung } from "./rule.ts";

/** Before a day of the calendar, on it, and again and again after it. */
const untilDone = (
  to: RecipientName,
  pace: (policy: Policy) => { readonly earlyMs: number; readonly lateEveryMs: number },
): readonly Rung[] => [
  { name: "early", weight: "early", to, at: (cycle, _, policy) => cycle.dueAt - pace(policy).earlyMs },
  { name: "due", weight: "due", to, at: ({ dueAt }) => dueAt },
  {
    name: "late",
    weight: "late",
    to,
    at: (cycle, _, policy) => cycle.dueAt + pace(policy).lateEveryMs,
    everyMs: (policy) => pace(policy).lateEveryMs,
  },
];

/** What is asked for when an incident is over: the post-mortem, and what was promised in it. */
export const AFTERWARDS_ASKS: readonly Rule[] = [
  {
    id: "postmortem",
    about: "the post-mortem",
    manner: "reminder",
    isUrgent: false,
    isOn: ({ reminders }) => reminders.postmortem.enabled,
    cycles: (incident, { policy }) => {
      const { facts, postmortem } = incident;
      const isOwed = !facts.isDrill && postmortemNeed(incident, policy) !== "none" && postmortem.state !== "published";
      const due = isOwed ? postmortemDueAt(incident, policy) : undefined;
      return due === undefined ? [] : [{ startedAt: facts.times.resolved ?? facts.stageAt, dueAt: due }];
    },
    rungs: untilDone("chair", ({ reminders }) => reminders.postmortem),
  },
  {
    id: "action_item",
    about: "an action item",
    manner: "reminder",
    isUrgent: false,
    isOn: ({ reminders }) => reminders.actionItem.enabled,
    cycles: ({ postmortem, reminders }) =>
      Object.values(postmortem.actions).flatMap(({ id, dueAt: due, addedAt, doneAt }) =>
        due === undefined || doneAt !== undefined
          ? []
          : [{ subject: id, startedAt: Math.max(addedAt, reminders.retimedAt[id] ?? 0), dueAt: due }],
      ),
    rungs: untilDone("owner", ({ reminders }) => reminders.actionItem),
  },
];
