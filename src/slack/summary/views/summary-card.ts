import type { Button, KnownBlock } from "@slack/types";
import type { SummaryModel } from "../../../core/summary/index.ts";
import { incidentIds } from "../../incidents/index.ts";
import {
  actions,
  bold,
  button,
  context,
  fields,
  header,
  joinMrkdwn,
  LIMITS,
  type Message,
  type Mrkdwn,
  message,
  mrkdwn,
  section,
  type Text,
  userMention,
} from "../../kit/index.ts";
import { realButton, undoButton } from "../../related/index.ts";
import {
  endLine,
  knownFacts,
  originLine,
  roleText,
  shownRoles,
  statusWords,
  titleText,
  updateText,
} from "./summary-lines.ts";

/** The pinned card of an incident: what is known, who does what, and the next thing to press; `declarer` as a name, which rings nobody. */
export function summaryCard(model: SummaryModel, declarer: Text, related: readonly Fact[] = []): Message {
  const facts = [["Status", mrkdwn`${statusWords(model)}`] as const, ...acknowledgement(model), ...rolesOf(model)];
  const known = [...knownFacts(model), ...related];
  const parts = [endLine(model), ...known.map(labelled), updateText(model)].filter((part) => part !== undefined);
  const buttons = [...buttonsOf(model), ...takingBack(model)];
  const text = joinMrkdwn([titleText(model), ...facts.map(labelled), ...parts, originLine(model, declarer)], "\n");
  return message(text, [
    header(titleText(model)),
    ...inColumns(facts),
    ...parts.map((part) => section(part)),
    ...(buttons.length > 0 ? [actions(buttons)] : []),
    context([originLine(model, declarer)]),
  ]);
}

/** However many roles a policy has, all of them show. */
function inColumns(facts: readonly Fact[]): KnownBlock[] {
  const max = LIMITS.section.fields;
  const texts = facts.map(([label, said]) => mrkdwn`${bold(label)}\n${said}`);
  return Array.from({ length: Math.ceil(texts.length / max) }, (_, row) =>
    fields(texts.slice(row * max, (row + 1) * max)),
  );
}

/** Mistakes, as long as they can be taken back, and the way out of a drill. */
function takingBack({ id, isOpen, isDrill, undo }: SummaryModel): Button[] {
  return [...undo.map((act) => undoButton(id, act)), ...(isOpen && isDrill ? [realButton(id)] : [])];
}

type Fact = readonly [label: string, said: Mrkdwn];

const labelled = ([label, said]: Fact): Mrkdwn => mrkdwn`${bold(label)}: ${said}`;

function acknowledgement({ isOpen, isAcknowledged, acknowledgedBy, isRetrospective }: SummaryModel): Fact[] {
  if (acknowledgedBy !== undefined) return [["Acknowledged", userMention(acknowledgedBy)]];
  return isOpen && !isAcknowledged && !isRetrospective ? [["Acknowledged", mrkdwn`by nobody yet`]] : [];
}

const rolesOf = (model: SummaryModel): Fact[] => shownRoles(model).map((role) => [role.label, roleText(role)]);

/** While it goes on, everything that moves it on; afterwards only what still can be done. */
function buttonsOf(model: SummaryModel): Button[] {
  const of = { incidentId: model.id };
  const timeline = button({ text: "Timeline", actionId: incidentIds.timeline.build(of) });
  if (model.status === "cancelled" || model.isClosed) return [timeline];
  if (!model.isOpen) return [timeline, button({ text: "Reopen", actionId: incidentIds.reopen.build(of) })];
  const mayAcknowledge = !model.isAcknowledged && !model.isRetrospective;
  return [
    ...(mayAcknowledge
      ? [button({ text: "Acknowledge", actionId: incidentIds.acknowledge.build(of), style: "primary" })]
      : []),
    button({ text: "Post update", actionId: incidentIds.postUpdate.build(of) }),
    button({ text: "Change severity", actionId: incidentIds.changeSeverity.build(of) }),
    button({ text: "Take command", actionId: incidentIds.takeCommand.build(of) }),
    button({ text: "Roles", actionId: incidentIds.roles.build(of) }),
    timeline,
    button({ text: "Stage", actionId: incidentIds.stage.build(of) }),
    button({ text: "Resolve", actionId: incidentIds.resolve.build(of) }),
  ];
}
