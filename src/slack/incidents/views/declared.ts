import type { KnownBlock } from "@slack/types";
import type { Policy } from "../../../config/index.ts";
import { adviseCategory, type IncidentFacts, severityLabel } from "../../../core/incidents/index.ts";
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
    ...(facts.isPrivate ? [mrkdwn`:lock: It is private: only people who are let in may know of it.`] : []),
    ...(facts.isRetrospective
      ? [mrkdwn`It is over, so nobody is called. \`/incident #${id} resolve\` tells how it ended.`]
      : []),
    ...(advice
      ? [mrkdwn`It reads like *${advice.category.label}* (${advice.words.map((word) => `“${word}”`).join(", ")}).`]
      : []),
  ];
  const blocks: KnownBlock[] = [section(joinMrkdwn(sentences, "\n"))];
  if (!advice) return message(joinMrkdwn(sentences, "\n"), blocks);
  const { category } = advice;
  const setIt = button({
    text: `Set category ${category.label}`,
    actionId: ids.setCategory.build({ incidentId: id, category: category.id }),
  });
  return message(joinMrkdwn(sentences, "\n"), [...blocks, actions([setIt])]);
}

function opening(id: number, { title, severity, isDrill }: IncidentFacts, policy: Policy): Mrkdwn {
  const what = isDrill ? "Declared drill" : "Declared";
  return mrkdwn`${what} *#${id} ${title}* as ${severityLabel(policy, severity)} — the channel follows.`;
}
