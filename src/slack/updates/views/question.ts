import {
  actions,
  button,
  channelLink,
  context,
  joinMrkdwn,
  type Message,
  message,
  mrkdwn,
  section,
} from "../../kit/index.ts";
import { nothingNew, writeUpdate } from "../ids.ts";

export interface QuestionModel {
  readonly incidentId: number;
  readonly title: string;
  readonly channelId: string | undefined;
  /** How many updates there were when it was asked. */
  readonly round: number;
  /** Who asks, by name, first come first. */
  readonly askers: readonly string[];
  /** What answered it; undefined while it is open. */
  readonly answer: string | undefined;
}

const SHOWN = 3;

/** One question for all who ask; edited as more people do, and when it is answered. */
export function questionMessage({ incidentId, title, channelId, round, askers, answer }: QuestionModel): Message {
  const where = joinMrkdwn([mrkdwn`#${incidentId} ${title}`, ...(channelId ? [channelLink(channelId)] : [])], "  ·  ");
  if (answer !== undefined) {
    const done = mrkdwn`Done: ${answer}`;
    return message(joinMrkdwn([done, where], "\n"), [section(done), context([where])]);
  }
  const asked = mrkdwn`*${named(askers)} for an update.*`;
  const why = mrkdwn`Sent because somebody pressed “Request an update”; more requests are added here.`;
  return message(joinMrkdwn([asked, where, why], "\n"), [
    section(asked),
    context([where, why]),
    actions([
      button({ text: "Write update", actionId: writeUpdate.build({ incidentId }), style: "primary" }),
      button({ text: "Nothing new", actionId: nothingNew.build({ incidentId }), value: String(round) }),
    ]),
  ]);
}

function named(askers: readonly string[]): string {
  const shown = askers.slice(0, SHOWN);
  const rest = askers.length - shown.length;
  const all = rest > 0 ? [...shown, `${rest} more`] : shown;
  const last = all.at(-1) ?? "Somebody";
  const list = all.length > 1 ? `${all.slice(0, -1).join(", ")} and ${last}` : last;
  return all.length > 1 ? `${list} ask` : `${list} asks`;
}
