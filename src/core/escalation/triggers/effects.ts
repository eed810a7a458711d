import { channelLane } from "../../incidents/index.ts";
import { type Effect, PRIORITY } from "../../ledger/index.ts";
import type { AskedQuestion, WithTriggers } from "./facet.ts";

/** Live: the question whether to escalate, as it stands. */
export type TriggerEffect = Effect<"ask_to_escalate", { readonly round: number }>;

const shown = (incident: WithTriggers, { round }: AskedQuestion): TriggerEffect => ({
  key: `${incident.id}/ask_to_escalate/${round}`,
  kind: "ask_to_escalate",
  lane: channelLane(incident),
  priority: PRIORITY.page,
  data: { round },
  isLive: true,
});

/** The question is edited as more comes up, when it is answered and when the incident is over. */
export function afterTriggers(before: WithTriggers, after: WithTriggers): TriggerEffect[] {
  const { question } = after.triggers;
  if (!question || !after.facts.channel) return [];
  const known = before.triggers.question;
  const isNews =
    known?.round !== question.round ||
    known.reasons.length !== question.reasons.length ||
    known.answer !== question.answer ||
    before.facts.isOpen !== after.facts.isOpen ||
    before.facts.channel === undefined;
  return isNews ? [shown(after, question)] : [];
}
