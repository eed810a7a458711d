import type { KnownBlock } from "@slack/types";
import { type EscalationEnding, needlessWords } from "../../../core/escalation/index.ts";
import { personId } from "../../../core/ledger/index.ts";
import { andList } from "../../../lib/lists.ts";
import { andMrkdwn } from "../../kit/and-list.ts";
import {
  actions,
  button,
  channelLink,
  context,
  date,
  joinMrkdwn,
  type Message,
  type Mrkdwn,
  message,
  mrkdwn,
  oneLine,
  section,
  userMention,
} from "../../kit/index.ts";
import { escalationIds } from "../ids.ts";

export interface PageModel {
  readonly incidentId: number;
  readonly title: string;
  readonly severityLabel: string;
  readonly channelId: string | undefined;
  readonly page: string;
  /** Which rung it is: "On-call engineer". */
  readonly label: string;
  /** Everybody whom this message calls. */
  readonly userIds: readonly string[];
  /** The first is why it was raised. */
  readonly why: readonly string[];
  /** Who raised it, when a person did. */
  readonly asker: string | undefined;
  readonly needs: string | undefined;
  readonly status: string;
  readonly startedAt: number;
  readonly commander: string | undefined;
  readonly impact: string | undefined;
  readonly lastUpdate: { readonly at: number; readonly text: string } | undefined;
  readonly tried: readonly string[];
  readonly hypothesis: string | undefined;
  /** Who was called for it before and has not answered, by name. */
  readonly unanswered: readonly string[];
  /** Ways beside Slack that gave this page up ("PagerDuty"), and that have not taken it yet ("PagerDuty has"). */
  readonly failedWays: string | undefined;
  readonly delayedWays: string | undefined;
  /** When the next rung is called, and which; undefined where nobody is left. */
  readonly until: number | undefined;
  readonly next: string | undefined;
  readonly passed:
    | {
        readonly at: number;
        readonly name: string;
        /** Which rung was called after it; undefined when nobody was left. */
        readonly to: string | undefined;
      }
    | undefined;
  readonly ending: EscalationEnding | undefined;
  /** Where it goes on after a merging, for those who can go there. */
  readonly goesOnIn: string | undefined;
  readonly enderName: string | undefined;
  /** What whoever acknowledged did, where that was only understood; they may still pass on the page that called them. */
  readonly shownBy: string | undefined;
  readonly isAnsweredHere: boolean;
}

const LONGEST = 300;
const cut = (text: string): string => oneLine(text, LONGEST);

const passOn = ({ incidentId, page }: PageModel) =>
  button({ text: "Pass on", actionId: escalationIds.pass.build({ incidentId, page }) });

const buttons = (model: PageModel): KnownBlock => {
  const { incidentId, page } = model;
  const actionId = escalationIds.acknowledge.build({ incidentId, page });
  return actions([button({ text: "Acknowledge", actionId, style: "primary" }), passOn(model)]);
};

const incidentLine = ({ incidentId, severityLabel, title }: PageModel): Mrkdwn =>
  mrkdwn`${severityLabel} incident #${incidentId}: ${cut(title)}`;

const room = ({ channelId }: PageModel): Mrkdwn[] => (channelId ? [channelLink(channelId)] : []);

/** A page by direct message: incident, why now, state, what was tried, the best guess, what is needed, by when. */
export function pageMessage(model: PageModel): Message {
  const over = overLine(model);
  if (over) return closed(model, over);
  const head = mrkdwn`:rotating_light: *You are paged: ${incidentLine(model)}*`;
  const body = joinMrkdwn(
    [
      ...[why(model), state(model), ...tried(model), ...guess(model)],
      ...[mrkdwn`*Needed:* ${needed(model)}`, byWhen(model), ...trouble(model)],
    ],
    "\n",
  );
  const foot = joinMrkdwn([mrkdwn`Paged as ${model.label}`, ...room(model)], "  ·  ");
  return message(joinMrkdwn([head, body, foot], "\n"), [section(head), section(body), context([foot]), buttons(model)]);
}

/** The same for everybody in the incident's channel, who know the rest. */
export function pageNotice(model: PageModel): Message {
  const over = overLine(model);
  if (over) return closed(model, over);
  const whom = andMrkdwn(model.userIds.map(userMention));
  const head = mrkdwn`:rotating_light: ${whom} *${isOne(model) ? "is" : "are"} paged* as ${model.label}.`;
  const needs = mrkdwn`*Needed:* ${needed(model)}`;
  const text = joinMrkdwn([head, why(model), needs, byWhen(model), ...trouble(model)], "\n");
  return message(text, [section(text), buttons(model)]);
}

const isOne = ({ userIds }: PageModel): boolean => userIds.length === 1;

/** What does not get through elsewhere; who reads it knows that no telephone rings. */
function trouble({ failedWays, delayedWays }: PageModel): Mrkdwn[] {
  return [
    ...(failedWays ? [mrkdwn`:warning: ${failedWays} could not be paged: \`/incident timeline\` says why.`] : []),
    ...(delayedWays ? [mrkdwn`:warning: ${delayedWays} not taken this page yet. I go on trying.`] : []),
  ];
}

function why({ why: reasons, asker, unanswered }: PageModel): Mrkdwn {
  const [first = "Help is needed", ...more] = reasons.map(cut);
  const by = asker ? mrkdwn` (${asker} asks)` : mrkdwn``;
  const also = more.length > 0 ? mrkdwn`; also: ${more.join("; ")}` : mrkdwn``;
  const silent = unanswered.length > 0 ? mrkdwn`. No answer yet from ${andList(unanswered)}` : mrkdwn``;
  return mrkdwn`*Why now:* ${first}${by}${also}${silent}`;
}

function state({ status, startedAt, commander, impact, lastUpdate }: PageModel): Mrkdwn {
  const parts = [
    mrkdwn`${status} since ${date(startedAt, "dateTime")}`,
    commander ? mrkdwn`${commander} commands` : mrkdwn`nobody commands`,
    ...(impact ? [mrkdwn`${cut(impact)}`] : []),
  ];
  const update = lastUpdate
    ? mrkdwn`\n*Last update* ${date(lastUpdate.at, "time")}: ${cut(lastUpdate.text)}`
    : mrkdwn``;
  return mrkdwn`*State:* ${joinMrkdwn(parts, "; ")}${update}`;
}

const tried = ({ tried: things }: PageModel): Mrkdwn[] =>
  things.length === 0
    ? [mrkdwn`*Tried and ruled out:* nothing on the record yet`]
    : [
        mrkdwn`*Tried and ruled out:*\n${joinMrkdwn(
          things.map((text) => mrkdwn`• ${cut(text)}`),
          "\n",
        )}`,
      ];

const guess = ({ hypothesis }: PageModel): Mrkdwn[] => [
  hypothesis === undefined
    ? mrkdwn`*Best hypothesis:* none on the record yet`
    : mrkdwn`*Best hypothesis:* ${cut(hypothesis)}`,
];

function needed({ needs, commander, channelId }: PageModel): Mrkdwn {
  if (needs) return mrkdwn`${cut(needs)}`;
  const where = channelId ? channelLink(channelId) : mrkdwn`the incident`;
  return commander
    ? mrkdwn`acknowledge, then come to ${where}`
    : mrkdwn`acknowledge, come to ${where}, and take command or name who does`;
}

function byWhen({ until, next }: PageModel): Mrkdwn {
  if (until === undefined) return mrkdwn`*By when:* now; there is nobody after you`;
  if (!next) return mrkdwn`*By when:* ${date(until, "time")}; there is nobody after you, so the channel is asked then`;
  return mrkdwn`*By when:* ${date(until, "time")}, then it goes to ${next}`;
}

function overLine({ ending, enderName = "Sitrep", shownBy, passed, goesOnIn }: PageModel): Mrkdwn | undefined {
  const ended = ending && "by" in ending && personId(ending.by) !== undefined ? enderName : "somebody";
  switch (ending?.how) {
    case "acknowledged":
      return mrkdwn`Acknowledged by ${enderName} ${date(ending.at, "time")}${shownBy ? `, who ${shownBy}` : ""}.`;
    case "needless":
      return mrkdwn`No longer needed ${date(ending.at, "time")}: ${needlessWords(ending.why, ended)}.`;
    case "over":
      return mrkdwn`Over: ${enderName} ${ending.what} ${date(ending.at, "time")}.${goesOnIn ? mrkdwn` It goes on in ${channelLink(goesOnIn)}.` : mrkdwn``}`;
    case undefined:
      return (
        passed &&
        mrkdwn`Passed on by ${passed.name} ${date(passed.at, "time")}${passed.to ? `; it went to ${passed.to}` : "; nobody was left to call"}.`
      );
  }
}

function closed(model: PageModel, line: Mrkdwn): Message {
  const about = joinMrkdwn([incidentLine(model), mrkdwn`paged as ${model.label}`, ...room(model)], "  ·  ");
  const mayPassOn = model.shownBy !== undefined && model.isAnsweredHere;
  const text = mayPassOn ? mrkdwn`${line} Not on it after all? *Pass on* calls the next in line.` : line;
  const below = mayPassOn ? [actions([passOn(model)])] : [];
  return message(joinMrkdwn([text, about], "\n"), [section(text), context([about]), ...below]);
}
