import type { Policy } from "../../config/index.ts";
import type { NewIncidentEntry } from "../incidents/index.ts";
import { type Actor, SITREP, type World } from "../ledger/index.ts";
import type { NewEscalationEntry } from "./entries.ts";
import { type Escalation, type Page, pagesOf, type WithEscalation } from "./facet.ts";
import { type Called, calledByRung, type Rung, worthCalling } from "./who.ts";

export type ClimbEntry = NewEscalationEntry | NewIncidentEntry;

/** How long somebody who was called by name has, where the ladder does not say it. */
const USUAL_GAP_MS = 5 * 60_000;

interface Step {
  readonly incident: WithEscalation;
  readonly world: World;
  /** As it will be once it is raised. */
  readonly escalation: Escalation;
  readonly by: Actor;
  /** From when the time of this step counts. */
  readonly at: number;
}

/** Calls the next rung that has somebody, and says of each before it why it was passed over. */
export function climb(step: Step, last: Page | undefined): ClimbEntry[] {
  const { incident, world, escalation } = step;
  const { ladder } = world.policy.escalation;
  const skipped: ClimbEntry[] = [];
  for (const [index, rung] of ladder.entries()) {
    if (index < nextIndex(ladder, escalation, last, step.at)) continue;
    const called = worthCalling(calledByRung(rung, incident, world), incident, escalation);
    if (typeof called !== "string") return [...skipped, ...pageRung(step, called, rung, ladder[index + 1])];
    const data = { escalation: escalation.id, rung: rung.id, label: rung.label, why: called };
    skipped.push({ kind: "rung_skipped", by: SITREP, key: `skipped/${escalation.id}/${rung.id}/${step.at}`, data });
  }
  const count = pagesOf(incident, escalation.id).length;
  const key = `exhausted/${escalation.id}/${count}`;
  return [...skipped, { kind: "ladder_exhausted", by: SITREP, key, data: { escalation: escalation.id } }];
}

/** Calls people by name, beside the ladder; without an answer its first rung follows. */
export function pageNamed(step: Step, called: Called, label: string): ClimbEntry[] {
  const until = step.at + gapMs(step.world.policy);
  return page(step, called, { label, until });
}

/** Between being called and the next rung, for who stands on none. */
function gapMs({ escalation: { ladder } }: Policy): number {
  const [first, second] = ladder;
  const gap = first && second ? second.afterMs - first.afterMs : 0;
  return gap > 0 ? gap : USUAL_GAP_MS;
}

function nextIndex(ladder: readonly Rung[], { at }: Escalation, last: Page | undefined, now: number): number {
  if (last?.rung === undefined) return 0;
  const known = ladder.findIndex(({ id }) => id === last.rung);
  // The policy lost this rung meanwhile: the one whose time has come.
  const due = known === -1 ? ladder.findIndex(({ afterMs }) => at + afterMs >= now) : known + 1;
  return due === -1 ? ladder.length : due;
}

/** Which rung comes after this page if nobody answers it in time, as the ladder stands now; undefined where nobody is on one. */
export function nextRung(incident: WithEscalation, world: World, { rung }: Page): Rung | undefined {
  const { ladder } = world.policy.escalation;
  const index = ladder.findIndex(({ id }) => id === rung);
  if (rung !== undefined && index === -1) return undefined;
  return ladder.slice(index + 1).find((next) => {
    const { userIds, userGroups } = calledByRung(next, incident, world);
    return userIds.length + userGroups.length > 0;
  });
}

function pageRung(step: Step, called: Called, { id, label, afterMs }: Rung, next: Rung | undefined): ClimbEntry[] {
  const until = next && step.at + Math.max(next.afterMs - afterMs, 0);
  return page(step, called, { label, until, rung: id });
}

function page(
  { incident, escalation, by }: Step,
  called: Called,
  { label, until, rung }: { label: string; until: number | undefined; rung?: string },
): ClimbEntry[] {
  const id = `${escalation.id}-${pagesOf(incident, escalation.id).length + 1}`;
  const data = {
    page: id,
    escalation: escalation.id,
    label,
    userIds: [...called.userIds],
    userGroups: [...called.userGroups],
    rotations: [...called.rotations],
    ...(rung !== undefined && { rung }),
    ...(until !== undefined && { until }),
  };
  return [...letIn(incident, called.userIds, id), { kind: "paged", by, key: `paged/${id}`, data }];
}

/** Whoever is called to a private incident may know of it from then on, before Slack has let them in. */
export function letIn({ facts, timeline }: WithEscalation, userIds: readonly string[], page: string): ClimbEntry[] {
  const strangers = userIds.filter((id) => !facts.invited.includes(id) && !timeline.members.includes(id));
  if (!facts.isPrivate || strangers.length === 0) return [];
  const data = { userIds: strangers, failed: [] };
  return [{ kind: "people_invited", by: SITREP, key: `let_in/${page}/${strangers.join("+")}`, data }];
}
