import { joinMrkdwn, type Message, type Mrkdwn, message, mrkdwn, section } from "../../kit/index.ts";
import type { Verb } from "../../kit/verbs.ts";

export interface HelpModel {
  readonly verbs: readonly Verb[];
  /** The incident of the channel where help was asked for. */
  readonly incident: { readonly id: number; readonly title: string } | undefined;
  /** Every command, not only what is needed most. */
  readonly isWhole: boolean;
}

/** What is needed most, in an incident and anywhere, in the order in which it is needed. */
const ESSENTIAL = {
  incident: ["update", "severity", "role", "escalate", "page", "note", "timeline", "catchup", "resolve"],
  nothing: ["declare", "list", "oncall", "approve", "search"],
} as const;

/** After those, what belongs together stands together; anything else follows in its room's order. */
const ORDER: readonly string[] = [
  ...ESSENTIAL.incident,
  ...ESSENTIAL.nothing,
  ...["status", "lead", "acknowledge", "assess", "notify", "action", "close", "reopen", "cancel", "postmortem"],
  ...["merge", "link", "unlink", "split", "real"],
  ...["show", "service", "cover", "swap", "override", "handoff", "subscribe", "unsubscribe"],
];

const rank = ({ name }: Verb): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);

const isEssential = ({ name, needs }: Verb): boolean => ESSENTIAL[needs].some((essential) => essential === name);

const line = (verb: Verb) => mrkdwn`\`/incident ${verb.usage}\`  ${verb.help}`;

/** One section would cut a long list short. */
const LINES_TOGETHER = 16;

const paragraphs = (lines: readonly Mrkdwn[]): Mrkdwn[] =>
  Array.from({ length: Math.ceil(lines.length / LINES_TOGETHER) }, (_, index) =>
    joinMrkdwn(lines.slice(index * LINES_TOGETHER, (index + 1) * LINES_TOGETHER), "\n"),
  );

/** What can be done here; in an incident's channel its own words come first. */
export function helpMessage({ verbs, incident, isWhole }: HelpModel): Message {
  const sorted = verbs.filter((verb) => isWhole || isEssential(verb)).toSorted((a, b) => rank(a) - rank(b));
  const ofIncident = sorted.filter((verb) => verb.needs === "incident").map(line);
  const anywhere = sorted.filter((verb) => verb.needs === "nothing").map(line);
  const opening = incident
    ? mrkdwn`*Incident #${incident.id}: ${incident.title}*\n\`/incident\` alone opens the control panel.`
    : mrkdwn`*Sitrep* runs incidents from this chat.\n\`/incident\` alone opens the form that declares one.`;
  const inside = [
    incident
      ? mrkdwn`*In this incident*`
      : mrkdwn`*In an incident's channel, or with its number (\`/incident #12 update\`)*`,
    ...ofIncident,
  ];
  const outside = [mrkdwn`*Anywhere*`, ...anywhere];
  const left = verbs.length - sorted.length;
  const more =
    left > 0 ? mrkdwn`\`/incident help all\` lists ${left} more, \`/incident help resolve\` one. ` : mrkdwn``;
  const tips = mrkdwn`${more}Slack has no commands inside threads: use the message menu (“Add to incident timeline”) or a reaction there. Short forms work: \`up\`, \`sev\`, \`pm\`.`;
  const parts = incident ? [inside, outside] : [outside, inside];
  const texts = [opening, ...parts.flatMap(paragraphs), tips];
  return message(
    joinMrkdwn([opening, ...parts.map((part) => joinMrkdwn(part, "\n")), tips], "\n\n"),
    texts.map((text) => section(text)),
  );
}

/** One command: how it is typed, what it does, and what else it is called. */
export function verbHelp(verb: Verb): Message {
  const others = verb.synonyms?.length ? mrkdwn`\nAlso: ${verb.synonyms.join(", ")}.` : mrkdwn``;
  const where = verb.needs === "incident" ? mrkdwn`\nIn an incident's channel, or with its number.` : mrkdwn``;
  const text = mrkdwn`${line(verb)}${others}${where}`;
  return message(text, [section(text)]);
}
