import type { KnownBlock } from "@slack/types";
import type { Policy, StageId } from "../../../config/index.ts";
import type { Criterion } from "../../../core/incidents/index.ts";
import {
  actions,
  button,
  context,
  joinMrkdwn,
  type Message,
  type Mrkdwn,
  message,
  mrkdwn,
  section,
  select,
} from "../../kit/index.ts";
import { ids } from "../ids.ts";

export interface StageModel {
  readonly incidentId: number;
  readonly title: string;
  readonly policy: Policy;
  readonly stage: StageId;
  readonly isOpen: boolean;
  /** The exit criteria of the present stage. */
  readonly criteria: readonly Criterion[];
  /** Where it may be moved to by hand. */
  readonly moves: readonly StageId[];
}

/** Where the incident stands, what is to be done before it moves on, and where it may go. */
export function stageChecklist(model: StageModel): Message {
  const { incidentId, title, policy, stage, criteria } = model;
  const index = policy.stages.findIndex(({ id }) => id === stage);
  const { label = stage, status = "" } = policy.stages[index] ?? {};
  const opening = mrkdwn`*#${incidentId} ${title}*\nStage ${index + 1} of ${policy.stages.length}: *${label}* (${status})`;
  const text = joinMrkdwn([opening, ...criteria.map(line)], "\n");
  return message(text, [section(opening), ...criteria.map((each) => row(incidentId, each)), ...moves(model, index)]);
}

const line = ({ label, isMet, isDerived }: Criterion): Mrkdwn => {
  const box = isMet ? mrkdwn`:white_check_mark:` : mrkdwn`:white_large_square:`;
  return mrkdwn`${box} ${label}${isDerived ? " (from the record)" : ""}`;
};

function row(incidentId: number, criterion: Criterion): KnownBlock {
  if (criterion.isDerived) return section(line(criterion));
  const accessory = button({
    text: criterion.isMet ? "Untick" : "Tick",
    actionId: ids.tick.build({ incidentId, criterion: criterion.id }),
    value: criterion.isMet ? "open" : "met",
    label: `${criterion.isMet ? "Untick" : "Tick"}: ${criterion.label}`,
  });
  return section(line(criterion), { accessory });
}

function moves({ incidentId, policy, isOpen, stage, moves: reachable }: StageModel, index: number): KnownBlock[] {
  const labelOf = (id: StageId) => policy.stages.find((each) => each.id === id)?.label ?? id;
  const next = policy.stages[index + 1]?.id;
  const isNextReachable = next !== undefined && reachable.includes(next);
  const forward = isNextReachable
    ? [
        button({
          text: `Move on to ${labelOf(next)}`,
          actionId: ids.moveOn.build({ incidentId, to: next }),
          style: "primary",
        }),
      ]
    : isOpen && stage === "verification"
      ? [button({ text: "Resolve", actionId: ids.resolve.build({ incidentId }), style: "primary" })]
      : [];
  const anywhere =
    reachable.length === 0
      ? []
      : [
          select({
            actionId: ids.moveTo.build({ incidentId }),
            placeholder: "Move to…",
            choices: reachable.map((id) => ({ value: id, text: labelOf(id) })),
          }),
        ];
  const elements = [...forward, ...anywhere];
  return elements.length > 0 ? [actions(elements)] : [context([mrkdwn`\`/incident reopen\` brings it back to work.`])];
}
