import type { Answers } from "./incidents/index.ts";
import type { Incident } from "./product.ts";
import { holderOf } from "./roles/index.ts";

/** What the whole incident knows about exit criteria, beyond what the facts themselves do. */
export const knownFacts = (incident: Incident): Answers => ({
  commander_assigned: holderOf(incident, "commander") !== undefined,
  postmortem_published: incident.postmortem.state === "published",
  action_items_recorded: Object.keys(incident.postmortem.actions).length > 0,
});
