import type { Policy } from "../../config/index.ts";
import type { NewIncidentEntry } from "../incidents/index.ts";
import { type Actor, SITREP, type World } from "../ledger/index.ts";
import type { NewEscalationEntry } from "./entries.ts";
import type { Escalation, Page, WithEscalation } from "./facet.ts";
import { pagesInRound, pagesOf } from "./pages.ts";
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

/** Whom a page of this step calls, and on which rung. */
interface OnRung {
  readonly rung: Rung;
  readonly called: Called;
  readonly isLate?: boolean;
}

/**
 * Calls the next rung that has somebody, and says of each before it why it was passed over. Whoever stands only by now on a rung
 * that was passed is called with it; where the next rung has nobody new, they take its time.
 */
export function climb(step: Step, after?: Page): ClimbEntry[] {
  const { incident, world, escalation } = step;
  const { ladder, lastRungWaitMs } = world.policy.escalation;
  const late = latecomers(step, ladder);
  const lateIds = late.flatMap(({ called }) => called.userIds);
  const skipped: ClimbEntry[] = [];
  for (const [index, rung] of ladder.entries()) {
    if (index < nextIndex(ladder, step, after)) continue;
    const called = worthCalling(calledByRung(rung, incident, world), incident, escalation, lateIds);
    const next = ladder[index + 1];
    const until = step.at + (next ? Math.max(next.afterMs - rung.afterMs, 0) : lastRungWaitMs);
    if (typeof called !== "string") return [...skipped, ...pageRungs(step, [...late, { rung, called }], until)];
    const data = { escalation: escalation.id, rung: rung.id, label: rung.label, why: called };
    skipped.push({ kind: "rung_skipped", by: SITREP, key: `skipped/${escalation.id}/${rung.id}/${step.at}`, data });
    if (late.length > 0) return [...skipped, ...pageRungs(step, late, until)];
  }
  if (late.length > 0) return pageRungs(step, late, step.at + lastRungWaitMs);
  return [...skipped, exhausted(step, skipped)];
}

/** People who have come onto a rung since it was called or passed over in this round. */
function latecomers({ incident, world, escalation }: Step, ladder: readonly Rung[]): OnRung[] {
  const found: OnRung[] = [];
  for (const rung of ladder.filter(({ id }) => escalation.reached.includes(id))) {
    const { userIds, rotations } = calledByRung(rung, incident, world);
    const already = found.flatMap(({ called }) => called.userIds);
    const called = worthCalling({ userIds, userGroups: [], rotations }, incident, escalation, already);
    if (typeof called !== "string") found.push({ rung, called, isLate: true });
  }
  return found;
}

function exhausted({ incident, escalation }: Step, skipped: readonly ClimbEntry[]): ClimbEntry {
  const { id, round } = escalation;
  const isBusy = skipped.some((entry) => entry.kind === "rung_skipped" && entry.data.why === "at_work");
  const hasCalled = pagesInRound(incident, escalation).length > 0;
  const why = hasCalled ? "unanswered" : isBusy ? "at_work" : "nobody";
  const key = `exhausted/${id}/${round}/${pagesOf(incident, id).length}`;
  return { kind: "ladder_exhausted", by: SITREP, key, data: { escalation: id, why } };
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

function nextIndex(
  ladder: readonly Rung[],
  { incident, escalation, at: now }: Step,
  after = pagesInRound(incident, escalation).at(-1),
): number {
  const known = ladder.findLastIndex(({ id }) => id === after?.rung || escalation.reached.includes(id));
  const isLost = after?.rung !== undefined && !ladder.some(({ id }) => id === after.rung);
  // The policy lost this rung meanwhile: the one whose time has come.
  const due = isLost ? ladder.findIndex(({ afterMs }) => escalation.roundAt + afterMs >= now) : known + 1;
  return due === -1 ? ladder.length : due;
}

/** Which rung comes after this page if nobody answers it in time, as the ladder stands now; undefined where nobody is on one. */
export function nextRung(incident: WithEscalation, world: World, page: Page): Rung | undefined {
  const { ladder } = world.policy.escalation;
  const together = pagesOf(incident, page.escalation).filter(({ at, round }) => at === page.at && round === page.round);
  const rungs = together.flatMap(({ rung }) => rung ?? []);
  const index = ladder.findLastIndex(({ id }) => rungs.includes(id));
  if (rungs.length > 0 && index === -1) return undefined;
  return ladder.slice(index + 1).find((next) => {
    const { userIds, userGroups } = calledByRung(next, incident, world);
    return userIds.length + userGroups.length > 0;
  });
}

const pageRungs = (step: Step, all: readonly OnRung[], until: number): ClimbEntry[] =>
  all.flatMap(({ rung: { id, label }, called, isLate = false }, index) =>
    page(step, called, { label, until, rung: id, isLate, index }),
  );

interface Paging {
  readonly label: string;
  readonly until: number;
  readonly rung?: string;
  readonly isLate?: boolean;
  /** Among those of this step. */
  readonly index?: number;
}

function page(
  { incident, escalation, by }: Step,
  called: Called,
  { label, until, rung, isLate, index = 0 }: Paging,
): ClimbEntry[] {
  const id = `${escalation.id}-${pagesOf(incident, escalation.id).length + index + 1}`;
  const data = {
    page: id,
    escalation: escalation.id,
    label,
    userIds: [...called.userIds],
    userGroups: [...called.userGroups],
    rotations: [...called.rotations],
    ...(rung !== undefined && { rung }),
    until,
    ...(isLate && { isLate }),
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
