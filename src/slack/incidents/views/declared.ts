import type { KnownBlock } from "@slack/types";
import type { Category, Policy } from "../../../config/index.ts";
import { adviseCategory, type IncidentFacts, severityLabel } from "../../../core/incidents/index.ts";
import { blastRadius, blastWords } from "../../../core/services/index.ts";
import { actions, button, joinMrkdwn, type Message, type Mrkdwn, message, mrkdwn, section } from "../../kit/index.ts";
import { ids } from "../ids.ts";

export interface DeclaredModel {
  readonly id: number;
  readonly facts: IncidentFacts;
  readonly policy: Policy;
}

/** What the declarer is told at once. */
export function declared({ id, facts, policy }: DeclaredModel): Message {
  const advice = facts.category === undefined ? adviseCategory(policy, facts.title) : undefined;
  const sentences: readonly Mrkdwn[] = [
    opening(id, facts, policy),
    ...reach(facts, policy),
    ...(facts.isPrivate ? [mrkdwn`:lock: It is private: only people who are let in may know of it.`] : []),
    ...(facts.isRetrospective
      ? [mrkdwn`It is over, so nobody is called. \`/incident #${id} resolve\` tells how it ended.`]
      : []),
    ...(advice
      ? [mrkdwn`It reads like *${advice.category.label}* (${advice.words.map((word) => `“${word}”`).join(", ")}).`]
      : []),
  ];
  const blocks: KnownBlock[] = [section(joinMrkdwn(sentences, "\n"))];
  const buttons = [
    ...(facts.isRetrospective
      ? []
      : [button({ text: "Assess impact", actionId: ids.assess.build({ incidentId: id }) })]),
    ...(advice ? [categoryButton(id, advice.category)] : []),
  ];
  return message(joinMrkdwn(sentences, "\n"), buttons.length > 0 ? [...blocks, actions(buttons)] : blocks);
}

/** What the catalog says of the services that it hits. */
function reach({ services }: IncidentFacts, policy: Policy): Mrkdwn[] {
  const words = blastWords(blastRadius(policy.services, services));
  return words === undefined ? [] : [mrkdwn`${words}.`];
}

const categoryButton = (incidentId: number, { id: category, label }: Category) =>
  button({ text: `Set category ${label}`, actionId: ids.setCategory.build({ incidentId, category }) });

function opening(id: number, { title, severity, isDrill }: IncidentFacts, policy: Policy): Mrkdwn {
  const what = isDrill ? "Declared drill" : "Declared";
  return mrkdwn`${what} *#${id} ${title}* as ${severityLabel(policy, severity)} — the channel follows.`;
}
