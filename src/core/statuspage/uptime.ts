import { TZDate } from "@date-fns/tz";
import { addDays, startOfDay } from "date-fns";
import type { PublicStatus } from "../../config/index.ts";
import { COMPONENT_STATES, type ComponentState, type PublicIncident } from "./public-incident.ts";

/** A time in which a component was not well; `to` is not part of it. Epoch milliseconds. */
export interface Spell {
  readonly from: number;
  readonly to: number;
  readonly state: ComponentState;
}

export interface Day {
  /** Its first instant in the zone of the page. */
  readonly startsAt: number;
  readonly worst: ComponentState;
  /** Minutes in each state that is none of health. */
  readonly minutes: Readonly<Record<Exclude<ComponentState, "operational">, number>>;
}

/**
 * How much of a time counts as down. The shares are those that Statuspage documents for its uptime showcase: a major
 * outage whole, a partial one three tenths, slowness not at all.
 * https://support.atlassian.com/statuspage/docs/display-historical-uptime-of-components/
 */
const DOWN_SHARE: Readonly<Record<ComponentState, number>> = {
  operational: 0,
  degraded_performance: 0,
  partial_outage: 0.3,
  major_outage: 1,
};

const MINUTE_MS = 60_000;

/** The worse of two states. */
export const worse = (a: ComponentState, b: ComponentState): ComponentState =>
  COMPONENT_STATES.indexOf(a) >= COMPONENT_STATES.indexOf(b) ? a : b;

/** What an incident of this harm does to its components while it is in a status. */
export function harmIn(status: PublicStatus, harm: ComponentState): ComponentState {
  if (status === "resolved") return "operational";
  return status === "monitoring" ? "degraded_performance" : harm;
}

/**
 * What an incident did to its components: full harm until it was being monitored, slowness from then on to its end; nothing
 * from when customers were told that it was over to when they were told otherwise.
 */
export function spellsOf({ startedAt, harmedUntil, updates, harm }: PublicIncident, now: number): Spell[] {
  const marks = [
    { at: startedAt, state: harm },
    ...updates.map(({ at, leaves }) => ({ at, state: harmIn(leaves, harm) })),
  ];
  const end = harmedUntil ?? now;
  return marks
    .map(({ at, state }, index) => ({ from: at, to: Math.min(marks[index + 1]?.at ?? end, end), state }))
    .filter(({ from, to, state }) => to > from && state !== "operational");
}

/** How a component is at one instant, with everything that is going on. */
export const stateAt = (spells: readonly Spell[], at: number): ComponentState =>
  spells
    .filter(({ from, to }) => from <= at && at < to)
    .reduce<ComponentState>((a, { state }) => worse(a, state), "operational");

/** A day of the page's calendar, as far as it has passed; `to` is not part of it. Epoch milliseconds. */
export interface DaySpan {
  readonly from: number;
  readonly to: number;
}

/** The last so many days on the calendar of a zone, today last; they have 23 to 25 hours. */
export function lastDays(now: number, count: number, timeZone: string): DaySpan[] {
  const today = startOfDay(new TZDate(now, timeZone));
  const edges = Array.from({ length: count + 1 }, (_, index) => addDays(today, index - count + 1).getTime());
  return edges.slice(0, -1).map((from, index) => ({ from, to: Math.min(edges[index + 1] ?? now, now) }));
}

/** How a component was on each of these days. Where spells overlap the worst counts, once. */
export const daysOf = (spells: readonly Spell[], days: readonly DaySpan[]): Day[] =>
  days.map(({ from, to }) => dayOf(spells, from, to));

function dayOf(spells: readonly Spell[], startsAt: number, endsAt: number): Day {
  const within = flattened(spells, startsAt, endsAt);
  const minutesIn = (wanted: ComponentState) =>
    Math.round(
      within.filter(({ state }) => state === wanted).reduce((sum, { from, to }) => sum + to - from, 0) / MINUTE_MS,
    );
  return {
    startsAt,
    worst: within.reduce<ComponentState>((a, { state }) => worse(a, state), "operational"),
    minutes: {
      degraded_performance: minutesIn("degraded_performance"),
      partial_outage: minutesIn("partial_outage"),
      major_outage: minutesIn("major_outage"),
    },
  };
}

/** The share of a time in which a component was up, from 0 to 1. */
export function uptime(spells: readonly Spell[], fromMs: number, toMs: number): number {
  if (toMs <= fromMs) return 1;
  const downMs = flattened(spells, fromMs, toMs).reduce(
    (sum, { from, to, state }) => sum + (to - from) * DOWN_SHARE[state],
    0,
  );
  return 1 - downMs / (toMs - fromMs);
}

/** Spells without overlaps, cut to a time: between two edges the worst of those that hold. */
function flattened(spells: readonly Spell[], fromMs: number, toMs: number): Spell[] {
  const here = spells.filter(({ from, to }) => from < toMs && to > fromMs);
  const inside = here.flatMap(({ from, to }) => [from, to]).filter((at) => at > fromMs && at < toMs);
  const edges = [...new Set([fromMs, ...inside, toMs])].sort((a, b) => a - b);
  return edges.slice(0, -1).flatMap((from, index) => {
    const state = stateAt(here, from);
    return state === "operational" ? [] : [{ from, to: edges[index + 1] ?? toMs, state }];
  });
}
