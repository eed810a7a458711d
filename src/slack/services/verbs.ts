import type { Service } from "../../config/index.ts";
import { severityLabel } from "../../core/incidents/index.ts";
import { onCall } from "../../core/oncall/index.ts";
import type { Incident } from "../../core/product.ts";
import { blastRadius, catalogued, dependenciesOf, serviceMeant, unknownService } from "../../core/services/index.ts";
import type { IncidentRow } from "../../db/rows.ts";
import { InvalidInputError } from "../../lib/errors.ts";
import type { Context } from "../kit/context.ts";
import { namedText, type Reply } from "../kit/index.ts";
import type { Verb } from "../kit/verbs.ts";
import { type ServiceCardModel, serviceCard } from "./views/service-card.ts";
import { noServices, serviceList } from "./views/service-list.ts";

/** The words of `/incident` about the catalog. */
export const serviceVerbs = (ctx: Context): readonly Verb[] => [
  {
    name: "service",
    synonyms: ["services", "catalog"],
    usage: "service [checkout]",
    help: "The catalog of services, or one: owners, who is on call, what depends on it, open incidents, runbooks.",
    act: "look",
    needs: "nothing",
    run: async ({ userId, words }) => show(ctx, userId, (await namedText(ctx, words)).trim()),
  },
];

async function show(ctx: Context, viewer: string, words: string): Promise<Reply> {
  const { services } = ctx.policy();
  if (services.length === 0) return noServices();
  const hit = hitBy(await openIncidents(ctx, viewer), services);
  if (words === "") {
    return serviceList(services.map((service) => ({ service, open: hit.get(service)?.length ?? 0 })));
  }
  const service = serviceMeant(services, words);
  if (!service) throw new InvalidInputError(unknownService(services, [words]));
  return serviceCard(await modelOf(ctx, service, hit.get(service) ?? []));
}

async function modelOf(ctx: Context, service: Service, open: readonly Incident[]): Promise<ServiceCardModel> {
  const policy = ctx.policy();
  const { rotation } = service;
  const duty = rotation === undefined ? undefined : onCall(await ctx.ledger.world(), rotation, ctx.clock.now());
  return {
    service,
    dependencies: dependenciesOf(policy.services, service),
    radius: blastRadius(policy.services, [service.id]),
    onCall: duty && { ...duty, rotation: policy.rotations.find(({ id }) => id === rotation)?.name ?? rotation ?? "" },
    open: open.map(({ id, facts }) => ({
      id,
      title: facts.title,
      severityLabel: severityLabel(policy, facts.severity),
      channelId: facts.channel?.id,
    })),
  };
}

/** Those that the viewer may know of. */
async function openIncidents(ctx: Context, viewer: string): Promise<Incident[]> {
  return (await ctx.store.listIncidents({ viewer, isOpen: true })).map(incidentIn);
}

/** The ledger alone writes the column. */
const incidentIn = ({ state }: IncidentRow): Incident => JSON.parse(state);

/** The incidents that hit each service; to know what the words of an incident mean takes a walk through the catalog. */
function hitBy(incidents: readonly Incident[], services: readonly Service[]): ReadonlyMap<Service, Incident[]> {
  const found = new Map<Service, Incident[]>();
  for (const incident of incidents) {
    for (const service of catalogued(services, incident.facts.services)) {
      found.set(service, [...(found.get(service) ?? []), incident]);
    }
  }
  return found;
}
