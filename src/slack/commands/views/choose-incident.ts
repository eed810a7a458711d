import { actions, button, joinMrkdwn, type Message, message, mrkdwn, section } from "../../kit/index.ts";
import { runVerb } from "../ids.ts";

export interface ChooseModel {
  readonly verb: string;
  /** What each button carries. */
  readonly value: string;
  /** Nothing that is over is among them. */
  readonly isOpenOnly: boolean;
  readonly incidents: readonly { readonly id: number; readonly title: string; readonly severityLabel: string }[];
}

const MOST_SHOWN = 10;

/** A command that needs an incident was given elsewhere: which one is meant? */
export function chooseIncident({ verb, value, incidents, isOpenOnly }: ChooseModel): Message {
  const shown = incidents.slice(0, MOST_SHOWN);
  const question = mrkdwn`Which incident is \`${verb}\` for?`;
  const list = isOpenOnly ? "list" : "list all";
  const more =
    incidents.length > shown.length
      ? [mrkdwn`There are more: \`/incident ${list}\` shows them. A number works too: \`/incident #12 ${verb}\`.`]
      : [];
  const lines = shown.map((incident) => mrkdwn`#${incident.id} ${incident.severityLabel} ${incident.title}`);
  const buttons = shown.map((incident) =>
    button({
      text: `#${incident.id} ${incident.title}`,
      actionId: runVerb.build({ incidentId: incident.id }),
      value,
    }),
  );
  return message(joinMrkdwn([question, ...lines, ...more], "\n"), [
    section(question),
    actions(buttons),
    ...more.map((text) => section(text)),
  ]);
}
