import { mayCall, onCallFor, openEscalations, pagesOf } from "../escalation/index.ts";
import { mayHear } from "../updates/index.ts";
import type { WithReminders } from "./facet.ts";
import type { Cycle, Rule, Rung } from "./rule.ts";

interface Called {
  readonly cycle: Cycle;
  readonly userIds: readonly string[];
}

/** Everybody who is called and may still answer. */
const calls = (incident: WithReminders): Called[] =>
  openEscalations(incident)
    .flatMap(({ id }) => pagesOf(incident, id))
    .filter(({ passed }) => !passed)
    .flatMap(({ label, until, calls: each }) =>
      each.map(({ id, userIds, at }) => ({
        userIds,
        cycle: { subject: id, startedAt: at, dueAt: until ?? at, note: label.toLowerCase() },
      })),
    );

const workStartedAt = ({ facts }: WithReminders): number =>
  Math.max(facts.times.declared ?? 0, facts.severityAt, facts.reopenedAt ?? 0);

/** A page goes out at once, by direct message and in the channel. */
export const ESCALATION_ASKS: readonly Rule[] = [
  {
    id: "page",
    about: "a page",
    manner: "page",
    told: (whom, note) => `Paged ${whom}${note ? ` (${note})` : ""}`,
    isUrgent: true,
    isOn: () => true,
    cycles: (incident) => calls(incident).map(({ cycle }) => cycle),
    rungs: [
      {
        name: "page",
        to: ({ subject }, incident) => {
          const called = calls(incident).find(({ cycle }) => cycle.subject === subject);
          return called && { kind: "people", userIds: [...called.userIds], also: "channel" };
        },
      },
    ],
  },
  {
    id: "unpaged",
    about: "paging somebody",
    manner: "reminder",
    isUrgent: true,
    isOn: ({ reminders }) => reminders.unpaged.enabled,
    cycles: (incident, world) => {
      const { facts, escalation } = incident;
      const { severities, afterMs } = world.policy.reminders.unpaged;
      const startedAt = workStartedAt(incident);
      const isOwed =
        mayCall(incident) &&
        severities.includes(facts.severity) &&
        facts.times.acknowledged === undefined &&
        Object.keys(escalation.pages).length === 0;
      return isOwed ? [{ startedAt, dueAt: startedAt + afterMs }] : [];
    },
    rungs: [{ name: "due", weight: "due", to: "channel", at: ({ dueAt }) => dueAt }],
  },
];

/** Whom to ask for a commander: whoever is on call, then the channel; with nobody on call the channel, then the declarer. */
export const commandRungs: Rule["rungs"] = (_cycle, incident, world) => {
  const onDuty = incident.facts.isDrill ? [] : onCallFor(incident, world, "primary").userIds;
  const userId = onDuty.find((id) => mayHear(incident, id));
  const later: Rung["at"] = (cycle, _, { reminders }) => cycle.dueAt + reminders.noCommander.afterMs;
  return userId === undefined
    ? [
        { name: "channel", weight: "due", to: "channel", at: ({ dueAt }) => dueAt },
        { name: "declarer", weight: "late", to: "declarer", at: later },
      ]
    : [
        { name: "on_call", weight: "due", to: () => ({ kind: "person", userId }), at: ({ dueAt }) => dueAt },
        { name: "channel", weight: "late", to: "channel", at: later },
      ];
};
