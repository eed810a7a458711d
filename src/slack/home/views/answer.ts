import { actions, bold, button, joinMrkdwn, type Message, message, mrkdwn, section } from "../../kit/index.ts";
import { declareButton } from "../ids.ts";

export interface AnswerModel {
  /** The incident in whose channel it was asked. */
  readonly incident: { readonly id: number; readonly title: string } | undefined;
}

/** What can be done here, for who spoke to the bot in words. */
export function answerMessage({ incident }: AnswerModel): Message {
  return incident ? inIncident(incident) : anywhere();
}

function inIncident({ id, title }: { readonly id: number; readonly title: string }): Message {
  const text = joinMrkdwn(
    [
      mrkdwn`Hello! I keep the record of ${bold(mrkdwn`#${id} ${title}`)}, and I listen to commands:`,
      mrkdwn`• \`/incident\` opens the controls: severity, roles, status, resolve`,
      mrkdwn`• \`/incident update\` tells everybody who waits for news`,
      mrkdwn`• \`/incident note 14:05 what happened\` puts something on the timeline`,
      mrkdwn`• \`/incident catchup\` says where we stand`,
      mrkdwn`A reaction marks a message: :pushpin: key event, :bulb: root cause, :fast_forward: follow-up.`,
    ],
    "\n",
  );
  return message(text, [section(text)]);
}

function anywhere(): Message {
  const text = joinMrkdwn(
    [
      mrkdwn`Hello! I run incidents. Something is broken? Declare it, and I open a channel, call people and keep the record.`,
      mrkdwn`• \`/incident\` opens the form; \`/incident declare sev2 Checkout errors\` needs no form`,
      mrkdwn`• \`/incident list\` shows what is open`,
      mrkdwn`• \`/incident help\` lists everything else`,
      mrkdwn`My Home tab shows your incidents, your roles and your action items.`,
    ],
    "\n",
  );
  const declare = button({ text: "Declare incident", actionId: declareButton.build({}), style: "danger" });
  return message(text, [section(text), actions([declare])]);
}
