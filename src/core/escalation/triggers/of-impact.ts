import type { Policy } from "../../../config/index.ts";
import { andList } from "../../../lib/lists.ts";
import { UserShare } from "../../incidents/index.ts";
import { serviceLabel } from "../../services/index.ts";
import { moneyIn, usersIn } from "./amounts.ts";
import type { WithTriggers } from "./facet.ts";
import { defineTrigger, isBeingWatched, openedAt, type Sighting } from "./sighting.ts";
import { count, quoted, span } from "./wording.ts";

const named = (services: readonly string[], policy: Policy): string =>
  andList(services.map((id) => serviceLabel(policy.services, id)));

const impactAt = (incident: WithTriggers): number => Math.max(openedAt(incident), incident.triggers.impactAt ?? 0);

/** By the last assessment, else as the impact was put in words. */
function usersHit({ facts }: WithTriggers): number | undefined {
  return facts.assessments.at(-1)?.users.count ?? usersIn(facts.impact ?? "");
}

export const manyUsers = defineTrigger({
  id: "manyUsers",
  sightings(incident, _world, { does, over }) {
    const users = usersHit(incident);
    if (users === undefined || users <= over) return [];
    const evidence = `${count(users)} users are hit (more than ${count(over)})`;
    return [{ cause: `${openedAt(incident)}`, at: impactAt(incident), does, evidence }];
  },
});

export const muchRevenue = defineTrigger({
  id: "muchRevenue",
  sightings(incident, _world, { does, over }) {
    const { assessments, impact } = incident.facts;
    const lost = assessments.at(-1)?.business.revenue ?? moneyIn(impact ?? "");
    if (lost === undefined || lost <= over) return [];
    const evidence = `${count(lost)} of revenue is lost (more than ${count(over)})`;
    return [{ cause: `${openedAt(incident)}`, at: impactAt(incident), does, evidence }];
  },
});

export const severalServices = defineTrigger({
  id: "severalServices",
  sightings(incident, { policy }, { does, atLeast, afterMs }) {
    const { services } = incident.facts;
    if (services.length < atLeast || isBeingWatched(incident)) return [];
    const fewer = incident.triggers.hit.findLastIndex(({ count: many }) => many < atLeast);
    const since = Math.max(openedAt(incident), incident.triggers.hit[fewer + 1]?.at ?? 0);
    const evidence = `${services.length} services have been hit for ${span(afterMs)}: ${named(services, policy)}`;
    return [{ cause: `${openedAt(incident)}`, at: since + afterMs, does, evidence }];
  },
});

export const impactGrew = defineTrigger({
  id: "impactGrew",
  sightings(incident, { policy }, { does }) {
    const services = incident.triggers.grown
      .filter(
        ({ at, services: added }) =>
          at >= openedAt(incident) && added.some((id) => incident.facts.services.includes(id)),
      )
      .map(({ at, key, services: added }): Sighting => {
        const evidence = `the impact grew: ${added.length === 1 ? "another service" : `${added.length} more services`} (${named(added, policy)})`;
        return { cause: key, at, does, evidence };
      });
    return [...services, ...moreUsers(incident).map((grown): Sighting => ({ ...grown, does }))];
  },
});

/** Growth of at least a tenth: a count that is put more exactly is none. */
const NOTEWORTHY = 1.1;

function moreUsers({ facts, triggers }: WithTriggers): Omit<Sighting, "does">[] {
  const [before, now] = facts.assessments.slice(-2);
  const at = triggers.impactAt;
  if (at === undefined) return [];
  if (before && now) {
    const rank = ({ users }: typeof now) => UserShare.options.indexOf(users.share);
    if (rank(now) < rank(before)) {
      return [
        { cause: `share/${now.at}`, at: now.at, evidence: `the impact grew: ${SHARES[now.users.share]} are hit` },
      ];
    }
    return moreThan(before.users.count, now.users.count, now.at);
  }
  return moreThan(usersIn(triggers.impactBefore ?? ""), usersIn(facts.impact ?? ""), at);
}

const SHARES: Readonly<Record<UserShare, string>> = {
  all: "all users",
  most: "more than half of the users",
  some: "a tenth to half of the users",
  few: "less than a tenth of the users",
  none: "no users",
};

const moreThan = (before: number | undefined, now: number | undefined, at: number): Omit<Sighting, "does">[] =>
  before !== undefined && now !== undefined && now >= before * NOTEWORTHY && now > before
    ? [{ cause: `users/${at}`, at, evidence: `the impact grew from ${count(before)} to ${count(now)} users` }]
    : [];

export const fixFailed = defineTrigger({
  id: "fixFailed",
  sightings(incident, _world, { does, afterMs }) {
    const { fellBack } = incident.triggers;
    if (!fellBack || isBeingWatched(incident)) return [];
    const how = fellBack.how === "reopened" ? "it was reopened" : `it was taken back from ${fellBack.how}`;
    return [{ cause: `${fellBack.at}`, at: fellBack.at + afterMs, does, evidence: `the fix did not hold: ${how}` }];
  },
});

export const vendorCategory = (incident: WithTriggers, categories: readonly string[]): string | undefined =>
  incident.facts.category !== undefined && categories.includes(incident.facts.category)
    ? `the incident's category is ${quoted([incident.facts.category])}`
    : undefined;
