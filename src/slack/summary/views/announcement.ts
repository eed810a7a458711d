import type { ActionsBlock } from "@slack/types";
import type { SummaryModel } from "../../../core/summary/index.ts";
import {
  actions,
  bold,
  button,
  context,
  joinMrkdwn,
  type Message,
  type Mrkdwn,
  message,
  mrkdwn,
  prose,
  section,
  shorten,
} from "../../kit/index.ts";
import { requestUpdateButton } from "../../updates/index.ts";
import {
  actorText,
  endLine,
  originLine,
  placeLine,
  roleText,
  statusWords,
  titleText,
  updateText,
} from "./summary-lines.ts";

const GLANCE = 300;

/** The incident for those who are not in it: what, how bad, where, and the latest word. */
export function announcement(model: SummaryModel): Message {
  const head = joinMrkdwn([bold(titleText(model)), stateLine(model)], "\n");
  const impact = model.impact ? mrkdwn`*Impact*: ${prose(shorten(model.impact, GLANCE))}` : undefined;
  const parts = [reachLine(model), impact, updateText(model), endLine(model), entryLine(model)].filter(
    (part) => part !== undefined,
  );
  return message(joinMrkdwn([head, ...parts, originLine(model)], "\n"), [
    section(head),
    ...parts.map((part) => section(part)),
    context([originLine(model)]),
    ...askingFor(model),
  ]);
}

/** Those who wait for news may ask for it; in a private incident nobody outside may. */
function askingFor(model: SummaryModel): ActionsBlock[] {
  if (!model.isOpen || model.isPrivate || model.isRetrospective) return [];
  return [
    actions([button({ text: "Request an update", actionId: requestUpdateButton.build({ incidentId: model.id }) })]),
  ];
}

function stateLine(model: SummaryModel): Mrkdwn {
  const isTold = model.services.length === 0 || model.blast !== undefined;
  const services = isTold ? mrkdwn`` : mrkdwn` · ${model.services.join(", ")}`;
  const commander = model.roles.find(({ id }) => id === "commander");
  const command = commander?.holder ? mrkdwn` · ${commander.label}: ${roleText(commander)}` : mrkdwn``;
  return mrkdwn`${statusWords(model)}${command}${services}`;
}

/** What is hit, and how far that reaches. */
function reachLine({ blast }: SummaryModel): Mrkdwn | undefined {
  return blast && mrkdwn`Hits ${blast.hit}; ${blast.reach}`;
}

/** A private channel cannot be joined, only be let into. */
function entryLine(model: SummaryModel): Mrkdwn | undefined {
  if (!model.isPrivate) return placeLine(model);
  return mrkdwn`:lock: This incident is private. Ask ${actorText(model.declaredBy)} to be let in, and keep it to yourself.`;
}
