import type { Service, Tier } from "../../config/index.ts";
import { catalogued, type Services } from "./find.ts";

/** Whom an outage of some services reaches. */
export interface BlastRadius {
  /** Those that are named, as far as the catalog knows them. */
  readonly hit: readonly Service[];
  /** Cannot do without one of these. */
  readonly direct: readonly Service[];
  /** Cannot do without one of those in turn, nearest first. */
  readonly through: readonly Service[];
  /** What the named ones stand on, nearest first: where the cause may be. */
  readonly needs: readonly Service[];
  /** How many of each tier are reached, the named ones included; the most important first. */
  readonly tiers: readonly { readonly tier: Tier; readonly count: number }[];
}

const NONE: BlastRadius = { hit: [], direct: [], through: [], needs: [], tiers: [] };

/** What is reached by an outage of the services with these keys or names; words that the catalog does not know reach nothing. */
export function blastRadius(services: Services, words: readonly string[]): BlastRadius {
  const hit = catalogued(services, words);
  if (hit.length === 0) return NONE;
  const dependents = dependentsById(services);
  const below = rings(hit, ({ id }) => dependents.get(id) ?? []);
  const above = rings(hit, (service) => dependenciesOf(services, service));
  const [direct = [], ...further] = below;
  const through = further.flat();
  return { hit, direct, through, needs: above.flat(), tiers: tiersOf([...hit, ...direct, ...through]) };
}

/** The services that cannot do without this one, directly. */
export const dependentsOf = (services: Services, { id }: Pick<Service, "id">): Service[] =>
  services.filter(({ dependsOn }) => dependsOn.includes(id));

/** The services that this one cannot do without, directly. */
export const dependenciesOf = (services: Services, { dependsOn }: Pick<Service, "dependsOn">): Service[] =>
  services.filter(({ id }) => dependsOn.includes(id));

function dependentsById(services: Services): ReadonlyMap<string, Service[]> {
  const found = new Map<string, Service[]>();
  for (const service of services) {
    for (const id of new Set(service.dependsOn)) found.set(id, [...(found.get(id) ?? []), service]);
  }
  return found;
}

/** One ring for each step away, each service in the nearest that it is in. */
function rings(from: readonly Service[], next: (service: Service) => readonly Service[]): Service[][] {
  const seen = new Set(from);
  const found: Service[][] = [];
  for (let edge: readonly Service[] = from; edge.length > 0; ) {
    const ring = [...new Set(edge.flatMap(next))].filter((service) => !seen.has(service));
    for (const service of ring) seen.add(service);
    if (ring.length > 0) found.push(ring);
    edge = ring;
  }
  return found;
}

const TIERS: readonly Tier[] = [0, 1, 2, 3];

const tiersOf = (reached: readonly Service[]): BlastRadius["tiers"] =>
  TIERS.map((tier) => ({ tier, count: reached.filter((service) => service.tier === tier).length })).filter(
    ({ count }) => count > 0,
  );
