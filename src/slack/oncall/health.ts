import type { Policy } from "../../config/index.ts";
import { interruptsOf, type PageLoad, pageLoads, weekStarts } from "../../core/escalation/index.ts";
import type { World } from "../../core/ledger/index.ts";
import { peopleIn } from "../../core/oncall/index.ts";
import type { Context } from "../kit/context.ts";

const WEEKS = 4;

export interface HealthModel {
  readonly loads: readonly PageLoad[];
  /** Who takes turns in a rotation and was not paged. */
  readonly spared: readonly string[];
  readonly since: number;
  readonly timeZone: string;
  readonly limits: Pick<Policy["onCall"]["health"], "pagesPerWeek" | "nightPagesPerWeek">;
}

/** How often everybody was paged of late, in all incidents; private ones give numbers and nothing else. */
export async function healthModel({ store, ledger, directory }: Context, world: World): Promise<HealthModel> {
  const { policy, now } = world;
  const { timeZone } = policy.businessHours;
  const weeks = weekStarts(now, WEEKS, timeZone);
  const since = weeks.at(-1) ?? now;
  const incidents = await Promise.all((await store.pagedSince(since)).map((id) => ledger.incident(id)));
  const interrupts = incidents.flatMap((incident) => interruptsOf(incident, now));
  const people = await directory.people([...new Set(interrupts.map(({ userId }) => userId))]);
  const zones = new Map(people.filter(({ isUnknown }) => !isUnknown).map(({ id, tz }) => [id, tz]));
  const loads = pageLoads(interrupts, { weeks, zoneOf: (userId) => zones.get(userId) ?? timeZone, policy });
  const paged = new Set(loads.map(({ userId }) => userId));
  const spared = [...new Set(policy.rotations.flatMap(peopleIn))].filter((userId) => !paged.has(userId));
  return { loads, spared, since, timeZone, limits: policy.onCall.health };
}
