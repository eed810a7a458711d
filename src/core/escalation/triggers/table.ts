import type { Policy, TriggerId } from "../../../config/index.ts";
import type { World } from "../../ledger/index.ts";
import { isRaisable } from "../raise.ts";
import type { WithTriggers } from "./facet.ts";
import { fixFailed, impactGrew, manyUsers, muchRevenue, severalServices } from "./of-impact.ts";
import { noProgress, openLong, ownerSilent, responseTime, unresolved } from "./of-time.ts";
import { SPOKEN_TRIGGERS } from "./of-words.ts";
import { mayEscalate, type Sighting, type Trigger } from "./sighting.ts";

/** A trigger whose own policy is looked up by its id. */
type AnyTrigger = Omit<Trigger, "sightings"> & { look(incident: WithTriggers, world: World): readonly Sighting[] };

const row = <Id extends TriggerId>({ sightings, ...trigger }: Trigger<Id>): AnyTrigger => ({
  ...trigger,
  look: (incident, world) => sightings(incident, world, settingsOf(world.policy, trigger.id)),
});

const settingsOf = <Id extends TriggerId>(policy: Policy, id: Id): Policy["escalation"]["triggers"][Id] =>
  policy.escalation.triggers[id];

const [dataLoss, exposure, customerAsks, regulatory, vendorFailure, reputation] = SPOKEN_TRIGGERS;

/** Everything for which the bot escalates by itself; the gravest first. */
export const TRIGGERS: readonly AnyTrigger[] = [
  row(dataLoss),
  row(exposure),
  row(customerAsks),
  row(regulatory),
  row(vendorFailure),
  row(reputation),
  row(responseTime),
  row(unresolved),
  row(ownerSilent),
  row(noProgress),
  row(openLong),
  row(manyUsers),
  row(muchRevenue),
  row(impactGrew),
  row(severalServices),
  row(fixFailed),
];

/** A sighting together with who saw it, its cause named within the incident. */
export interface Found extends Sighting {
  readonly trigger: TriggerId;
}

/** What holds, or will hold if nothing changes, and has not fired yet. */
export function found(incident: WithTriggers, world: World): Found[] {
  if (!isRaisable(incident, world)) return [];
  const { triggers } = world.policy.escalation;
  const isLoud = mayEscalate(incident, world.policy);
  return TRIGGERS.filter(({ id, isOfTime }) => triggers[id].enabled && (isLoud || !isOfTime))
    .flatMap(({ id, look }) =>
      look(incident, world).map((sighting) => ({ ...sighting, trigger: id, cause: `${id}/${sighting.cause}` })),
    )
    .filter(({ cause }) => !incident.triggers.fired.includes(cause))
    .map((sighting) => (isLoud ? sighting : { ...sighting, does: "ask" }));
}
