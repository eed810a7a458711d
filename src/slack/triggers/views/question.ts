import {
  actions,
  button,
  context,
  joinMrkdwn,
  type Message,
  message,
  mrkdwn,
  section,
  userMention,
} from "../../kit/index.ts";
import { escalateNow, notNow } from "../ids.ts";

export interface EscalateQuestionModel {
  readonly incidentId: number;
  readonly round: number;
  /** What came up, the first first. */
  readonly reasons: readonly string[];
  /** Who decides; nobody while there is no commander. */
  readonly askedId: string | undefined;
  /** How it ended: "Dana decided not to escalate"; undefined while it is open. */
  readonly answer: string | undefined;
}

/** One question for all that came up; edited when more does, and when it is answered. */
export function escalateQuestion({ incidentId, round, reasons, askedId, answer }: EscalateQuestionModel): Message {
  const why = joinMrkdwn(
    reasons.map((reason) => mrkdwn`• ${reason}`),
    "\n",
  );
  if (answer !== undefined) {
    const done = mrkdwn`Escalate? ${answer}.`;
    return message(joinMrkdwn([done, why], "\n"), [section(done), context([why])]);
  }
  const question = askedId ? mrkdwn`${userMention(askedId)}, *escalate?*` : mrkdwn`*Escalate?*`;
  const how = mrkdwn`Nobody has been paged for this. “Escalate” pages the next on the ladder.`;
  return message(joinMrkdwn([question, why, how], "\n"), [
    section(joinMrkdwn([question, why], "\n")),
    context([how]),
    actions([
      button({ text: "Escalate", actionId: escalateNow.build({ incidentId, round }), style: "primary" }),
      button({ text: "Not now", actionId: notNow.build({ incidentId, round }) }),
    ]),
  ]);
}
