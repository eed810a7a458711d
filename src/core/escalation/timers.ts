import { severityLabel } from "../incidents/index.ts";
import { SITREP, type Timer, type World } from "../ledger/index.ts";
import { holderOf } from "../roles/index.ts";
import { commandLostAt, commandOwedSince } from "./awaited.ts";
import { climb } from "./climb.ts";
import type { Escalation, Page, WithEscalation } from "./facet.ts";
import { ladderOwedSince } from "./owed.ts";
import { calledBy, isOnLadder, ladderCall, openEscalations, pagesOf } from "./pages.ts";
import { type EscalationDecision, isRaisable, raiseEscalation } from "./raise.ts";

export const RAISE = "escalation_raise";
export const COMMAND = "escalation_command";
export const CLIMB = "escalation_climb";
export const END = "escalation_end";

/** A timer that fires later than this was not late by its own tick: whoever was called had less time than it seems. */
const ON_TIME_MS = 60_000;

/** What becomes of open calls by itself, and what is raised when nobody did anything. */
export function escalationTimers(incident: WithEscalation, world: World): Timer[] {
  const open = openEscalations(incident);
  return [
    ...declaredTimer(incident, world),
    ...commandTimer(incident, world),
    ...open.flatMap((escalation) => [...endTimer(incident, escalation, world), ...climbTimer(incident, escalation)]),
  ];
}

/** A grave incident is declared, or becomes grave, and nobody is on it. */
function declaredTimer(incident: WithEscalation, world: World): Timer[] {
  const since = ladderOwedSince(incident, world);
  return since === undefined ? [] : [{ key: RAISE, kind: RAISE, at: since }];
}

/** Without a commander: the person on call was asked, then the channel, then the ladder is. */
function commandTimer(incident: WithEscalation, world: World): Timer[] {
  const { facts, escalation } = incident;
  const { enabled, severities, afterMs } = world.policy.reminders.noCommander;
  if (!enabled || !isRaisable(incident, world) || !severities.includes(facts.severity)) return [];
  if (holderOf(incident, "commander") !== undefined) return [];
  const since = commandOwedSince(incident);
  const lostAt = commandLostAt(incident);
  const isDone = Object.values(escalation.raised).some(({ reasons }) =>
    reasons.some(({ how, at }) => how === "no_commander" && at >= lostAt),
  );
  return isDone ? [] : [{ key: COMMAND, kind: COMMAND, at: since + 3 * afterMs }];
}

/** The next rung's time; at once when nobody of the last one can be reached. */
function climbTimer(incident: WithEscalation, escalation: Escalation): Timer[] {
  const page = pagesOf(incident, escalation.id).at(-1);
  if (!page || page.passed || escalation.exhaustedAt !== undefined || escalation.joined !== undefined) return [];
  const at = isHopeless(page) ? page.knownAt : page.until;
  return at === undefined ? [] : [{ key: `${CLIMB}/${page.id}`, kind: CLIMB, at }];
}

const isHopeless = (page: Page): boolean =>
  page.awaited.length === 0 && calledBy(page).every((userId) => page.unreachable.includes(userId));

function endTimer(incident: WithEscalation, escalation: Escalation, world: World): Timer[] {
  const at = needlessAt(incident, escalation, world);
  return at === undefined ? [] : [{ key: `${END}/${escalation.id}`, kind: END, at }];
}

/** Since when it is too harmless for what was called; who comes ends it in the same change. */
function needlessAt({ facts }: WithEscalation, { endsOn, at, severity }: Escalation, { policy }: World) {
  const rank = (id: string) => policy.severities.findIndex((each) => each.id === id);
  const isPaging = policy.escalation.pageOnDeclare.includes(facts.severity);
  const isLower = facts.severityAt > at && !isPaging && rank(facts.severity) > rank(severity);
  return isLower && endsOn.includes("severity") ? facts.severityAt : undefined;
}

/** What a due timer means, asked with fresh state. */
export const onEscalationTimer: Readonly<Record<string, (timer: Timer) => EscalationDecision>> = {
  [RAISE]: (timer) => (incident, world) => {
    if (!isStillPlanned(declaredTimer(incident, world), timer)) return [];
    return raiseEscalation(
      {
        by: SITREP,
        how: "declared",
        reason: whyDeclared(incident, world),
        at: onTime(timer, world),
      },
      incident,
      world,
    );
  },
  [COMMAND]: (timer) => (incident, world) => {
    if (!isStillPlanned(commandTimer(incident, world), timer)) return [];
    const minutes = Math.round((3 * world.policy.reminders.noCommander.afterMs) / 60_000);
    return raiseEscalation(
      {
        by: SITREP,
        how: "no_commander",
        reason: `Nobody has taken command for ${minutes} min`,
        needs: "Take command, or name who does",
        at: onTime(timer, world),
      },
      incident,
      world,
    );
  },
  [CLIMB]: (timer) => (incident, world) => {
    const escalation = openEscalations(incident).find((each) => isStillPlanned(climbTimer(incident, each), timer));
    if (
      !escalation ||
      isStillPlanned(endTimer(incident, escalation, world), { ...timer, key: `${END}/${escalation.id}` })
    )
      return [];
    const at = onTime(timer, world);
    const ladder = ladderCall(incident);
    // Whom the ladder calls already is not called twice because somebody called by name does not answer either.
    if (ladder && ladder.id !== escalation.id && !isOnLadder(incident, escalation)) {
      const [{ reason, needs } = { reason: "Help is needed", needs: undefined }] = escalation.reasons;
      const why = `${reason} (nobody answered that page)`;
      const input = { by: SITREP, how: escalation.how, reason: why, needs, unanswered: escalation.id, at };
      return raiseEscalation(input, incident, world);
    }
    return climb({ incident, world, escalation, by: SITREP, at });
  },
  [END]: (timer) => (incident, world) => {
    const escalation = openEscalations(incident).find(({ id }) => `${END}/${id}` === timer.key);
    if (!escalation || needlessAt(incident, escalation, world) === undefined) return [];
    const data = { id: escalation.id, why: "severity" } as const;
    return [{ kind: "escalation_ended", by: SITREP, key: `ended/${escalation.id}`, data }];
  },
};

/** What is true in the first second; that nobody has answered stands with each later page. */
function whyDeclared({ facts }: WithEscalation, { policy }: World): string {
  const label = severityLabel(policy, facts.severity);
  return facts.severityAt > (facts.times.declared ?? 0) ? `Raised to ${label}` : `Declared as ${label}`;
}

const isStillPlanned = (planned: readonly Timer[], { key, at }: Timer): boolean =>
  planned.some((timer) => timer.key === key && timer.at <= at);

/** Steps keep to the minute; after an absence whoever is called has their whole time. */
const onTime = ({ at }: Timer, { now }: World): number => (now - at < ON_TIME_MS ? at : now);
