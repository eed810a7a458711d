import type { Telling } from "../../../core/ledger/index.ts";
import type { SummaryModel } from "../../../core/summary/index.ts";
import { incidentIds } from "../../incidents/index.ts";
import {
  actions,
  bold,
  button,
  date,
  durationWords,
  header,
  joinMrkdwn,
  type Message,
  type Mrkdwn,
  message,
  mrkdwn,
  section,
  shorten,
  userMention,
} from "../../kit/index.ts";
import { endLine, knownFacts, roleText, shownRoles, statusWords, titleText, updateText } from "./summary-lines.ts";

/** One thing that happened, for somebody who was not there. */
export interface KeyMoment {
  readonly at: number;
  readonly text: Telling["text"];
}

export interface CatchUpModel {
  readonly summary: SummaryModel;
  /** Oldest first. */
  readonly moments: readonly KeyMoment[];
}

const GLANCE = 300;
const MINUTE_MS = 60_000;

/** The state instead of the scrollback, for one person who just came. */
export function catchUp({ summary, moments }: CatchUpModel): Message {
  const title = `Catch-up: ${titleText(summary)}`;
  const parts = [
    stateText(summary),
    labelledLines(
      "Who does what",
      shownRoles(summary).map((role) => mrkdwn`${role.label}: ${roleText(role)}`),
    ),
    labelledLines(
      "What is known",
      knownFacts(summary).map(([label, said]) => mrkdwn`${label}: ${said}`),
    ),
    updateText(summary),
    labelledLines("What happened", moments.map(momentLine)),
  ].filter((part) => part !== undefined);
  return message(joinMrkdwn([title, ...parts], "\n"), [
    header(title),
    ...parts.map((part) => section(part)),
    actions([
      button({ text: "Timeline", actionId: incidentIds.timeline.build({ incidentId: summary.id }) }),
      button({ text: "Roles", actionId: incidentIds.roles.build({ incidentId: summary.id }) }),
    ]),
  ]);
}

function stateText(summary: SummaryModel): Mrkdwn {
  const since = summary.lastedMs < MINUTE_MS ? "just begun" : `for ${durationWords(summary.lastedMs)} now`;
  return endLine(summary) ?? mrkdwn`*${statusWords(summary)}*, ${since}.`;
}

function labelledLines(label: string, lines: readonly Mrkdwn[]): Mrkdwn | undefined {
  return lines.length === 0 ? undefined : joinMrkdwn([bold(label), ...lines.map((line) => mrkdwn`• ${line}`)], "\n");
}

const momentLine = ({ at, text }: KeyMoment): Mrkdwn =>
  mrkdwn`${date(at, "time")} ${withPeople(shorten(text, GLANCE))}`;

/** A telling names people as `@{U1}`. */
function withPeople(text: string): Mrkdwn {
  const parts = text.replace(/\s+/g, " ").split(/@\{([A-Z0-9]+)\}/);
  return joinMrkdwn(
    parts.map((part, index) => (index % 2 === 1 ? userMention(part) : part)),
    "",
  );
}
