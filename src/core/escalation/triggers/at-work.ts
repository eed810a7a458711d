import type { WithTriggers } from "./facet.ts";
import { workStartedAt } from "./sighting.ts";

/** Whether people plainly work on it, though none of them said that it is theirs: a role is held, or the work moved on. */
export const isWorkedOn = (incident: WithTriggers): boolean =>
  Object.keys(incident.roles.holders).length > 0 || (incident.triggers.progressAt ?? 0) > workStartedAt(incident);
