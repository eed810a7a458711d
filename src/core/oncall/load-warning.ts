import type { Policy } from "../../config/index.ts";
import { instantOf, localDay, weekdayOf } from "../../lib/local-time.ts";
import { SITREP, type Timer, type World } from "../ledger/index.ts";
import type { OncallFacet, WithOncall } from "./facet.ts";
import type { OncallDecision } from "./override.ts";

export const LOAD_WATCH = "load_watch";
export const LOAD_DUE = "load_due";

/** Who hears of it when somebody was paged too often, and why they of all people. */
export interface LoadAddressees {
  readonly because: "named" | "ladder" | "operators";
  readonly people: readonly string[];
  readonly userGroups: readonly string[];
  /** Whoever is on call in it. */
  readonly rotation?: string | undefined;
}

const MANAGER = "manager";

/** Whom the policy names, else the manager's rung of the ladder, else who operates the bot; undefined for nobody. */
export function loadAddressees({ onCall, escalation, operators }: Policy): LoadAddressees | undefined {
  const { enabled, ...named } = onCall.health.warn;
  if (!enabled) return undefined;
  const rung = escalation.ladder.find(({ id }) => id === MANAGER)?.who;
  const all: (LoadAddressees | undefined)[] = [
    { because: "named", ...named },
    rung && { because: "ladder", people: rung.people, userGroups: rung.userGroups, rotation: rung.rotation },
    { because: "operators", ...operators },
  ];
  return all.find((to) => to && (to.people.length > 0 || to.userGroups.length > 0 || to.rotation !== undefined));
}

/** Monday at midnight of the week in which a day of the calendar lies. */
const mondayOf = (day: number): number => day - ((weekdayOf(day) + 6) % 7);

/** The first Monday after an instant, as the hours of business begin. */
function nextMonday(afterMs: number, { timeZone, fromMinute }: Policy["businessHours"]): number {
  const monday = mondayOf(localDay(afterMs, timeZone));
  const at = instantOf(monday, fromMinute, timeZone);
  return at > afterMs ? at : instantOf(monday + 7, fromMinute, timeZone);
}

/** Once a week, as long as there is somebody to tell. */
export function loadTimers({ oncall }: WithOncall, { policy, now }: World): Timer[] {
  if (!loadAddressees(policy)) return [];
  const at = dueAt(oncall, policy);
  return [
    at === undefined
      ? { key: LOAD_WATCH, kind: LOAD_WATCH, at: now }
      : { key: `${LOAD_DUE}/${at}`, kind: LOAD_DUE, at },
  ];
}

const dueAt = ({ loadSince }: OncallFacet, { businessHours }: Policy): number | undefined =>
  loadSince === undefined ? undefined : nextMonday(loadSince, businessHours);

/** From now on each week is looked at when it is over. */
export const watchLoad =
  (): OncallDecision =>
  ({ oncall }) =>
    oncall.loadSince === undefined ? [{ kind: "load_watched", by: SITREP, data: {} }] : [];

/** The week before this one is to be looked at; of several that passed while the bot was away, the last. */
export const weighLoad =
  (): OncallDecision =>
  ({ oncall }, { policy, now }) => {
    const at = dueAt(oncall, policy);
    if (!loadAddressees(policy) || at === undefined || at > now) return [];
    const { timeZone } = policy.businessHours;
    const monday = mondayOf(localDay(now, timeZone));
    const [from, to] = [monday - 7, monday].map((day) => instantOf(day, 0, timeZone));
    return from === undefined || to === undefined ? [] : [{ kind: "load_due", by: SITREP, data: { from, to } }];
  };
