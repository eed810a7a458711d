import { type Decision, SITREP, type Timer, type World } from "../ledger/index.ts";
import { postmortemNeed } from "./due.ts";
import type { NewPostmortemEntry } from "./entries.ts";
import type { WithPostmortem } from "./facet.ts";

/** A draft is due the moment an incident is resolved, where the policy wants a post-mortem. */
export function postmortemTimers(incident: WithPostmortem, { policy }: World): readonly Timer[] {
  const at = incident.postmortem.awaitedSince;
  if (at === undefined || postmortemNeed(incident, policy) === "none") return [];
  return [{ key: "postmortem/draft", kind: "postmortem_draft", at }];
}

export const draftWhenDue = (): Decision<WithPostmortem, NewPostmortemEntry> => (incident, world) =>
  postmortemTimers(incident, world).length > 0
    ? [{ kind: "postmortem_drafted", by: SITREP, data: {}, at: world.now }]
    : [];
